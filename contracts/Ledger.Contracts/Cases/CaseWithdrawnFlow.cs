using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>撤回: all who applied together take back what is not recorded yet; the case leaves the desks.</summary>
internal sealed class CaseWithdrawnFlow() : CaseStepFlow<CaseWithdrawn>(new("撤回", "withdrawal of an application"))
{
    /// <inheritdoc/>
    protected override CaseState[] AllowedIn => [CaseState.Accepted, CaseState.Supplement, CaseState.Suspended, CaseState.Notice, CaseState.Reviewed];

    /// <inheritdoc/>
    protected override CaseStep<CaseWithdrawn> Load(CaseWithdrawn e, Book book)
    {
        var step = base.Load(e, book);
        return step with { Desks = CaseDesks.Load(book, step.View) };
    }

    /// <inheritdoc/>
    protected override void JudgeStep(Judgement judgement, CaseStep<CaseWithdrawn> loaded, Signer signer)
    {
        NotRecorded.Check(judgement, loaded.View);
        Applicants.CheckAll(judgement, loaded.Event.Applicants, "applicants", loaded.View);
    }

    /// <inheritdoc/>
    protected override void CheckStepShape(Shape shape, CaseWithdrawn e) => Applicants.CheckShape(shape, e.Applicants, "applicants");

    /// <inheritdoc/>
    protected override void Change(CasePage page, CaseWithdrawn e) => CaseEnd.Write(page, CaseState.Withdrawn, e.Date);
}
