using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>审核</summary>
internal sealed class ReviewCaseForm() : ActForm<ReviewCaseRequest, CaseReviewed>("case", "review", new("审核", "review a case"))
{
    public override string Example => "ledger case review --acceptance 202105310001 --date 2021-05-31 --result pass";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        CaseInputs.Acceptance,
        ActOptions.Date,
        new("--result", "result", new("pass 或 back", "pass or back")),
        new("--step", "step", new("审核步骤", "step of the review")),
    ];

    protected override CaseReviewed Read(ActReader input, ReviewCaseRequest request)
    {
        var body = new CaseReviewed
        {
            AcceptanceNumber = input.NamedCase(request.AcceptanceNumber),
            Date = input.PastDay(request.Date, "date"),
            Reviewer = request.Reviewer.IsEmpty ? input.Operator : input.Hash(request.Reviewer, "reviewer"),
            Result = input.Known(request.Result, "result"),
            Step = Math.Max(request.Step, 1),
            Signature = request.Signature,
        };
        if (body.Signature.Length is not (0 or StaffKey.SignatureLength))
            input.Fault("signature", $"应为64字节，实为{body.Signature.Length}字节", $"it has {body.Signature.Length} bytes", "64 bytes");
        return body;
    }
}
