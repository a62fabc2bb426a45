using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>Deed-tax rates over time.</summary>
/// <param name="Periods">Rows in order of time. Rows of different deciding dates may overlap: then either is allowed.</param>
public sealed record DeedTaxTable(IReadOnlyList<DeedTaxPeriod> Periods)
{
    /// <summary>The table where a city has a rate of its own for what has no preference: periods that state none take it.</summary>
    public DeedTaxTable In(City city)
        => new([.. Periods.Select(period => period.Other == Rate.Zero ? period with { Other = city.OtherDeedRate } : period)]);

    /// <summary>
    /// The rates allowed for a unit and a buyer, ascending. A contract signed before a new table and declared under it may
    /// use either.
    /// </summary>
    public IReadOnlyList<Rate> RatesFor(BuyerClass buyer, bool residential, Area area, Day liability, Day declaration)
        => [.. Periods
            .Where(period => period.Applies(liability, declaration))
            .SelectMany(period => period.RatesFor(buyer, residential, area))
            .Distinct()
            .Order()];
}
