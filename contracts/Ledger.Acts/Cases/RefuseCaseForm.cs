using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>不予登记</summary>
internal sealed class RefuseCaseForm() : ActForm<RefuseCaseRequest, CaseRefused>("case", "refuse", new("不予登记", "refuse registration"))
{
    public override string Example => "ledger case refuse --acceptance 202105310001 --date 2021-05-31 --ground dispute";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        CaseInputs.Acceptance,
        ActOptions.Date,
        new("--ground", "ground", new("unlawful、dispute、term-exceeded、seized、tax 或 other", "unlawful, dispute, term-exceeded, seized, tax or other")),
    ];

    protected override CaseRefused Read(ActReader input, RefuseCaseRequest request)
    {
        var body = new CaseRefused
        {
            AcceptanceNumber = input.NamedCase(request.AcceptanceNumber),
            Date = input.PastDay(request.Date, "date"),
            Ground = input.Known(request.Ground, "ground"),
        };
        return body;
    }
}
