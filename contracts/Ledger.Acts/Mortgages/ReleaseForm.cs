using Ledger.V1;

namespace Ledger.Acts;

/// <summary>解除抵押，同意注销（银行）</summary>
internal sealed class ReleaseForm()
    : ActForm<ReleaseAct, ReleaseInstructed>("mortgage", "release", new("解除抵押，同意注销（银行）", "instruct the release of a mortgage (bank)"))
{
    public override ActWriter Writer => ActWriter.Bank;

    public override string Example => "ledger mortgage release --mortgagee 91441900MA00000238 --mortgage DY-2021-000001 --reason settled --date 2021-12-31";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        MortgageInputs.Mortgagee,
        MortgageInputs.Number,
        new("--reason", "reason", new("settled、waived 或 realised", "settled, waived or realised")),
        ActOptions.Date,
    ];

    protected override ReleaseInstructed Read(ActReader input, ReleaseAct request)
    {
        var body = new ReleaseInstructed
        {
            Mortgage = input.MortgageId(request.Mortgage, "mortgage"),
            Reason = input.Known(request.Reason, "reason"),
            Date = input.PastDay(request.Date, "date"),
        };
        body.Units.AddRange(input.UnitCodes(request.UnitCodes));
        input.NameJudgedMortgage(body.Mortgage);
        return body;
    }
}
