using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>放款（银行）</summary>
internal sealed class DisburseLoanForm() : ActForm<DisburseLoanAct, LoanDisbursed>("mortgage", "disburse", new("放款（银行）", "disburse a loan (bank)"))
{
    public override ActWriter Writer => ActWriter.Bank;

    public override string Example => "ledger mortgage disburse --mortgagee 91441900MA00000238 --mortgage DY-2021-000001 --amount 800000 --date 2021-06-01";

    public override IReadOnlyList<ActOption> Options { get; } =
        [MortgageInputs.Mortgagee, MortgageInputs.Number, new("--amount", "amount.value", new("放款金额（元）", "amount in yuan")), ActOptions.Date];

    protected override LoanDisbursed Read(ActReader input, DisburseLoanAct request)
    {
        var body = new LoanDisbursed
        {
            Mortgage = input.MortgageId(request.Mortgage, "mortgage"),
            AmountFen = input.Amount(request.Amount, "amount"),
            Date = input.PastDay(request.Date, "date"),
            AmountConverted = input.IsConverted,
        };
        input.NameJudgedMortgage(body.Mortgage);
        return body;
    }
}
