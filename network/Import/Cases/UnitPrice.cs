using Ledger.Facts;

namespace Ledger.Network;

/// <summary>
/// Foresees the warning F-07 on a price per square metre, so that the contract acknowledges it at once and a packed envelope is not
/// refused for it. Where this is wrong, the refusal itself says which warning to acknowledge.
/// </summary>
internal static class UnitPrice
{
    /// <summary>Rule that warns.</summary>
    public const string Rule = "F-07";

    private const ulong LowestYuan = 100;
    private const ulong HighestYuan = 1_000_000;
    private const ulong FenPerYuan = 100;
    private const ulong HundredthsPerSquareMetre = 100;

    /// <summary>Whether the price lies outside 100 to 1,000,000 yuan/m²; false when an area is not stated.</summary>
    public static bool IsImplausible(PlannedDeal deal)
    {
        UInt128 area = 0;
        foreach (var unit in deal.Units)
        {
            if (unit.Area == 0)
                return false;
            var share = Share.Parse(unit.Share);
            area += (UInt128)unit.Area * share.Numerator / share.Denominator;
        }

        var price = (UInt128)deal.PriceFen * HundredthsPerSquareMetre;
        return area != 0 && (price < LowestYuan * FenPerYuan * area || price > HighestYuan * FenPerYuan * area);
    }
}
