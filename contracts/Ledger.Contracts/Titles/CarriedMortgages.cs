using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A mortgage page whose units are split or merged: what comes stands in the place of what goes, under the same terms.</summary>
internal static class CarriedMortgages
{
    /// <summary>The page afterwards.</summary>
    /// <param name="before">The page as it is.</param>
    /// <param name="gone">The units that go.</param>
    /// <param name="come">The units that come, each with its epoch and the parties from the unit it comes from, by that unit's code.</param>
    public static MortgagePage Of(
        MortgagePage before,
        IReadOnlyCollection<string> gone,
        IReadOnlyList<(string UnitCode, uint Epoch, Func<string, CarriedParties> From)> come)
    {
        var page = before.Clone();
        var places = before.Units.Select(static unit => unit.UnitCode).ToList();
        var source = before.Units.First(unit => gone.Contains(unit.UnitCode, StringComparer.Ordinal));
        var units = before.Units.Where(unit => !gone.Contains(unit.UnitCode, StringComparer.Ordinal)).Concat(come.Select(unit => Unit(source, unit)))
            .OrderBy(static unit => unit.UnitCode, StringComparer.Ordinal).ToList();
        page.Units.Clear();
        page.Units.AddRange(units);
        page.LiveUnits = (uint)(before.LiveUnits + units.Count - before.Units.Count);

        PartyAcrossUnits Renew(PartyAcrossUnits party)
        {
            if (party.CreditCode.Length > 0)
                return party;
            var renewed = party.Clone();
            renewed.Tokens.Clear();
            renewed.Tokens.AddRange(units.Select(unit => come.FirstOrDefault(part => part.UnitCode == unit.UnitCode) is { UnitCode: not null } part
                ? part.From(source.UnitCode).Of(party.At(places.IndexOf(source.UnitCode))).Token
                : party.Tokens[places.IndexOf(unit.UnitCode)]));
            return renewed;
        }

        var order = RenewedParties.Renew(page.Mortgagors, Renew);
        RenewedParties.Follow(page.Units, order);
        var absent = page.MortgagorsNotSigning.Select(place => (uint)order[(int)place]).Order().ToList();
        page.MortgagorsNotSigning.Clear();
        page.MortgagorsNotSigning.AddRange(absent);
        RenewedParties.Renew(page.Debtors, Renew);
        return page;
    }

    private static MortgageUnit Unit(MortgageUnit source, (string UnitCode, uint Epoch, Func<string, CarriedParties> From) part)
    {
        var unit = source.Clone();
        unit.UnitCode = part.UnitCode;
        unit.Epoch = part.Epoch;

        // What a part is worth nobody has said.
        unit.AppraisedFen = 0;
        RenewedParties.InUnit(unit, part.From(source.UnitCode).Of);
        return unit;
    }
}
