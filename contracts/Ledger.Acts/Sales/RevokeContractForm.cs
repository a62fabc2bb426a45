using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>撤销合同</summary>
internal sealed class RevokeContractForm() : ActForm<RevokeContractRequest, ContractRevoked>("contract", "revoke", new("撤销合同", "revoke a contract"))
{
    public override string Example => "ledger contract revoke --contract 441900A21050000001 --date 2021-06-02 --reason BUYER_WITHDREW";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        ActOptions.Contract,
        ActOptions.Date,
        new("--reason", "reason", new("原因代码", "reason code")),
    ];

    protected override ContractRevoked Read(ActReader input, RevokeContractRequest request)
    {
        var body = new ContractRevoked
        {
            ContractNumber = input.Text<ContractNumber>(request.ContractNumber, "contract_number"),
            Date = input.PastDay(request.Date, "date"),
            Reason = input.Text<ReasonCode>(request.Reason, "reason"),
        };
        input.NameContract(body.ContractNumber);
        return body;
    }
}
