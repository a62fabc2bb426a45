using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>What money that comes and money that goes have in common.</summary>
internal static class FundMoves
{
    /// <summary>The agreement comes before its money, and nothing lies in the future.</summary>
    public static void CheckDate(Judgement judgement, PageView<FundPage> fund, DatedFact moved)
    {
        DateOrder.Check(judgement, DatedFact.Recorded(fund, new("协议日期", "day of the agreement"), fund.Body!.Date), moved);
        DateOrder.NotInFuture(judgement, moved);
    }

    /// <summary>The sum of what arrived is an amount (F-07).</summary>
    public static void CheckSum(Judgement judgement, ulong before, ulong now, PageView<FundPage> fund)
    {
        if (Money.TryFromFen(before + now, out _, out var error))
            return;
        judgement.Malformed(
            Shape.C69,
            new($"累计金额应为{error.Expected.Chinese}", $"the sum should be {error.Expected.English}"),
            new("请核对金额", "check the amount"),
            Labels.InEvent(new("金额", "amount"), Labels.Yuan(now), "amount_fen"),
            fund.Says(new("此前到账", "arrived before"), Labels.Yuan(before)));
    }
}
