using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>C-60 已登簿不得撤回: an application is withdrawn or refused before its recording, and never recorded after.</summary>
internal static class NotRecorded
{
    public static readonly Rule C60 = Rule.Reject("C-60", "已登簿不得撤回", "recorded already", "不动产登记暂行条例 15");

    /// <summary>Something of the case is not recorded yet: that alone is taken back or refused.</summary>
    public static void Check(Judgement judgement, PageView<CasePage> view)
    {
        if (view.Body is not { RecordedMs: > 0, State: CaseState.Recorded or CaseState.Archived } page)
            return;
        judgement.Fail(
            C60,
            new("该业务已登簿，不得撤回或不予登记", "the case is recorded: it is neither withdrawn nor refused"),
            new("登簿后只能更正或注销", "what is recorded is only corrected or cancelled"),
            view.Says(new("登簿时刻", "instant of recording"), Labels.Instant(page.RecordedMs)),
            view.Says(new("业务状态", "state of the case"), page.State));
    }

    /// <summary>The case of an act was not withdrawn: the book has no recording of what was withdrawn.</summary>
    public static void CheckAct(Judgement judgement, PageView<CasePage> view, Recording recording)
    {
        if (view.Body is not { State: CaseState.Withdrawn } page)
            return;
        judgement.Fail(
            C60,
            new("该业务已撤回，不能登簿", "the case was withdrawn: nothing of it is recorded"),
            new("请核对登簿时刻与撤回日期；需办理的重新受理", "check instant and withdrawal; what is still wanted is accepted anew"),
            Labels.InEvent(new("登簿时刻", "instant of recording"), Labels.Instant(recording.RecordingMs), "recording.recording_ms"),
            view.Says(new("撤回日期", "withdrawn"), Labels.Date(page.Ended)));
    }
}
