using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>更正启动</summary>
internal sealed class OpenCorrectionForm()
    : ActForm<OpenCorrectionRequest, CorrectionOpened>("correction", "open", new("更正启动", "open a correction of the book"))
{
    public override string Example =>
        "ledger correction open --acceptance 202105310001 --unit 441900004001GB00012F00010101 --by holder --date 2021-05-31 --what AREA";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        new("--acceptance", "acceptance_number", new("受理编号", "acceptance number")),
        ActOptions.Unit with { Path = "unit_codes" },
        new("--by", "by", new("holder、interested_party、ex_officio 或 court", "holder, interested_party, ex_officio or court")),
        ActOptions.Date,
        new("--what", "what", new("错误事项代码", "code of what is wrong")),
        new("--error-time", "error_time_ms", new("错误登簿时刻（依职权），如 2021-05-31T11:00:00+08:00", "instant of the recording with the error (ex officio)")),
    ];

    protected override CorrectionOpened Read(ActReader input, OpenCorrectionRequest request)
    {
        var body = new CorrectionOpened
        {
            AcceptanceNumber = input.Text<AcceptanceNumber>(request.AcceptanceNumber, "acceptance_number"),
            By = input.Known(request.By, "by"),
            Date = input.PastDay(request.Date, "date"),
            What = input.Text<ReasonCode>(request.What, "what"),
            ErrorMs = request.ErrorTimeMs == 0 ? 0 : input.PastInstant(request.ErrorTimeMs, "error_time_ms"),
        };
        body.Units.AddRange(input.Units(request.UnitCodes, static code => code, "unit_codes", "").Select(static unit => unit.Unit.Text));
        foreach (var unit in body.Units)
            input.Names(unit);
        input.Names(body.AcceptanceNumber);
        input.JudgedOn(PageKeys.Case(body.AcceptanceNumber));
        return body;
    }
}
