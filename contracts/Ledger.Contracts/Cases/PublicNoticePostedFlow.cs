using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// 公告: the public is told of what is to be recorded, and the case waits until the notice is over; or the loss of a certificate
/// is stated.
/// </summary>
internal sealed class PublicNoticePostedFlow() : Flow<PublicNoticePosted, PublicNoticeCase>(DepartmentNames.Registration, new("公告", "public notice"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, PublicNoticePosted e)
    {
        shape.Known(e.Kind, "kind");
        shape.Date(e.Posted, "posted");
        shape.Date(e.Until, "until");
        if (e.Until < e.Posted)
            shape.Fault(Shape.C69, "until", e.Until, new("不早于张贴日", "a day not before the posting"));
        if (e.Certificate is not null)
        {
            CheckLoss(shape, e);
            return;
        }

        shape.Identifier<AcceptanceNumber>(e.AcceptanceNumber, "acceptance_number");
        for (var i = 0; i < e.Units.Count; i++)
            shape.Unit(e.Units[i], $"units[{i}]");
        shape.Sorted(e.Units, string.CompareOrdinal, "units");
    }

    /// <inheritdoc/>
    protected override PublicNoticeCase Load(PublicNoticePosted e, Book book) => new(
        e,
        e.Certificate is null ? book.Case(e.AcceptanceNumber) : null,
        e.Certificate is null ? null : book.Certificate(e.Certificate),
        EnrolledOperator.Load(book, e.Act.Operator));

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, PublicNoticeCase loaded, Signer signer)
    {
        CaseStaff.CheckDuty(judgement, loaded.Operator, "act.operator", StaffDuty.Accept, StaffDuty.Review, StaffDuty.Issue);
        DateOrder.NotInFuture(judgement, DatedFact.Stated(new("张贴日期", "posted"), loaded.Event.Posted, "posted"));
        NoticeOver.CheckLength(judgement, loaded.Event);
        if (loaded.Case is { } view)
            JudgeCase(judgement, loaded.Event, view);
        else
            JudgeCertificate(judgement, loaded.Certificate!);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, PublicNoticeCase loaded)
    {
        var e = loaded.Event;
        if (loaded.Case is { } view)
        {
            var page = view.Body!.Clone();
            if (page.State != CaseState.Recorded)
            {
                page.Former = CaseStates.At(page, book.Today);
                page.State = CaseState.Notice;
                page.Stops.Add(new CaseStop { From = e.Posted, Until = e.Until });
            }

            var notice = new PublicNotice { Kind = e.Kind, Posted = e.Posted, Until = e.Until };
            notice.Units.AddRange(e.Units);
            page.Notices.Add(notice);
            book.Write(view.Key, page);
            return;
        }

        var lost = loaded.Certificate!.Body!.Clone();
        lost.State = CertificateState.LostDeclared;
        lost.LossPosted = e.Posted;
        lost.LossUntil = e.Until;
        book.Write(loaded.Certificate.Key, lost);
    }

    private static void CheckLoss(Shape shape, PublicNoticePosted e)
    {
        // Either kind may be lost: the number says which it is.
        var kind = CertificateNumber.TryParse(e.Certificate.Number, out var number, out _) ? number.Kind : CertificateKind.Title;
        shape.Certificate(e.Certificate, kind, legacyAllowed: true, "certificate");
        if (e.Kind != PublicNoticeKind.Loss)
            shape.Fault(Shape.C69, "kind", e.Kind, new("遗失声明；其他公告属于业务", "the statement of a loss; another notice belongs to a case"));
        if (e.AcceptanceNumber.Length > 0)
            shape.Fault(Shape.C69, "acceptance_number", e.AcceptanceNumber, new("业务或证书二者之一", "either a case or a certificate"));
        if (e.Units.Count > 0)
            shape.Fault(Shape.C69, "units", e.Units.Count, new("不填", "nothing: the certificate says which units"));
    }

    // That a certificate is void is known once its case is recorded: this notice stops nothing any more.
    private static void JudgeCase(Judgement judgement, PublicNoticePosted e, PageView<CasePage> view)
    {
        ReadOnlySpan<CaseState> allowed = e.Kind == PublicNoticeKind.Voiding
            ? [CaseState.Accepted, CaseState.Reviewed, CaseState.Recorded]
            : [CaseState.Accepted, CaseState.Reviewed];
        if (!CaseStates.Check(judgement, view, allowed))
            return;
        DateOrder.Check(
            judgement,
            DatedFact.Recorded(view, new("受理日期", "acceptance date"), Day.At(view.Body!.AcceptanceMs).Number),
            DatedFact.Stated(new("张贴日期", "posted"), e.Posted, "posted"));
        var units = Desks.UnitsOf(view.Body);
        if (!e.Units.All(units.Contains))
            SameUnits.Check(judgement, e.Units, "units", view, units);
    }

    private static void JudgeCertificate(Judgement judgement, PageView<CertificatePage> view)
    {
        if (view.Body is { Live: true } page && page.State != CertificateState.LostDeclared)
            return;
        judgement.Fail(
            Judgement.State,
            new("该证书不是有效证书，或已声明遗失", "the certificate is not live, or its loss was stated already"),
            new("请核对证号", "check the number of the certificate"),
            view.Says(new("证书状态", "state of the certificate"), view.Body?.State),
            view.Says(new("有效", "live"), view.Body?.Live));
    }
}
