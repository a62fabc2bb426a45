using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>所有权注销登记</summary>
internal sealed class CancelTitleForm()
    : ActForm<CancelTitleRequest, TitleCancelled>("title", "cancel", new("所有权注销登记", "record the end of a title"))
{
    public override string Example =>
        $"ledger title cancel --unit 441900004001GB00012F00010101 --business 202105310001 --ground destroyed --date 2021-05-20 {Recordings.Example}";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        .. Recordings.Options,
        ActOptions.Unit,
        ActOptions.Business,
        new("--ground", "ground", new("waiver、destroyed、expropriated、court 或 land_recovered", "waiver, destroyed, expropriated, court or land_recovered")),
        new("--document", "document_number", new("决定书或裁判文书编号", "number of the decision or judgment")),
        new("--authority", "authority", new("作出裁判的法院（统一社会信用代码）", "court that gave the judgment, by its credit code")),
        ActOptions.Date,
        new("--ex-officio", "ex_officio", new("依职权", "without the owners' application")),
        new("--building-gone", "building_gone", new("该幢已无其他单元", "the last unit of its building is gone")),
        new("--seizure-ended", "seizures_ended", new("随之终结的查封文号", "document of a seizure that it ends")),
    ];

    protected override TitleCancelled Read(ActReader input, CancelTitleRequest request)
    {
        var body = new TitleCancelled
        {
            Recording = input.Recording(request.Recording),
            UnitCode = input.NamedUnit(request.UnitCode, "unit_code"),
            BusinessNumber = input.Text<BusinessNumber>(request.BusinessNumber, "business_number"),
            Ground = input.Known(request.Ground, "ground"),
            DocumentNumber = input.OptionalText<AuthorityDocumentNumber>(request.DocumentNumber, "document_number"),
            Authority = input.OptionalText<CreditCode>(request.Authority, "authority"),
            Date = input.PastDay(request.Date, "date"),
            ExOfficio = request.ExOfficio,
            BuildingGone = request.BuildingGone,
        };
        body.SeizuresEnded.AddRange(request.SeizuresEnded
            .Select((number, i) => input.Text<AuthorityDocumentNumber>(number, $"seizures_ended[{i}]"))
            .Order(StringComparer.Ordinal));
        input.JudgedOn(PageKeys.Title(body.UnitCode));
        return body;
    }
}
