using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The state machine of an instrument: stated → registered, or withdrawn before (STATE).</summary>
internal static class InstrumentStands
{
    private static readonly Wording Record = new("非交易原因", "instrument");

    /// <summary>It is stated and may be withdrawn.</summary>
    public static void CheckForWithdrawal(Judgement judgement, PageView<InstrumentPage> page)
    {
        if (page.Body is not { State: InstrumentState.Stated })
            WrongState(judgement, page);
    }

    /// <summary>The counterpart of an exchange, where it is stated already, is an exchange that names this one.</summary>
    public static void CheckPair(Judgement judgement, InstrumentStated e, PageView<InstrumentPage> pair)
    {
        if (pair.Body is not { } other || (other is { State: InstrumentState.Stated, Kind: InstrumentKind.Exchange } && other.Pair == e.Number))
            return;
        judgement.Fail(
            Judgement.State,
            new("互换的另一份文书未指向本文书，或已终止", "the other instrument of the exchange names another one, or has ended"),
            new("请核对双方文书的编号", "check the numbers of both instruments"),
            Labels.InEvent(OfficeNumber.Name, e.Number, "number"),
            pair.Says(new("另一份文书", "its counterpart"), other.Pair),
            pair.Says(new("状态", "state"), other.State));
    }

    private static void WrongState(Judgement judgement, PageView<InstrumentPage> page)
        => judgement.WrongState(
            Record,
            page.Body is { } known ? CodeNames.Of(known.State)! : new("不存在", "absent"),
            page.Body is null ? ["InstrumentStated"] : [],
            page.Says(new("状态", "state"), page.Body?.State));
}
