using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// 证书作废公告: it is announced that certificates are void: those that a recording left void but nobody handed in, and those that
/// were issued in error and stand for no title.
/// </summary>
internal sealed class CertificateVoidedFlow()
    : Flow<CertificateVoided, VoidingCase>(DepartmentNames.Registration, new("证书作废公告", "announcement of void certificates"))
{
    private static readonly Wording Announced = new("公告日期", "announced");

    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, CertificateVoided e)
    {
        var sound = true;
        for (var i = 0; i < e.Certificates.Count; i++)
        {
            var kind = CertificateNumber.TryParse(e.Certificates[i].Number, out var number, out _) ? number.Kind : CertificateKind.Title;
            sound &= shape.Certificate(e.Certificates[i], kind, legacyAllowed: true, $"certificates[{i}]");
        }

        if (sound)
            shape.Sorted(e.Certificates, PartyOrder.Compare, "certificates");
        shape.Known(e.Ground, "ground");
        shape.Date(e.Date, "date");
        if (e.Ground == VoidGround.NotHandedIn)
            shape.Identifier<AcceptanceNumber>(e.NoticeCase, "notice_case");
        else if (e.NoticeCase.Length > 0)
            shape.Fault(Shape.C69, "notice_case", e.NoticeCase, new("空：仅未收回的证书先行公告", "nothing: only what was not handed in needs a notice before"));
    }

    /// <inheritdoc/>
    protected override VoidingCase Load(CertificateVoided e, Book book) => new(
        e,
        EnrolledOperator.Load(book, e.Act.Operator),
        e.NoticeCase.Length > 0 ? book.Case(e.NoticeCase) : null,
        [.. e.Certificates.Select(id => CertifiedPages.Load(book, id))]);

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, VoidingCase loaded, Signer signer)
    {
        var e = loaded.Event;
        CaseStaff.CheckDuty(judgement, loaded.Operator, "act.operator", StaffDuty.Issue);
        var date = DatedFact.Stated(Announced, e.Date, "date");
        DateOrder.NotInFuture(judgement, date);
        foreach (var certificate in loaded.Certificates)
        {
            judgement.About(Labels.Certificate(certificate.Id));
            if (!CheckState(judgement, e, certificate))
                continue;
            DateOrder.Check(
                judgement, DatedFact.Recorded(certificate.Page, new("作废日期", "voided"), certificate.Page.Body!.Voided), date);
            if (loaded.Notice is { } notice)
            {
                foreach (var unit in CertificateStates.UnitsOf(certificate.Page.Body!))
                    NoticeOver.Check(judgement, notice, PublicNoticeKind.Voiding, unit, e.Date);
            }
        }

        judgement.About("");
    }

    /// <inheritdoc/>
    protected override void Write(Book book, VoidingCase loaded)
    {
        var e = loaded.Event;
        foreach (var certificate in loaded.Certificates)
        {
            var page = certificate.Page.Body!.Clone();
            page.Announced = e.Date;
            if (CertificateStates.Of(page) != CertificateState.Void)
                (page.Voided, page.VoidReason) = (e.Date, VoidReasons.Error);
            (page.Live, page.State) = (false, CertificateState.Void);
            book.Write(certificate.Page.Key, page);
        }
    }

    // An owner's certificate is not void: it is replaced. One issued in error names no row of the book.
    private static bool CheckState(Judgement judgement, CertificateVoided e, CertifiedPages certificate)
    {
        CertificateState[] allowed = e.Ground == VoidGround.Error ? [CertificateState.Live, CertificateState.LostDeclared] : [CertificateState.Void];
        if (!CertificateSteps.Check(judgement, certificate.Page, allowed))
            return false;
        var page = certificate.Page.Body!;
        if (page.Announced != 0)
        {
            judgement.WrongState(
                new("证书", "certificate"), new("已公告作废", "announced void"), [], certificate.Page.Says(Announced, Labels.Date(page.Announced)));
            return false;
        }

        if (e.Ground != VoidGround.Error || certificate.Content is null)
            return true;
        judgement.WrongState(
            new("证书", "certificate"), new("登记簿中的现势证书", "live in the book"), ["CertificateReissued"],
            certificate.Page.Says(UnitCode.Name, string.Join(", ", CertificateStates.UnitsOf(page))));
        return false;
    }
}
