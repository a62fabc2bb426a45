using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>What a contract says, as it is signed or amended, with the pages its rules read.</summary>
/// <param name="ContractNumber">Its number.</param>
/// <param name="Kind">New-build or stock.</param>
/// <param name="Signed">Day of signing.</param>
/// <param name="Units">Its units.</param>
internal sealed record AgreedSale(string ContractNumber, ContractKind Kind, uint Signed, IReadOnlyList<AgreedUnit> Units)
{
    /// <summary>The pre-sale permit; null for a sale of what is registered.</summary>
    public PageView<PermitPage>? Permit { get; init; }

    /// <summary>Proof of the buyers' qualification; empty for none.</summary>
    public string QualificationNumber { get; init; } = "";

    /// <summary>For each seller who is a minor its guardian's statement, or none.</summary>
    public IReadOnlyList<ByteString> GuardianStatements { get; init; } = [];

    /// <summary>Whether it is signed now; an amended contract was signed before.</summary>
    public bool IsSigned { get; init; }

    /// <summary>Whether it is signed before the units' first registration.</summary>
    public bool IsPresale => Permit is not null;

    /// <summary>Reads the pages of the units.</summary>
    public static AgreedSale Load(
        Book book, Act act, FlowCode flow, string contractNumber, ContractKind kind, uint signed, string permitNumber,
        IReadOnlyList<ContractUnit> units, IReadOnlyList<PartyAcrossUnits> sellers, IReadOnlyList<PartyAcrossUnits> buyers)
        => new(
            contractNumber, kind, signed,
            [.. units.Select((unit, i) => Unit(book, act, flow, contractNumber, kind, permitNumber, unit, i, sellers, buyers))])
        {
            Permit = permitNumber.Length > 0 ? book.Permit(permitNumber) : null,
        };

    private static AgreedUnit Unit(
        Book book, Act act, FlowCode flow, string contractNumber, ContractKind kind, string permitNumber,
        ContractUnit unit, int index, IReadOnlyList<PartyAcrossUnits> sellers, IReadOnlyList<PartyAcrossUnits> buyers)
    {
        var disposal = Disposal.Read(book, flow, unit.UnitCode, act);
        var sale = new UnitSale(unit, index, sellers, buyers, disposal.Unit);
        return new(
            sale,
            disposal with
            {
                Givers = [.. sale.Sellers.Select(static part => part.Party).Distinct()],
                Takers = [.. sale.Buyers.Select(static part => part.Party).Distinct()],
                Basis = contractNumber,
                Permit = permitNumber,
            },
            kind == ContractKind.NewBuild ? book.House(unit.UnitCode) : null)
        {
            Land = LandGround.Load(book, unit.UnitCode),
        };
    }
}
