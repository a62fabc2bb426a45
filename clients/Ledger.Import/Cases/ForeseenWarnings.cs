namespace Ledger.Import;

/// <summary>
/// Warnings on a contract that its data foretells, so that it acknowledges them at once and a packed envelope is not refused for them.
/// Where this is wrong, the refusal itself says which warning to acknowledge.
/// </summary>
internal static class ForeseenWarnings
{
    /// <summary>A price per square metre that is not plausible.</summary>
    public const string UnitPrice = "F-07";

    /// <summary>Another use than the book's: the file states it anew with each sale.</summary>
    public const string Use = "C-25";

    private const ulong LowestYuan = 100;
    private const ulong HighestYuan = 1_000_000;
    private const ulong FenPerYuan = 100;
    private const ulong HundredthsPerSquareMetre = 100;

    /// <summary>The warnings on a unit, each with the unit's code.</summary>
    public static IEnumerable<(string Unit, string Rule)> Of(UnitSale sale)
    {
        if (IsImplausible(sale))
            yield return (sale.Unit.Code, UnitPrice);
        if (sale.Unit.Use != sale.Title.Use)
            yield return (sale.Unit.Code, Use);
    }

    private static bool IsImplausible(UnitSale sale)
    {
        var area = (UInt128)sale.Unit.Area * sale.Sold.Numerator / sale.Sold.Denominator;
        var price = (UInt128)sale.PriceFen * HundredthsPerSquareMetre;
        return area != 0 && (price < LowestYuan * FenPerYuan * area || price > HighestYuan * FenPerYuan * area);
    }
}
