using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-74 审核受理分离: who acts and who reviewed are enrolled by the signer's organisation, in force and with the duty; the
/// reviewer is of the town that executes the case and is not who accepted it.
/// </summary>
internal static class CaseStaff
{
    public static readonly Rule C74 = Rule.Reject("C-74", "审核受理分离", "four eyes", "registry practice");

    /// <summary>An operator is enrolled by the signer's organisation, in force on the day of the envelope, with one of these duties.</summary>
    public static void CheckDuty(Judgement judgement, EnrolledOperator staff, string path, params IReadOnlyList<StaffDuty> duties)
    {
        if (duties.Any(duty => staff.May(duty, judgement.Today)))
            return;
        var names = duties.Select(static duty => CodeNames.Of(duty)!).ToList();
        judgement.Fail(
            C74,
            new($"该人员没有本机构有效的“{string.Join("、", names.Select(static name => name.Chinese))}”职责",
                $"this operator has no duty of {string.Join(" or ", names.Select(static name => name.English))} in force in the signer's organisation"),
            new("请先由本机构登记该人员（StaffEnrolled），或由有此职责的人员办理", "enrol the operator first (StaffEnrolled), or let one with the duty act"),
            staff.Says(path));
    }

    /// <summary>Who reviews says so: by submitting the review, or by a signature of the key that was enrolled; nobody states another's.</summary>
    public static void CheckSaysSo(Judgement judgement, CaseStep<CaseReviewed> loaded)
    {
        var (e, reviewer) = (loaded.Event, loaded.Reviewer!);
        if (e.Reviewer == e.Act.Operator || reviewer.Staff.Body is not { } staff || loaded.View.Body is not { } page
            || StaffKey.Verify(staff.PublicKey.Span, ReviewSignature.Hash(judgement.Origin, page, e), e.Signature.Span))
        {
            return;
        }

        judgement.Fail(
            C74,
            new("审核人的签名不成立", "the reviewer's signature does not hold"),
            new("请由审核人对本业务及审核结果签名，或以本人证书提交审核", "let the reviewer sign just this case and result, or submit the review with the own certificate"),
            Labels.InEvent(new("签名", "signature"), Convert.ToHexStringLower(e.Signature.Span)[..16] + "…", "signature"),
            Labels.InEvent(new("审核人", "reviewer"), Convert.ToHexStringLower(e.Reviewer.Span)[..16] + "…", "reviewer"),
            reviewer.Staff.Says(new("登记的公钥", "key enrolled"), staff.PublicKey.IsEmpty ? null : Convert.ToHexStringLower(staff.PublicKey.Span)[^16..]));
    }

    /// <summary>Who reviews is not who accepted.</summary>
    public static void CheckReviewer(Judgement judgement, PageView<CasePage> view, EnrolledOperator reviewer, string path)
    {
        if (view.Body is not { } page || page.Acceptor != reviewer.Fingerprint)
            return;
        judgement.Fail(
            C74,
            new("审核人与受理人为同一人", "the reviewer is who accepted the case"),
            new("请由另一人审核", "let another person review"),
            Labels.InEvent(new("审核人", "reviewer"), Convert.ToHexStringLower(reviewer.Fingerprint.Span)[..16] + "…", path),
            view.Says(new("受理人", "accepted by"), Convert.ToHexStringLower(page.Acceptor.Span)[..16] + "…"));
    }

    /// <summary>Of an act that needs no case, such as the lifting of a seizure, the reviewer is not who records it.</summary>
    public static void CheckTwo(Judgement judgement, EnrolledOperator recorder, EnrolledOperator reviewer, string path)
    {
        if (recorder.Fingerprint != reviewer.Fingerprint)
            return;
        judgement.Fail(
            C74,
            new("审核人与登簿人为同一人", "the reviewer is who records the act"),
            new("请由另一人审核", "let another person review"),
            Labels.InEvent(new("审核人", "reviewer"), Convert.ToHexStringLower(reviewer.Fingerprint.Span)[..16] + "…", path),
            Labels.InEvent(new("登簿人", "recorder"), Convert.ToHexStringLower(recorder.Fingerprint.Span)[..16] + "…", "act.operator"));
    }

    /// <summary>Who reviews belongs to the town that executes the case.</summary>
    public static void CheckTown(Judgement judgement, PageView<CasePage> view, EnrolledOperator reviewer)
    {
        if (view.Body is not { } page || reviewer.Staff.Body is not { } staff || staff.Town == page.ExecutingTown)
            return;
        judgement.Fail(
            C74,
            new("审核人不属于办理镇街", "the reviewer is not of the town that executes the case"),
            new("请由办理镇街的人员审核，或先转办（CaseHandedOver）", "let one of the executing town review, or hand the case over (CaseHandedOver)"),
            reviewer.Staff.Says(new("审核人镇街", "reviewer's town"), staff.Town),
            view.Says(new("办理镇街", "executing town"), page.ExecutingTown));
    }

    /// <summary>An act on the book names who reviewed its case.</summary>
    public static void CheckReviewed(Judgement judgement, PageView<CasePage> view, EnrolledOperator reviewer)
    {
        if (view.Body is not { Reviewer.Length: > 0 } page || page.Reviewer == reviewer.Fingerprint)
            return;
        judgement.Fail(
            C74,
            new("所填审核人不是该业务的审核人", "the reviewer stated is not who reviewed the case"),
            new("请填写该业务的审核人", "state who reviewed the case"),
            Labels.InEvent(new("审核人", "reviewer"), Convert.ToHexStringLower(reviewer.Fingerprint.Span)[..16] + "…", "recording.reviewer"),
            view.Says(new("审核人", "reviewed by"), Convert.ToHexStringLower(page.Reviewer.Span)[..16] + "…"));
    }
}
