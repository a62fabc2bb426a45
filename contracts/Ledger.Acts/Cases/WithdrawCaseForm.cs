using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>撤回</summary>
internal sealed class WithdrawCaseForm() : ActForm<WithdrawCaseRequest, CaseWithdrawn>("case", "withdraw", new("撤回", "withdraw an application"))
{
    public override string Example => "ledger case withdraw --acceptance 202105310001 --date 2021-05-31 --file applicants.json";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        CaseInputs.Acceptance,
        ActOptions.Date,
    ];

    protected override CaseWithdrawn Read(ActReader input, WithdrawCaseRequest request)
    {
        var body = new CaseWithdrawn
        {
            AcceptanceNumber = input.NamedCase(request.AcceptanceNumber),
            Date = input.PastDay(request.Date, "date"),
        };
        body.Applicants.AddRange(input.Applicants(request.Applicants, "applicants"));
        return body;
    }
}
