using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>缮证、发证: certificates that a case's recording issued are printed from the book and handed out.</summary>
internal sealed class CertificateIssuedFlow()
    : Flow<CertificateIssued, IssueCase>(DepartmentNames.Registration, new("缮证、发证", "issue of certificates"))
{
    private static readonly Wording Printed = new("缮证日期", "printed");
    private static readonly Wording Handed = new("发证日期", "handed out");

    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, CertificateIssued e)
    {
        shape.Identifier<AcceptanceNumber>(e.AcceptanceNumber, "acceptance_number");
        var sound = true;
        for (var i = 0; i < e.Certificates.Count; i++)
            sound &= CheckCertificate(shape, e.Certificates[i], $"certificates[{i}]");
        if (sound)
            shape.Sorted(e.Certificates, static (a, b) => PartyOrder.Compare(a.Certificate, b.Certificate), "certificates");
    }

    /// <inheritdoc/>
    protected override IssueCase Load(CertificateIssued e, Book book) => new(
        e,
        book.Case(e.AcceptanceNumber),
        EnrolledOperator.Load(book, e.Act.Operator),
        [.. e.Certificates.Select(issued => CertifiedPages.Load(book, issued.Certificate))]);

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, IssueCase loaded, Signer signer)
    {
        CaseStaff.CheckDuty(judgement, loaded.Operator, "act.operator", StaffDuty.Issue);
        if (loaded.Case.Body?.State != CaseState.Recorded)
        {
            judgement.WrongState(
                new("业务", "case"),
                loaded.Case.Body is { } page ? CodeNames.Of(page.State)! : new("不存在", "absent"),
                loaded.Case.Body is { } known ? CaseSteps.From(known.State) : ["ApplicationAccepted"],
                loaded.Case.Says(new("业务状态", "state of the case"), loaded.Case.Body?.State));
        }

        for (var i = 0; i < loaded.Certificates.Count; i++)
        {
            judgement.About(Labels.Certificate(loaded.Certificates[i].Id));
            JudgeCertificate(judgement, loaded.Event, i, loaded.Certificates[i]);
        }

        judgement.About("");
    }

    /// <inheritdoc/>
    protected override void Write(Book book, IssueCase loaded)
    {
        for (var i = 0; i < loaded.Certificates.Count; i++)
        {
            var issued = loaded.Event.Certificates[i];
            var page = loaded.Certificates[i].Page.Body!.Clone();
            page.ContentRoot = issued.ContentRoot;
            page.Printed = issued.Printed;
            page.Handed = issued.Handed;
            page.PrintedSerial = issued.PrintedSerial;
            page.ElectronicId = issued.ElectronicId;
            book.Write(loaded.Certificates[i].Page.Key, page);
        }
    }

    private static bool CheckCertificate(Shape shape, IssuedCertificate issued, string path)
    {
        var sound = shape.Required(issued.Certificate, path + ".certificate")
            && shape.Certificate(issued.Certificate, KindOf(issued.Certificate), legacyAllowed: false, path + ".certificate");
        shape.Hash(issued.ContentRoot, path + ".content_root");
        if (issued.PrintedSerial.Length > 0)
            shape.Identifier<PrintedSerialNumber>(issued.PrintedSerial, path + ".printed_serial");
        if (issued.ElectronicId.Length > 0)
            shape.Identifier<ElectronicLicenceId>(issued.ElectronicId, path + ".electronic_id");
        if (issued.PrintedSerial.Length == 0 && issued.ElectronicId.Length == 0)
            shape.Fault(Shape.C69, path + ".printed_serial", null, new("印刷序列号或电子证照标识", "a printed serial, or an electronic licence id"));
        shape.Date(issued.Printed, path + ".printed");
        CheckHandOver(shape, issued, path);
        return sound;
    }

    private static void CheckHandOver(Shape shape, IssuedCertificate issued, string path)
    {
        if (issued.Handed != 0)
        {
            shape.Date(issued.Handed, path + ".handed");
            shape.PartyValue(issued.Receiver, path + ".receiver");
            shape.Known(issued.Method, path + ".method");
        }
        else if (issued.Receiver is not null || issued.Method != IssueMethod.Unspecified)
        {
            shape.Fault(Shape.C69, path + ".handed", issued.Handed, new("发证日期：已填领证人或领取方式", "the day it was handed out: a receiver or method is stated"));
        }
    }

    // The number says which kind it is; a malformed one is reported as such.
    private static CertificateKind KindOf(CertificateId id)
        => CertificateNumber.TryParse(id.Number, out var number, out _) ? number.Kind : CertificateKind.Title;

    private static void JudgeCertificate(Judgement judgement, CertificateIssued e, int i, CertifiedPages certified)
    {
        var (issued, path) = (e.Certificates[i], $"certificates[{i}]");
        if (!CertificateSteps.Check(judgement, certified.Page, CertificateState.Live))
            return;
        var page = certified.Page.Body!;
        if (page.AcceptanceNumber != e.AcceptanceNumber)
        {
            judgement.Fail(
                Judgement.State,
                new("证书不是该业务登簿时颁发的", "the certificate was not issued by the recording of this case"),
                new("请填写颁发该证书的业务的受理编号", "state the case whose recording issued the certificate"),
                Labels.InEvent(AcceptanceNumber.Name, e.AcceptanceNumber, "acceptance_number"),
                certified.Page.Says(AcceptanceNumber.Name, page.AcceptanceNumber));
        }

        if (page.Handed != 0)
        {
            judgement.WrongState(
                new("证书", "certificate"), new("已发证", "handed out"), ["CertificateReissued"], certified.Page.Says(Handed, Labels.Date(page.Handed)));
        }

        BookEqualsCertificate.Check(judgement, certified.Id, issued.ContentRoot, path + ".content_root", certified.Page, certified.Content);
        var printed = DatedFact.Stated(Printed, issued.Printed, path + ".printed");
        var handed = DatedFact.Stated(Handed, issued.Handed, path + ".handed");
        DateOrder.Check(judgement, DatedFact.Recorded(certified.Page, new("登簿日期", "recording date"), page.Issued), printed);
        DateOrder.Check(judgement, printed, handed);
        DateOrder.NotInFuture(judgement, printed);
        DateOrder.NotInFuture(judgement, handed);
    }
}
