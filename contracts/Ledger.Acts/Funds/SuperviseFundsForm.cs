using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>资金监管协议</summary>
internal sealed class SuperviseFundsForm()
    : ActForm<SuperviseFundsRequest, FundsSupervised>("fund", "supervise", new("资金监管协议", "record an agreement on supervised funds"))
{
    public override string Example =>
        "ledger fund supervise --agreement 202105310001 --contract 441900B21050000001 --bank 91441900MA00000238 --required 800000 "
        + "--condition transfer-recorded --date 2021-05-31";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        FundInputs.Agreement,
        ActOptions.Contract,
        new("--bank", "bank", new("监管银行", "supervising bank's credit code")),
        new("--required", "required.value", new("监管金额（元）", "amount required, yuan")),
        new("--condition", "condition", new("释放条件", "condition of the release")),
        ActOptions.Date,
    ];

    protected override FundsSupervised Read(ActReader input, SuperviseFundsRequest request)
    {
        var body = new FundsSupervised
        {
            AgreementNumber = input.Text<OfficeNumber>(request.AgreementNumber, "agreement_number"),
            ContractNumber = input.Text<ContractNumber>(request.ContractNumber, "contract_number"),
            Bank = input.Text<CreditCode>(request.Bank, "bank"),
            RequiredFen = input.Amount(request.Required, "required"),
            Condition = input.Known(request.Condition, "condition"),
            Date = input.PastDay(request.Date, "date"),
        };
        var known = input.NameContract(body.ContractNumber);
        var stated = request.UnitCodes.Select((code, i) => input.NamedUnit(code, $"unit_codes[{i}]")).ToList();
        body.UnitCodes.AddRange(stated.Count > 0 ? stated.Order(StringComparer.Ordinal) : known.Select(static unit => unit.Text));
        body.RequiredConverted = input.IsConverted;
        return body;
    }
}
