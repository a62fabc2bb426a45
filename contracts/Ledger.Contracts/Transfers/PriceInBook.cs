using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-19 成交价一致, in the book: the price recorded is that of the contract or the value of the instrument, in all and unit by
/// unit, whatever base the tax was assessed on.
/// </summary>
internal static class PriceInBook
{
    private static readonly Wording Price = new("成交价", "price");

    /// <summary>Checks the price of all units, and of each.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="priceFen">Price that the event states.</param>
    /// <param name="bases">What the transfer rests on.</param>
    /// <param name="units">The units transferred.</param>
    public static void Check(Judgement judgement, ulong priceFen, IReadOnlyList<Basis> bases, IReadOnlyList<TransferredUnit> units)
    {
        var total = bases.Aggregate(UInt128.Zero, static (sum, basis) => sum + basis.ValueFen);
        if (priceFen != total)
            Fail(judgement, priceFen, "price_fen", [.. bases.Select(basis => basis.Says(Price, Labels.Yuan(basis.ValueFen)))]);
        foreach (var unit in units.Where(unit => unit.Sale is not null))
        {
            // A contract of profile 1 knows the price of all units alone.
            judgement.About(unit.Code);
            var agreed = unit.Sale!.Unit.PriceFen;
            if (agreed != 0 && unit.Transfer.PriceFen != agreed)
                Fail(judgement, unit.Transfer.PriceFen, unit.Path + ".price_fen", unit.Basis!.Says(Price, Labels.Yuan(agreed)));
        }

        judgement.About("");
        var sum = units.Aggregate(UInt128.Zero, static (sum, unit) => sum + unit.Transfer.PriceFen);
        if (sum != priceFen)
        {
            Fail(
                judgement, priceFen, "price_fen",
                [.. units.Select(unit => Labels.InEvent(Price, Labels.Yuan(unit.Transfer.PriceFen), unit.Path + ".price_fen"))]);
        }
    }

    private static void Fail(Judgement judgement, ulong stated, string path, params IReadOnlyList<Chain.FindingValue> values)
        => judgement.Fail(
            PricesAgree.C19,
            new("登簿价款与依据不一致", "the price in the book is not that of the contract or instrument"),
            new("请按合同价款（文书价值）逐单元填写，各单元之和应等于总价", "state the price of each unit as agreed; together they are the whole price"),
            [Labels.InEvent(Price, Labels.Yuan(stated), path), .. values]);
}
