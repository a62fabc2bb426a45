using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>公告</summary>
internal sealed class PostNoticeForm() : ActForm<PostNoticeRequest, PublicNoticePosted>("case", "notice", new("公告", "post a public notice"))
{
    public override string Example => "ledger case notice --acceptance 202105310001 --kind inheritance --posted 2021-05-31 --last-day 2021-06-23 --unit 441900004001GB00012F00010101";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        CaseInputs.Acceptance,
        new("--kind", "kind", new("first-registration、correction、cancellation、loss、inheritance 或 voiding", "first-registration, correction, cancellation, loss, inheritance or voiding")),
        new("--posted", "posted", new("张贴日期 yyyy-MM-dd", "day it is posted, yyyy-MM-dd")),
        new("--last-day", "last_day", new("公告最后一日 yyyy-MM-dd", "its last day, yyyy-MM-dd")),
        new("--unit", "unit_codes", new("不动产单元代码", "unit code")),
        new("--certificate", "certificate.number", new("遗失的证号", "certificate that was lost")),
    ];

    protected override PublicNoticePosted Read(ActReader input, PostNoticeRequest request)
    {
        var body = new PublicNoticePosted
        {
            AcceptanceNumber = request.Certificate is null ? input.NamedCase(request.AcceptanceNumber) : "",
            Certificate = request.Certificate is { } lost ? input.In("certificate").Certificate(lost.Number, lost.Legacy, "number", "certificate") : null,
            Kind = input.Known(request.Kind, "kind"),
            Posted = input.PastDay(request.Posted, "posted"),
        };
        body.Until = request.LastDay.Length > 0 ? input.DayAfter(request.LastDay, "last_day") : body.Posted;
        body.Units.AddRange(request.UnitCodes.Select((code, i) => input.NamedUnit(code, $"unit_codes[{i}]")).Order(StringComparer.Ordinal));
        if (body.Certificate is { } certificate)
        {
            input.JudgedOn(PageKeys.Certificate(certificate));
            input.Names(certificate.Number);
        }

        return body;
    }
}
