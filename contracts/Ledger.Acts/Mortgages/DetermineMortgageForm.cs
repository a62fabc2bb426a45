using Ledger.V1;

namespace Ledger.Acts;

/// <summary>最高额抵押债权确定登记</summary>
internal sealed class DetermineMortgageForm()
    : ActForm<DetermineMortgageRequest, MortgageDetermined>(
        "mortgage", "determine", new("最高额抵押债权确定登记", "record the determination of a maximum-amount mortgage"))
{
    public override string Example =>
        "ledger mortgage determine --mortgagee 91441900MA00000238 --mortgage DY-2021-000001 --ground seizure_known --determined 560000 --date 2021-05-31 "
        + $"--unit 441900004001GB00012F00010101 --business 202105310001 {Recordings.Example}";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        .. Recordings.Options,
        MortgageInputs.Mortgagee, MortgageInputs.Number,
        new("--ground", "ground", new("term、no_new_claim、seizure_known、bankruptcy、agreed 或 court",
            "term, no_new_claim, seizure_known, bankruptcy, agreed or court")),
        new("--determined", "determined.value", new("确定的债权（元）", "claim determined, yuan")),
        ActOptions.Date,
        ActOptions.Unit with { Path = "units.unit_code" },
        ActOptions.Business with { Path = "units.business_number" },
    ];

    protected override MortgageDetermined Read(ActReader input, DetermineMortgageRequest request)
    {
        var body = new MortgageDetermined
        {
            Recording = input.Recording(request.Recording),
            Mortgage = input.MortgageId(request.Mortgage, "mortgage"),
            Ground = input.Known(request.Ground, "ground"),
            DeterminedFen = input.Amount(request.Determined, "determined"),
            Date = input.PastDay(request.Date, "date"),
        };
        body.Units.AddRange(input.Businesses(request.Units));
        input.NameJudgedMortgage(body.Mortgage);
        return body;
    }
}
