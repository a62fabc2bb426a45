using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>证书作废公告</summary>
internal sealed class VoidCertificatesForm()
    : ActForm<VoidCertificatesRequest, CertificateVoided>("certificate", "void", new("证书作废公告", "announce that certificates are void"))
{
    public override string Example =>
        "ledger certificate void --certificate 粤（2021）东莞不动产权第0000001号 --ground cancelled --date 2021-05-31";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        new("--certificate", "certificates.number", new("证号", "certificate number")),
        new("--ground", "ground", new("not_handed_in、cancelled 或 error", "not_handed_in, cancelled or error")),
        new("--notice-case", "notice_case", new("公告所在业务的受理编号", "acceptance number of the case with the notice")),
        ActOptions.Date,
    ];

    protected override CertificateVoided Read(ActReader input, VoidCertificatesRequest request)
    {
        var body = new CertificateVoided
        {
            Ground = input.Known(request.Ground, "ground"),
            NoticeCase = input.OptionalText<AcceptanceNumber>(request.NoticeCase, "notice_case"),
            Date = input.PastDay(request.Date, "date"),
        };
        input.Count(request.Certificates.Count, "certificates");
        var ids = request.Certificates
            .Select((asked, i) => input.In("certificates", i).Certificate(asked.Number, asked.Legacy, "number", $"certificate.{i}"))
            .ToList();
        ids.Sort(PartyOrder.Compare);
        foreach (var id in ids)
        {
            body.Certificates.Add(id);
            input.JudgedOn(PageKeys.Certificate(id));
        }

        return body;
    }
}
