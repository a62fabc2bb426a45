using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>C-19 成交价一致: contract price = price declared to tax = 交易价格 in the book.</summary>
internal static class PricesAgree
{
    /// <summary>成交价一致: differs by more than 0.01 yuan and nobody assessed.</summary>
    public static readonly Rule C19 = Rule.Reject("C-19", "成交价一致", "price agreement", "城市房地产管理法 35");

    /// <summary>成交价一致: differs by rounding, or by assessment.</summary>
    public static readonly Rule C19Explained = C19 with { Severity = Severity.Warning, Aspect = "explained" };

    /// <summary>Half-up rounding between units of amount explains this much.</summary>
    private static readonly Money Rounding = Money.FromFen(1);

    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="stated">Price the event states, fen.</param>
    /// <param name="path">Its field.</param>
    /// <param name="contract">The contract.</param>
    /// <param name="assessed">Whether the tax organ set the base (核定).</param>
    public static void Check(Judgement judgement, ulong stated, string path, PageView<ContractPage> contract, bool assessed)
    {
        var price = contract.Body!.PriceFen;
        if (stated == price)
            return;
        var explained = assessed || Money.FromFen(stated).DistanceTo(Money.FromFen(price)) <= Rounding;
        judgement.Fail(
            explained ? C19Explained : C19,
            new("成交价与合同不一致", "the price is not that of the contract"),
            explained
                ? new("请确认差异原因后继续", "acknowledge C-19 with the reason of the difference")
                : new("请按合同总价填写", "state the price of the contract"),
            Labels.InEvent(new("成交价", "price"), Labels.Yuan(stated), path),
            contract.Says(new("合同总价", "contract price"), Labels.Yuan(price)));
    }
}
