using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>监管资金到账（银行）</summary>
internal sealed class DepositFundsForm()
    : ActForm<DepositFundsAct, FundsDeposited>("fund", "deposit", new("监管资金到账（银行）", "tell that supervised funds have arrived (bank)"))
{
    public override ActWriter Writer => ActWriter.Bank;

    public override string Example => "ledger fund deposit --agreement 202105310001 --amount 800000 --payer buyer --date 2021-06-01";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        FundInputs.Agreement,
        FundInputs.Amount,
        new("--payer", "payer", new("缴款方", "who paid: buyer or lender")),
        ActOptions.Date,
    ];

    protected override FundsDeposited Read(ActReader input, DepositFundsAct request)
    {
        var body = new FundsDeposited
        {
            AgreementNumber = input.Text<OfficeNumber>(request.AgreementNumber, "agreement_number"),
            AmountFen = input.Amount(request.Amount, "amount"),
            Payer = input.Known(request.Payer, "payer"),
            Date = input.PastDay(request.Date, "date"),
        };
        body.AmountConverted = input.IsConverted;
        input.JudgedOn(PageKeys.Fund(body.AgreementNumber));
        return body;
    }

    /// <summary>What is held for whom is between the parties and their supervising bank.</summary>
    protected override bool HasBasis(FundsDeposited body, BankPages pages) => pages.Fund(body.AgreementNumber)?.Bank == pages.Bank;
}
