using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>F-07 金额单位一致: amounts are in fen, a conversion from 万元 is declared, and the unit price is plausible.</summary>
internal static class AmountUnit
{
    /// <summary>金额单位一致: an amount was converted from 万元, as declared.</summary>
    public static readonly Rule F07 = Rule.Inform("F-07", "金额单位一致", "amount unit declared", "registry practice") with { Aspect = "converted" };

    /// <summary>金额单位一致: the unit price lies outside 100 to 1,000,000 yuan per square metre.</summary>
    public static readonly Rule F07Sanity = F07 with { Severity = Severity.Warning, Aspect = "sanity" };

    /// <summary>Notes a declared conversion.</summary>
    public static void NoteConversion(Judgement judgement, bool converted, ulong fen, string path)
    {
        if (!converted)
            return;
        judgement.Fail(
            F07,
            new("金额由万元换算为分", "the amount was converted from 万元 to fen"),
            new("请核对换算后的金额", "check the amount after conversion"),
            Labels.InEvent(Money.Name, Labels.Yuan(fen), path));
    }

    /// <summary>
    /// Price per square metre of what is sold, between the bounds of the profile. Does not apply when a unit's area is not
    /// stated.
    /// </summary>
    public static void CheckUnitPrice(Judgement judgement, ulong priceFen, IReadOnlyList<UnitSale> sales)
    {
        UInt128 area = 0;
        foreach (var sale in sales)
        {
            var stated = sale.Unit.Area != 0 ? sale.Unit.Area : sale.Pages.LiveTitle?.Area ?? 0;
            if (stated == 0)
                return;
            area += (UInt128)stated * sale.Share.Numerator / sale.Share.Denominator;
        }

        var (lowest, highest) = (judgement.City.LowestUnitPrice, judgement.City.HighestUnitPrice);

        // fen × 100 ≥ (fen per m²) × (0.01 m²), without a division.
        var price = (UInt128)priceFen * 100;
        if (area == 0 || (price >= lowest.Fen * area && price <= highest.Fen * area))
            return;
        judgement.Fail(
            F07Sanity,
            new("单价超出合理范围，可能误用了金额单位", "the price per square metre is not plausible: yuan and 万元 may be mixed up"),
            new("请核对金额单位与面积，无误则确认后继续", "check the unit of the amount and the area, or acknowledge F-07"),
            Labels.InEvent(new("每平方米单价", "price per m²"), Labels.Yuan((ulong)UInt128.Min(price / area, Money.MaximumFen)), "price_fen"),
            judgement.InCity(new("合理范围", "plausible range"), $"{lowest}–{highest}元"));
    }
}
