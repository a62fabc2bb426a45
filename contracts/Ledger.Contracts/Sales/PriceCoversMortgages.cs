using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>C-44 for a contract: whether the price would pay what the unit's live mortgages secure; told, never refused.</summary>
internal static class PriceCoversMortgages
{
    public static readonly Rule C44 = Rule.Inform("C-44", "抵押额与价值", "loan-to-value sanity", "registry practice") with { Aspect = "price" };

    public static void Check(Judgement judgement, AgreedUnit unit)
    {
        if (unit.Sale.Pages.Encumbrances.Body is not { Mortgages.Count: > 0 } page)
            return;
        UInt128 secured = 0;
        foreach (var row in page.Mortgages)
            secured += row.Terms.AmountFen;
        var price = unit.Sale.Unit.PriceFen;
        if (secured <= price)
            return;
        judgement.Fail(
            C44,
            new($"单元{unit.Code}的抵押额超过成交价", $"the mortgages on unit {unit.Code} secure more than its price"),
            new("请核对还款安排", "check how they are paid off"),
            unit.In("price_fen")(new("单元价款", "price of the unit"), Labels.Yuan(price)),
            unit.Sale.Pages.Encumbrances.Says(new("抵押担保额合计", "secured in all"), Labels.Yuan((ulong)UInt128.Min(secured, ulong.MaxValue))));
    }
}
