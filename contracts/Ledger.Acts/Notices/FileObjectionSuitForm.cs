using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>异议起诉</summary>
internal sealed class FileObjectionSuitForm()
    : ActForm<FileObjectionSuitRequest, ObjectionSuitFiled>("objection", "sue", new("异议起诉", "enter the suit on an objection"))
{
    public override string Example =>
        $"ledger objection sue --file suit.json {Recordings.Example}";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        .. Recordings.Options,
        ActOptions.Unit,
        ActOptions.Business,
        new("--ground", "ground", new("异议理由代码", "code of the ground")),
        new("--authority", "authority", new("法院或仲裁机构统一社会信用代码", "credit code of the court or arbitration commission")),
        new("--document", "document_number", new("受理通知书文号", "number of the acceptance")),
        ActOptions.Date,
        new("--received", "received_time_ms", new("收到时间", "instant of receipt")),
    ];

    protected override ObjectionSuitFiled Read(ActReader input, FileObjectionSuitRequest request)
    {
        var unit = input.Unit(request.UnitCode, "unit_code");
        input.Names(unit?.Text ?? "");
        return new()
        {
            Recording = input.Recording(request.Recording),
            UnitCode = unit?.Text ?? "",
            BusinessNumber = input.Text<BusinessNumber>(request.BusinessNumber, "business_number"),
            Applicant = input.PartyAt(unit, request.Applicant, "applicant"),
            Ground = input.Text<ReasonCode>(request.Ground, "ground"),
            Court = input.Text<CreditCode>(request.Authority, "authority"),
            DocumentNumber = input.Text<AuthorityDocumentNumber>(request.DocumentNumber, "document_number"),
            Filed = input.PastDay(request.Date, "date"),
            ReceivedMs = input.PastInstant(request.ReceivedTimeMs, "received_time_ms"),
        };
    }
}
