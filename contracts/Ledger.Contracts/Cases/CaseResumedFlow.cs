using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>补正收讫、恢复办理: what the case waited for is there, and its clock runs again.</summary>
internal sealed class CaseResumedFlow() : CaseStepFlow<CaseResumed>(new("补正收讫、恢复办理", "case goes on"))
{
    /// <inheritdoc/>
    protected override CaseState[] AllowedIn => [CaseState.Supplement, CaseState.Suspended];

    /// <inheritdoc/>
    protected override void JudgeStep(Judgement judgement, CaseStep<CaseResumed> loaded, Signer signer)
    {
        var wanted = loaded.Page.State == CaseState.Supplement ? ResumeGround.Supplemented : ResumeGround.SuspensionEnded;
        if (CaseStates.IsOpen(loaded.Page.State) && loaded.Event.Ground != wanted)
        {
            judgement.Fail(
                Judgement.State,
                new("恢复的原因与业务所等待的不符", "the case waits for something else"),
                new("请核对原因：补正收讫或恢复办理", "check the ground: the supplement came in, or the suspension is over"),
                Labels.InEvent(new("原因", "ground"), loaded.Event.Ground, "ground"),
                loaded.View.Says(new("业务状态", "state of the case"), loaded.Page.State));
        }

        if (loaded.Page.Stops.LastOrDefault() is { } stop)
        {
            DateOrder.Check(
                judgement,
                DatedFact.Recorded(loaded.View, new("停止计时日期", "clock stopped"), stop.From),
                DatedFact.Stated(new("恢复日期", "goes on"), loaded.Event.Date, "date"));
        }
    }

    /// <inheritdoc/>
    protected override void CheckStepShape(Shape shape, CaseResumed e) => shape.Known(e.Ground, "ground");

    /// <inheritdoc/>
    protected override void Change(CasePage page, CaseResumed e)
    {
        CaseStops.Resume(page, e.Date);
        page.SeizedMs = 0;
    }
}
