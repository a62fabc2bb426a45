using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>跨镇转办</summary>
internal sealed class HandOverCaseForm() : ActForm<HandOverCaseRequest, CaseHandedOver>("case", "hand-over", new("跨镇转办", "hand a case over to another town"))
{
    public override string Example => "ledger case hand-over --acceptance 202105310001 --date 2021-05-31 --from 441900121 --to 441900119 --step review";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        CaseInputs.Acceptance,
        ActOptions.Date,
        new("--from", "from_town", new("转出镇街代码", "town that hands over")),
        new("--to", "to_town", new("转入镇街代码", "town that executes from now on")),
        new("--step", "step", new("review、record 或 issue", "review, record or issue")),
    ];

    protected override CaseHandedOver Read(ActReader input, HandOverCaseRequest request)
    {
        var body = new CaseHandedOver
        {
            AcceptanceNumber = input.NamedCase(request.AcceptanceNumber),
            Date = input.PastDay(request.Date, "date"),
            FromTown = input.Town(request.FromTown, "from_town"),
            ToTown = input.Town(request.ToTown, "to_town"),
            Step = input.Known(request.Step, "step"),
        };
        return body;
    }
}
