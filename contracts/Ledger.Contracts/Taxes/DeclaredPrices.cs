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
        for (var i = 0; basis.IsContract && i < e.Units.Count; i++)
            CheckUnit(judgement, e.Units[i], $"units[{i}].price_fen", basis);
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

    // What a contract states of a unit is what is declared of it.
    private static void CheckUnit(Judgement judgement, DeclaredUnit unit, string path, Basis basis)
    {
        var index = basis.IndexOf(unit.UnitCode);
        if (index < 0 || basis.Units[index].PriceFen is not (> 0 and var agreed) || agreed == unit.PriceFen)
            return;
        var distance = Math.Max(agreed, unit.PriceFen) - Math.Min(agreed, unit.PriceFen);
        judgement.Fail(
            distance <= Rounding ? PricesAgree.C19Explained : PricesAgree.C19,
            new($"单元{unit.UnitCode}的申报价款与合同不一致", $"the price declared of unit {unit.UnitCode} is not that of the contract"),
            new("请按合同所列单元价款申报", "declare the price that the contract states of the unit"),
            Labels.InEvent(Price, Labels.Yuan(unit.PriceFen), path),
            basis.Says(Price, Labels.Yuan(agreed)));
    }
}
