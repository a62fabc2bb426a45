using Ledger.V1;

namespace Ledger.Acts;

/// <summary>撤回抵押合同（银行）</summary>
internal sealed class WithdrawMortgageContractForm()
    : ActForm<WithdrawMortgageContractAct, MortgageContractWithdrawn>("mortgage", "withdraw", new("撤回抵押合同（银行）", "withdraw a mortgage contract (bank)"))
{
    public override ActWriter Writer => ActWriter.Bank;

    public override string Example => "ledger mortgage withdraw --mortgagee 91441900MA00000238 --mortgage DY-2021-000001 --date 2021-06-01";

    public override IReadOnlyList<ActOption> Options { get; } = [MortgageInputs.Mortgagee, MortgageInputs.Number, ActOptions.Date];

    protected override MortgageContractWithdrawn Read(ActReader input, WithdrawMortgageContractAct request)
    {
        var body = new MortgageContractWithdrawn { Mortgage = input.MortgageId(request.Mortgage, "mortgage"), Date = input.PastDay(request.Date, "date") };
        input.NameJudgedMortgage(body.Mortgage);
        return body;
    }
}
