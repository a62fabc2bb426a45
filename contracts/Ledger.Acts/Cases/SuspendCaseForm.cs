using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>暂停、中止</summary>
internal sealed class SuspendCaseForm() : ActForm<SuspendCaseRequest, CaseSuspended>("case", "suspend", new("暂停、中止", "suspend a case"))
{
    public override string Example => "ledger case suspend --acceptance 202105310001 --date 2021-05-31 --ground dispute";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        CaseInputs.Acceptance,
        ActOptions.Date,
        new("--ground", "ground", new("seizure、correction、dispute、court-notice 或 other", "seizure, correction, dispute, court-notice or other")),
    ];

    protected override CaseSuspended Read(ActReader input, SuspendCaseRequest request)
    {
        var body = new CaseSuspended
        {
            AcceptanceNumber = input.NamedCase(request.AcceptanceNumber),
            Date = input.PastDay(request.Date, "date"),
            Ground = input.Known(request.Ground, "ground"),
        };
        return body;
    }
}
