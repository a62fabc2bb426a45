using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>A contract or an instrument as the ledger has it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Kind">Kind of an instrument.</param>
/// <param name="Date">Day of signing or effect.</param>
/// <param name="Version">How often it was stated anew.</param>
/// <param name="Units">Its units.</param>
/// <param name="Givers">Who gives.</param>
/// <param name="Takers">Who takes.</param>
/// <param name="PriceFen">Price or value.</param>
/// <param name="Pair">Counterpart of an exchange.</param>
internal sealed record Deed(
    string Number, InstrumentKind Kind, uint Date, uint Version, IReadOnlyList<ContractUnit> Units,
    List<PartyAcrossUnits> Givers, List<PartyAcrossUnits> Takers, ulong PriceFen, string Pair)
{
    /// <summary>Whether it is a contract.</summary>
    public bool IsContract => Kind == InstrumentKind.Unspecified;

    /// <summary>Who takes a gift owes the income tax on it.</summary>
    public bool TakerOwesIncome => Kind is InstrumentKind.Gift or InstrumentKind.Bequest;

    /// <summary>Who gives for something owes the taxes of giving.</summary>
    public bool GiverOwes => IsContract || Kind is InstrumentKind.Exchange or InstrumentKind.Contribution or InstrumentKind.Court;

    /// <summary>Reads its page.</summary>
    public static Deed Of(Town town, NaiveBasis basis)
    {
        if (basis.IsContract)
        {
            var contract = town.Ledger.Read<ContractPage>(PageKeys.Contract(basis.Number))!;
            return new(
                basis.Number, InstrumentKind.Unspecified, contract.SigningDate, Math.Max(contract.Version, 1), contract.Units,
                [.. contract.Sellers], [.. contract.Buyers], contract.PriceFen, "");
        }

        var page = town.Ledger.Read<InstrumentPage>(PageKeys.Instrument(basis.Number))!;
        return new(
            basis.Number, page.Kind, page.Date, page.Version, page.Units, [.. page.Givers], [.. page.Takers], page.ValueFen, page.Pair);
    }
}
