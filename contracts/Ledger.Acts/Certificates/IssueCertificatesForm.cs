using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>缮证、发证</summary>
internal sealed class IssueCertificatesForm()
    : ActForm<IssueCertificatesRequest, CertificateIssued>("certificate", "issue", new("缮证、发证", "print and hand out the certificates of a case"))
{
    public override string Example => "ledger certificate issue --file certificates.json --acceptance 202105310001 --printed 2021-05-31 --handed 2021-06-01";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        new("--acceptance", "acceptance_number", new("受理编号", "acceptance number")),
        new("--certificate", "certificates.certificate", new("证号", "certificate number")),
        new("--serial", "certificates.printed_serial", new("权证印刷序列号", "serial printed on the paper")),
        new("--printed", "certificates.printed", new("缮证日期 yyyy-MM-dd", "day it was printed, yyyy-MM-dd")),
        new("--handed", "certificates.handed", new("发证日期 yyyy-MM-dd", "day it was handed out, yyyy-MM-dd")),
        new("--method", "certificates.method", new("counter、post 或 electronic", "counter, post or electronic")),
    ];

    protected override CertificateIssued Read(ActReader input, IssueCertificatesRequest request)
    {
        var body = new CertificateIssued { AcceptanceNumber = input.Text<AcceptanceNumber>(request.AcceptanceNumber, "acceptance_number") };
        input.Count(request.Certificates.Count, "certificates");
        var issued = request.Certificates.Select((asked, i) => Certificate(input.In("certificates", i), asked, i)).ToList();
        issued.Sort(static (a, b) => PartyOrder.Compare(a.Certificate, b.Certificate));
        body.Certificates.AddRange(issued);
        input.JudgedOn(PageKeys.Case(body.AcceptanceNumber));
        input.Names(body.AcceptanceNumber);
        return body;
    }

    private static IssuedCertificate Certificate(ActReader input, IssuedCertificateInput asked, int place)
    {
        var unit = input.Unit(asked.UnitCode, "unit_code");
        var issued = new IssuedCertificate
        {
            Certificate = input.Certificate(asked.Certificate, legacy: false, "certificate", $"certificate.{place}"),
            ContentRoot = input.Hash(asked.ContentRoot, "content_root"),
            PrintedSerial = input.OptionalText<PrintedSerialNumber>(asked.PrintedSerial, "printed_serial"),
            ElectronicId = input.OptionalText<ElectronicLicenceId>(asked.ElectronicId, "electronic_id"),
            Printed = input.PastDay(asked.Printed, "printed"),
        };
        input.JudgedOn(PageKeys.Certificate(issued.Certificate));
        if (unit is not null)
            input.Names(unit.Text);
        if (asked.Handed.Length == 0 || unit is null)
            return issued;

        issued.Handed = input.PastDay(asked.Handed, "handed");
        issued.Receiver = input.At(input.Party(asked.Receiver, "receiver", $"receiver.{place}"), unit);
        issued.Method = input.Known(asked.Method, "method");
        return issued;
    }
}
