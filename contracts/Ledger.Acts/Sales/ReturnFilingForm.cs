using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>备案退回</summary>
internal sealed class ReturnFilingForm()
    : ActForm<ReturnFilingRequest, ContractFilingReturned>("contract", "return-filing", new("备案退回", "return the filing of a contract"))
{
    public override string Example => "ledger contract return-filing --contract 441900B21050000001 --date 2021-05-31 --reason PAPERS_MISSING";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        ActOptions.Contract,
        ActOptions.Date,
        new("--reason", "reason", new("原因代码", "reason code")),
    ];

    protected override ContractFilingReturned Read(ActReader input, ReturnFilingRequest request)
    {
        var body = new ContractFilingReturned
        {
            ContractNumber = input.Text<ContractNumber>(request.ContractNumber, "contract_number"),
            Date = input.PastDay(request.Date, "date"),
            Reason = input.Text<ReasonCode>(request.Reason, "reason"),
        };
        input.NameContract(body.ContractNumber);
        return body;
    }
}
