using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>补正收讫、恢复办理</summary>
internal sealed class ResumeCaseForm() : ActForm<ResumeCaseRequest, CaseResumed>("case", "resume", new("补正收讫、恢复办理", "go on with a case"))
{
    public override string Example => "ledger case resume --acceptance 202105310001 --date 2021-06-01 --ground supplemented";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        CaseInputs.Acceptance,
        ActOptions.Date,
        new("--ground", "ground", new("supplemented 或 suspension-ended", "supplemented or suspension-ended")),
    ];

    protected override CaseResumed Read(ActReader input, ResumeCaseRequest request)
    {
        var body = new CaseResumed
        {
            AcceptanceNumber = input.NamedCase(request.AcceptanceNumber),
            Date = input.PastDay(request.Date, "date"),
            Ground = input.Known(request.Ground, "ground"),
        };
        return body;
    }
}
