using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>补正</summary>
internal sealed class RequestSupplementForm() : ActForm<RequestSupplementRequest, SupplementRequested>("case", "supplement", new("补正", "request a supplement"))
{
    public override string Example => "ledger case supplement --acceptance 202105310001 --date 2021-05-31 --missing MARRIAGE_PROOF";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        CaseInputs.Acceptance,
        ActOptions.Date,
        new("--missing", "missing", new("所缺材料代码", "code of what is missing")),
    ];

    protected override SupplementRequested Read(ActReader input, RequestSupplementRequest request)
    {
        var body = new SupplementRequested
        {
            AcceptanceNumber = input.NamedCase(request.AcceptanceNumber),
            Date = input.PastDay(request.Date, "date"),
        };
        input.Count(request.Missing.Count, "missing");
        body.Missing.AddRange(request.Missing.Select((code, i) => input.Text<ReasonCode>(code, $"missing[{i}]")).Order(StringComparer.Ordinal));
        return body;
    }
}
