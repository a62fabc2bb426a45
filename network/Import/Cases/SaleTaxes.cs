using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Network;

/// <summary>
/// The taxes of a sale. Deed tax (domain.md 4.1): the buyer is of the class third home and other, so 3 % at every date. Every seller
/// is a person: income tax at the customary 1 % of the price, exempt on homes held for five years (满五唯一, which the import takes
/// for granted); on units that are no homes also land appreciation tax at an assessed 5 %. The rates of the sellers' taxes are
/// invented; the rules want them cleared, not at a rate.
/// </summary>
internal static class SaleTaxes
{
    /// <summary>Exemption code of income tax on a home held for five years.</summary>
    public const string FiveYears = "FIVE_YEARS_ONLY_HOME";

    private const uint Home = 10;
    private const int YearsHeld = 5;
    private static readonly Rate Deed = Rate.Parse("3%");
    private static readonly Rate Income = Rate.Parse("1%");
    private static readonly Rate LandAppreciation = Rate.Parse("5%");

    /// <summary>The lines of a sale.</summary>
    public static IReadOnlyList<SaleTaxLine> Of(
        PlannedDeal deal, IReadOnlyList<UnitSale> units, InventedPerson buyer, IReadOnlyList<InventedPerson> sellers, Day date)
    {
        var lines = new List<SaleTaxLine> { new(TaxKind.Deed, TaxSide.Transferee, buyer, deal.PriceFen, Deed) };
        var longAgo = date.AddYears(-YearsHeld).Number;
        for (var i = 0; i < sellers.Count; i++)
        {
            var seller = sellers[i];
            var part = (deal.PriceFen / (ulong)sellers.Count) + (i == 0 ? deal.PriceFen % (ulong)sellers.Count : 0);
            var given = units.SelectMany(unit => unit.Parts
                .Where(part => part.Owner.CitizenNumber == seller.CitizenNumber)
                .Select(part => (unit.Title.Use, part.Owner.Since))).ToList();
            var homes = given.TrueForAll(unit => unit.Use == Home);
            var exempt = homes && given.TrueForAll(unit => unit.Since <= longAgo);
            lines.Add(new SaleTaxLine(TaxKind.Income, TaxSide.Transferor, seller, part, Income, exempt ? FiveYears : ""));
            if (!homes)
                lines.Add(new SaleTaxLine(TaxKind.LandAppreciation, TaxSide.Transferor, seller, part, LandAppreciation));
        }

        return lines;
    }
}
