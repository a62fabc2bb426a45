using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>不予登记: the case ends without a recording of what is not recorded yet, and leaves the desks.</summary>
internal sealed class CaseRefusedFlow() : CaseStepFlow<CaseRefused>(new("不予登记", "refusal of registration"))
{
    /// <inheritdoc/>
    protected override CaseState[] AllowedIn => [CaseState.Accepted, CaseState.Supplement, CaseState.Suspended, CaseState.Notice, CaseState.Reviewed];

    /// <inheritdoc/>
    protected override CaseStep<CaseRefused> Load(CaseRefused e, Book book)
    {
        var step = base.Load(e, book);
        return step with { Desks = CaseDesks.Load(book, step.View) };
    }

    /// <inheritdoc/>
    protected override void JudgeStep(Judgement judgement, CaseStep<CaseRefused> loaded, Signer signer)
    {
        NotRecorded.Check(judgement, loaded.View);
        SupplementTerm.Check(judgement, loaded);
    }

    /// <inheritdoc/>
    protected override void CheckStepShape(Shape shape, CaseRefused e) => shape.Known(e.Ground, "ground");

    /// <inheritdoc/>
    protected override void Change(CasePage page, CaseRefused e) => CaseEnd.Write(page, CaseState.Refused, e.Date);
}
