using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>One unit of a contract that stands already.</summary>
/// <param name="Disposal">What the severity matrix asks of it.</param>
/// <param name="House">Its row of the house table, of a pre-sale; null otherwise.</param>
internal sealed record ContractedUnit(Disposal Disposal, PageView<HousePage>? House)
{
    /// <summary>Reads the pages of a contract's units.</summary>
    public static IReadOnlyList<ContractedUnit> Load(Book book, Act act, FlowCode flow, ContractPage? contract)
        => [.. (contract?.Units ?? []).Select((unit, i) => new ContractedUnit(
            Disposal.Read(book, flow, unit.UnitCode, act) with
            {
                Givers = PartiesOf(unit.Sellers, contract!.Sellers, i),
                Takers = PartiesOf(unit.Buyers, contract.Buyers, i),
                Basis = contract.ContractNumber,
            },
            contract.PermitNumber.Length > 0 ? book.House(unit.UnitCode) : null))];

    private static List<Party> PartiesOf(RepeatedField<Stake> stakes, RepeatedField<PartyAcrossUnits> parties, int unit)
        => [.. stakes.Select(stake => parties[(int)stake.Party].At(unit)).Distinct()];
}
