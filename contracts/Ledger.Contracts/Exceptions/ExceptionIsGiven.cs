using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-82 例外有效, when it is approved: the rule knows exceptions in that event, and the approver is enrolled by the signer's
/// organisation with the duty, is not the operator, and has signed.
/// </summary>
internal static class ExceptionIsGiven
{
    public static void Check(Judgement judgement, ExceptionApproval loaded, ProfileFlow flow, Signer signer)
    {
        var e = loaded.Event;
        var approver = loaded.Approver;
        judgement.About(e.Number);
        if (!Knows(judgement, flow, e.Rule))
        {
            Fail(
                judgement,
                new($"规则{e.Rule}在{e.Event}中没有例外", $"rule {e.Rule} has no exception in {e.Event}"),
                new("请核对规则与事件：只有严重程度为例外的规则可以批准", "check rule and event: only a rule of severity exception can be excepted"),
                Labels.InEvent(new("规则", "rule"), e.Rule, "rule"),
                Labels.InEvent(new("事件", "event"), e.Event, "event"));
        }

        if (!approver.May(StaffDuty.Approve, judgement.Today))
        {
            Fail(
                judgement,
                new("批准人没有本机构有效的批准职责", "the approver has no duty of approval in force in the signer's organisation"),
                new("请由本机构有批准职责的人员批准（StaffEnrolled）", "let one approve who is enrolled for it (StaffEnrolled)"),
                approver.Says("approver"));
        }

        if (e.Approver == e.Act.Operator)
        {
            Fail(
                judgement,
                new("批准人是本事件的操作人", "the approver is the operator of this event"),
                new("请由另一人提交", "let another person submit it"),
                Labels.InEvent(new("批准人", "approver"), Convert.ToHexStringLower(e.Approver.Span)[..16] + "…", "approver"));
        }

        if (e.Until <= judgement.Today.Number)
        {
            Fail(
                judgement,
                new("有效期已过", "its validity is over"),
                new("请填写今天以后的日期", "state a day after today"),
                Labels.InEvent(new("有效期至（不含）", "valid until, exclusive"), Labels.Date(e.Until), "until"));
        }

        if (approver.Staff.Body is { PublicKey.Length: > 0 } page
            && !StaffKey.Verify(page.PublicKey.Span, ExceptionSignature.Hash(judgement.Origin, e), e.Signature.Span))
        {
            Fail(
                judgement,
                new("批准人的签名不成立", "the approver's signature does not hold"),
                new("请由批准人对同一内容重新签名", "let the approver sign just this content"),
                Labels.InEvent(new("签名", "signature"), Convert.ToHexStringLower(e.Signature.Span)[..16] + "…", "signature"),
                approver.Staff.Says(new("登记的公钥", "key enrolled"), Convert.ToHexStringLower(page.PublicKey.Span)[^16..]));
        }

        judgement.About("");
    }

    // Where the profile or a cell of the matrix says X.
    private static bool Knows(Judgement judgement, ProfileFlow flow, string rule)
        => flow.Rules.Any(entry => entry.Rule.Id == rule && entry.Severity == Severity.Exception)
            || judgement.Profile.Restrictions.Any(column => column.Rule.Id == rule
                && flow.Codes.Any(code => judgement.Matrix[code, column.Column].Severity == Severity.Exception));

    private static void Fail(Judgement judgement, Wording what, Wording advice, params IReadOnlyList<FindingValue> values)
        => judgement.Fail(UsedExceptions.C82, what, advice, values);
}
