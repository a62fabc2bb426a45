using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>审核: somebody else than the acceptor, of the executing town, has looked at the case and says so with the own key.</summary>
internal sealed class CaseReviewedFlow() : CaseStepFlow<CaseReviewed>(new("审核", "review"))
{
    /// <inheritdoc/>
    protected override CaseState[] AllowedIn => [CaseState.Accepted];

    /// <inheritdoc/>
    protected override StaffDuty[] Duties => [StaffDuty.Accept, StaffDuty.Review, StaffDuty.Record];

    /// <inheritdoc/>
    protected override CaseStep<CaseReviewed> Load(CaseReviewed e, Book book)
        => base.Load(e, book) with { Reviewer = EnrolledOperator.Load(book, e.Reviewer) };

    /// <inheritdoc/>
    protected override void JudgeStep(Judgement judgement, CaseStep<CaseReviewed> loaded, Signer signer)
    {
        CaseStates.CheckWhole(judgement, loaded.View);
        CaseStaff.CheckDuty(judgement, loaded.Reviewer!, "reviewer", StaffDuty.Review);
        CaseStaff.CheckSaysSo(judgement, loaded);
        CaseStaff.CheckReviewer(judgement, loaded.View, loaded.Reviewer!, "reviewer");
        CaseStaff.CheckTown(judgement, loaded.View, loaded.Reviewer!);
    }

    /// <inheritdoc/>
    protected override void CheckStepShape(Shape shape, CaseReviewed e)
    {
        shape.Hash(e.Reviewer, "reviewer");
        shape.Known(e.Result, "result");
        if (e.Signature.Length != (e.Reviewer == e.Act?.Operator ? 0 : StaffKey.SignatureLength))
        {
            shape.Fault(CaseStaff.C74, "signature", $"{e.Signature.Length} bytes",
                new("由审核人以本人证书提交，或附审核人的签名（64字节）", "nothing from the reviewer itself, 64 bytes of the reviewer's from another operator"));
        }

        if (e.Step is < 1 or > 9)
            shape.Fault(Shape.C69, "step", e.Step, new("审核步骤1至9", "a step of 1 to 9"));
    }

    /// <inheritdoc/>
    protected override void Change(CasePage page, CaseReviewed e)
    {
        page.Reviewer = e.Reviewer;
        page.Reviewed = e.Date;
        page.ReviewStep = e.Step;
        if (e.Result == ReviewResult.Pass)
            page.State = CaseState.Reviewed;
    }
}
