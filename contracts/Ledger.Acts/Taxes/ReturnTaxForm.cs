using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>税务退件</summary>
internal sealed class ReturnTaxForm() : ActForm<ReturnTaxRequest, TaxReturned>("tax", "return", new("税务退件", "return a declaration or an assessment"))
{
    public override string Example => "ledger tax return --contract 441900A21050000001 --date 2021-06-01 --reason PAPERS_MISSING";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        ActOptions.Contract,
        ActOptions.Date,
        new("--reason", "reason", new("退件原因代码", "code of the reason")),
    ];

    protected override TaxReturned Read(ActReader input, ReturnTaxRequest request)
    {
        var body = new TaxReturned
        {
            Basis = input.Basis(request.ContractNumber, "contract_number"),
            Date = input.PastDay(request.Date, "date"),
            Reason = input.Text<ReasonCode>(request.Reason, "reason"),
        };
        input.NameContract(body.Basis);
        return body;
    }
}
