using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>C-19 成交价一致: what is declared to the tax office is the price of the contract or the value of the instrument.</summary>
internal static class DeclaredPrices
{
    private static readonly Wording Price = new("成交价", "price");

    // Half-up rounding of each unit's part explains this much per unit.
    private const ulong Rounding = 1;

    public static void Check(Judgement judgement, TaxDeclared e, Basis basis)
    {
        var sum = e.Units.Aggregate(UInt128.Zero, static (sum, unit) => sum + unit.PriceFen);
        var distance = sum > basis.ValueFen ? sum - basis.ValueFen : basis.ValueFen - sum;
        if (distance == 0)
            return;
        judgement.Fail(
            distance <= Rounding * (ulong)e.Units.Count ? PricesAgree.C19Explained : PricesAgree.C19,
            new("申报价款与合同价款（文书价值）不一致", "the price declared is not that of the contract or instrument"),
            new("请按合同价款逐单元申报；仅尾差的请确认后继续", "declare the price of every unit as agreed, or acknowledge C-19 where only rounding differs"),
            Labels.InEvent(Price, Labels.Yuan((ulong)UInt128.Min(sum, ulong.MaxValue)), "units"),
            basis.Says(Price, Labels.Yuan(basis.ValueFen)));
    }
}
