using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>撤回解除（银行）</summary>
internal sealed class WithdrawReleaseForm()
    : ActForm<WithdrawReleaseAct, ReleaseWithdrawn>("mortgage", "withdraw-release", new("撤回解除（银行）", "withdraw the release of a mortgage (bank)"))
{
    public override ActWriter Writer => ActWriter.Bank;

    public override string Example =>
        "ledger mortgage withdraw-release --mortgagee 91441900MA00000238 --mortgage DY-2021-000001 --reason NOT_SETTLED --date 2021-06-01";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        MortgageInputs.Mortgagee,
        MortgageInputs.Number,
        new("--reason", "reason", new("原因代码，如 NOT_SETTLED", "code of the reason, e.g. NOT_SETTLED")),
        ActOptions.Date,
    ];

    protected override ReleaseWithdrawn Read(ActReader input, WithdrawReleaseAct request)
    {
        var body = new ReleaseWithdrawn
        {
            Mortgage = input.MortgageId(request.Mortgage, "mortgage"),
            Date = input.PastDay(request.Date, "date"),
            Reason = input.Text<ReasonCode>(request.Reason, "reason"),
        };
        body.Units.AddRange(input.UnitCodes(request.UnitCodes));
        input.NameJudgedMortgage(body.Mortgage);
        return body;
    }
}
