using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The state of a case on a day: a public notice that is over gives back the state before it, without an event.</summary>
internal static class CaseStates
{
    private static readonly Wording Record = new("业务", "case");
    private static readonly Wording StateLabel = new("业务状态", "state of the case");

    /// <summary>The state on a day.</summary>
    public static CaseState At(CasePage page, Day day)
        => page.State == CaseState.Notice && page.Notices[^1].Until <= day.Number ? page.Former : page.State;

    /// <summary>Whether the case is still in hand: neither recorded nor ended.</summary>
    public static bool IsOpen(CaseState state)
        => state is CaseState.Accepted or CaseState.Supplement or CaseState.Suspended or CaseState.Notice or CaseState.Reviewed;

    /// <summary>The case exists and is in a state that allows the step (STATE).</summary>
    /// <returns>False when there is no case to judge by.</returns>
    public static bool Check(Judgement judgement, PageView<CasePage> view, params ReadOnlySpan<CaseState> allowed)
    {
        if (view.Body is not { } page)
        {
            judgement.WrongState(Record, new("不存在", "absent"), ["ApplicationAccepted"], view.Says(StateLabel, null));
            return false;
        }

        var state = At(page, judgement.Today);
        if (!allowed.Contains(state))
            Refuse(judgement, view, state);
        return true;
    }

    /// <summary>Notes that the case's state does not allow the step.</summary>
    public static void Refuse(Judgement judgement, PageView<CasePage> view, CaseState state)
        => judgement.WrongState(Record, CodeNames.Of(state)!, CaseSteps.From(state), view.Says(StateLabel, state));

    /// <summary>Every part of the case has come in: what was accepted in part is not reviewed and not recorded (STATE).</summary>
    public static void CheckWhole(Judgement judgement, PageView<CasePage> view)
    {
        if (view.Body is not { } page || page.Part >= page.Parts)
            return;
        judgement.Fail(
            Judgement.State,
            new($"该业务分{page.Parts}部分受理，只收到{page.Part}部分", $"the case comes in {page.Parts} parts, of which {page.Part} came in"),
            new("请先提交其余部分（ApplicationAccepted）", "submit the other parts first (ApplicationAccepted)"),
            view.Says(new("已收部分", "parts that came in"), page.Part),
            view.Says(new("部分数", "parts"), page.Parts));
    }
}
