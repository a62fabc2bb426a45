using Google.Protobuf;
using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-74 审核受理分离: who records and who reviewed are enrolled by the signer's organisation, in force and with the duty.
/// </summary>
/// <param name="Operator">The operator of the request, who records.</param>
/// <param name="Reviewer">Who reviewed.</param>
/// <param name="Recording">The recording that names the reviewer.</param>
internal sealed record CaseStaff(PageView<StaffPage> Operator, PageView<StaffPage> Reviewer, Recording Recording)
{
    public static readonly Rule C74 = Rule.Reject("C-74", "审核受理分离", "four eyes", "registry practice");

    /// <summary>Reads the pages.</summary>
    public static CaseStaff Load(Book book, Act act, Recording recording)
        => new(book.Staff(act.Operator), book.Staff(recording.Reviewer), recording);

    /// <summary>Both are enrolled and may do what they did.</summary>
    public void Check(Judgement judgement, Signer signer)
    {
        CheckDuty(judgement, signer, Operator, StaffDuty.Record, "act.operator");
        CheckDuty(judgement, signer, Reviewer, StaffDuty.Review, "recording.reviewer");
    }

    /// <summary>An operator is enrolled by the signer's organisation, in force on the day of the envelope, with a duty.</summary>
    public static void CheckDuty(Judgement judgement, Signer signer, PageView<StaffPage> staff, StaffDuty duty, string path)
    {
        var page = staff.Body;
        if (page is not null && page.Member == signer.Member.CreditCode && page.Duties.Contains(duty)
            && page.From <= judgement.Today.Number && judgement.Today.Number < page.Until)
        {
            return;
        }

        var name = CodeNames.Of(duty)!;
        judgement.Fail(
            C74,
            new($"该人员没有本机构有效的“{name.Chinese}”职责", $"this operator has no duty of {name.English} in force in the signer's organisation"),
            new("请先由本机构登记该人员（StaffEnrolled），或由有此职责的人员办理", "enrol the operator first (StaffEnrolled), or let one with the duty act"),
            Labels.InEvent(new("人员证书指纹", "operator's certificate"), staff.Key["staff/".Length..][..16] + "…", path),
            staff.Says(new("登记机构", "enrolled by"), page?.Member),
            staff.Says(new("职责", "duties"), page is null ? null : string.Join("、", page.Duties.Select(known => Labels.Text(CodeNames.Of(known)!)))),
            staff.Says(new("有效期", "in force"), page is null ? null : $"{Labels.Date(page.From)} – {Labels.Date(page.Until)}"));
    }
}
