using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>监管资金释放</summary>
internal sealed class ReleaseFundsForm()
    : ActForm<ReleaseFundsRequest, FundsReleased>("fund", "release", new("监管资金释放", "release supervised funds"))
{
    public override string Example =>
        "ledger fund release --agreement 202105310001 --amount 800000 --to seller --ground condition-met --date 2021-06-30";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        FundInputs.Agreement,
        FundInputs.Amount,
        new("--to", "to", new("收款方", "payee: seller, buyer, lender or old-mortgagee")),
        new("--ground", "ground", new("事由", "ground: condition-met, contract-ended or node")),
        new("--node", "node", new("节点序号", "number of the node")),
        ActOptions.Date,
        new("--mortgagee", "mortgagee", new("原抵押权人", "former mortgagee's credit code")),
    ];

    protected override FundsReleased Read(ActReader input, ReleaseFundsRequest request)
    {
        var body = new FundsReleased
        {
            AgreementNumber = input.Text<OfficeNumber>(request.AgreementNumber, "agreement_number"),
            AmountFen = input.Amount(request.Amount, "amount"),
            To = input.Known(request.To, "to"),
            Ground = input.Known(request.Ground, "ground"),
            Node = request.Node,
            Date = input.PastDay(request.Date, "date"),
            Mortgagee = input.OptionalText<CreditCode>(request.Mortgagee, "mortgagee"),
        };
        body.AmountConverted = input.IsConverted;
        input.JudgedOn(PageKeys.Fund(body.AgreementNumber));
        return body;
    }
}
