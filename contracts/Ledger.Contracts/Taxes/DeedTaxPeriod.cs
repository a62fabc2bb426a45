using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>One row of the deed-tax table (domain.md 4.1): the rates of a span of time.</summary>
/// <param name="Decides">Which date has to lie in the span.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Day after the last; null while in force.</param>
/// <param name="Threshold">Area up to which the lower rate of a home applies; at the threshold it still does.</param>
/// <param name="OnlyHome">Rates of a family's only home: up to and above the threshold.</param>
/// <param name="SecondHome">Rates of a second home: up to and above the threshold.</param>
/// <param name="Other">Rate of a third home and more, of non-residential units and of organisations.</param>
public sealed record DeedTaxPeriod(
    DecidingDate Decides,
    Day From,
    Day? Until,
    Area Threshold,
    (Rate Upto, Rate Above) OnlyHome,
    (Rate Upto, Rate Above) SecondHome,
    Rate Other)
{
    /// <summary>Whether these rates apply to a tax with these two dates.</summary>
    public bool Applies(Day liability, Day declaration)
    {
        var date = Decides == DecidingDate.Liability ? liability : declaration;
        return date >= From && (Until is not { } until || date < until);
    }

    /// <summary>The rates allowed for a buyer and a unit; both of a class when the unit's area is not stated.</summary>
    public IEnumerable<Rate> RatesFor(BuyerClass buyer, bool residential, Area area)
    {
        if (buyer == BuyerClass.Other)
            return [Other];
        if (!residential)
            return [];
        var (upto, above) = buyer == BuyerClass.OnlyHome ? OnlyHome : SecondHome;
        if (!area.IsStated)
            return [upto, above];
        return [area.Exceeds(Threshold) ? above : upto];
    }
}
