using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>跨镇转办: from a step on another town executes the case; the clock does not stop.</summary>
internal sealed class CaseHandedOverFlow() : CaseStepFlow<CaseHandedOver>(new("跨镇转办", "hand-over of a case"))
{
    /// <inheritdoc/>
    protected override CaseState[] AllowedIn => [CaseState.Accepted, CaseState.Reviewed, CaseState.Recorded];

    /// <inheritdoc/>
    protected override void JudgeStep(Judgement judgement, CaseStep<CaseHandedOver> loaded, Signer signer)
    {
        var step = CaseStates.At(loaded.Page, judgement.Today) switch
        {
            CaseState.Accepted => HandOverStep.Review,
            CaseState.Reviewed => HandOverStep.Record,
            CaseState.Recorded => HandOverStep.Issue,
            _ => loaded.Event.Step,
        };
        if (loaded.Event.Step != step)
        {
            judgement.Fail(
                Judgement.State,
                new("业务的下一步不是所转办的步骤", "the case's next step is not the one handed over"),
                new($"请转办：{CodeNames.Of(step)!.Chinese}", $"hand over: {CodeNames.Of(step)!.English}"),
                Labels.InEvent(new("转办步骤", "step handed over"), loaded.Event.Step, "step"),
                loaded.View.Says(new("业务状态", "state of the case"), loaded.Page.State));
        }

        if (loaded.Event.FromTown != loaded.Page.ExecutingTown)
        {
            judgement.Fail(
                Judgement.State,
                new("转出镇街不是该业务的办理镇街", "the town that hands over does not execute the case"),
                new("请由办理镇街转办", "let the executing town hand it over"),
                Labels.InEvent(new("转出镇街", "from"), loaded.Event.FromTown, "from_town"),
                loaded.View.Says(new("办理镇街", "executing town"), loaded.Page.ExecutingTown));
        }

        TownsOfCity.Check(judgement, loaded.Event.ToTown, "to_town");
    }

    /// <inheritdoc/>
    protected override void CheckStepShape(Shape shape, CaseHandedOver e)
    {
        shape.TownCode(e.FromTown, "from_town");
        shape.TownCode(e.ToTown, "to_town");
        if (e.FromTown == e.ToTown)
            shape.Fault(Shape.C69, "to_town", e.ToTown, new("另一镇街", "another town"));
        shape.Known(e.Step, "step");
    }

    /// <inheritdoc/>
    protected override void Change(CasePage page, CaseHandedOver e) => page.ExecutingTown = e.ToTown;
}
