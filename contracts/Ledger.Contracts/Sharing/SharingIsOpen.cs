using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-68 查询须有授权: what is asked has a purpose, is authorised by who may, and is answered to who was authorised, while the
/// authorisation is open and within its fields.
/// </summary>
internal static class SharingIsOpen
{
    public static readonly Rule C68 = Rule.Reject("C-68", "查询无授权", "not authorised", "不动产登记暂行条例 27, 28; 个人信息保护法 13, 23");

    /// <summary>Who authorises: the registration department on an owner's paper, else the department that keeps what is asked.</summary>
    public static void CheckAuthoriser(Judgement judgement, SharingAuthorised e, Signer signer)
    {
        var department = signer.Member.Department;
        var entitled = department == DepartmentNames.Registration
            ? e.Basis == SharingBasis.Owner || e.Fields.All(field => SharedFields.KeeperOf(field) == department)
            : e.Basis != SharingBasis.Owner && e.Fields.All(field => SharedFields.KeeperOf(field) == department);
        if (entitled)
            return;
        Fail(
            judgement,
            new("该部门无权作出此授权", "this department may not give the authorisation"),
            new("权利人授权由登记部门登记，其他由保管该数据的部门作出", "the registration department takes an owner's authorisation, another the department that keeps the data"),
            Labels.InEvent(new("授权依据", "basis"), e.Basis, "basis"),
            Labels.InEvent(new("授权内容", "fields"), SharedFields.Text(e.Fields), "fields"),
            new(Labels.Text(new("签名机构所属部门", "department of the signer")), department, PageKeys.Member(signer.Member.CreditCode)));
    }

    /// <summary>What is revoked is the signer's own, about the same, and not revoked yet.</summary>
    public static void CheckRevoked(Judgement judgement, SharingAuthorised e, PageView<AuthorisationPage> revoked, Signer signer)
    {
        if (revoked.Body is { RevokedMs: 0 } page && page.Member == signer.Member.CreditCode && page.Subject == e.Subject && page.Asker == e.Asker)
            return;
        Fail(
            judgement,
            new($"授权{e.Revokes}不能由本授权撤销", $"authorisation {e.Revokes} is not one that this one revokes"),
            new("请核对被撤销的授权：同一对象、同一查询人、本机构作出且尚未撤销",
                "check the authorisation to revoke: of the same subject and asker, given by this organisation, and not revoked yet"),
            Labels.InEvent(new("撤销的授权", "revokes"), e.Revokes, "revokes"),
            revoked.Says(new("作出机构", "given by"), revoked.Body?.Member),
            revoked.Says(new("查询人", "asker"), revoked.Body?.Asker),
            revoked.Says(new("已撤销", "revoked"), revoked.Body is { RevokedMs: > 0 } known ? Labels.Instant(known.RevokedMs) : null));
    }

    /// <summary>A query that was answered was authorised when it was.</summary>
    public static void CheckQuery(Judgement judgement, QueryCase loaded)
    {
        var e = loaded.Event;
        if (e.Result != QueryResult.Answered)
            return;
        var answered = Day.At(e.AnsweredMs).Number;
        var view = loaded.Authorisation!;
        var open = view.Body is { } page && page.Asker == e.Asker && page.From <= answered && answered < page.Until
            && (page.RevokedMs == 0 || e.AnsweredMs < page.RevokedMs) && e.Fields.All(page.Fields.Contains);
        if (open)
            return;
        Fail(
            judgement,
            new("答复时没有有效的授权，或超出授权内容", "when it was answered no authorisation was open for it, or not for all that was asked"),
            new("请先取得授权（SharingAuthorised）；无授权的查询应拒绝", "have it authorised first (SharingAuthorised); a query without is refused"),
            Labels.InEvent(OfficeNumber.Name, e.Authorisation, "authorisation"),
            Labels.InEvent(new("查询人", "asker"), e.Asker, "asker"),
            Labels.InEvent(new("答复时刻", "answered"), Labels.Instant(e.AnsweredMs), "answered_ms"),
            Labels.InEvent(new("查询内容", "fields"), SharedFields.Text(e.Fields), "fields"),
            view.Says(new("授权查询人", "asker authorised"), view.Body?.Asker),
            view.Says(new("授权期间", "open"), view.Body is { } known ? $"{Labels.Date(known.From)} – {Labels.Date(known.Until)}" : null),
            view.Says(new("撤销时刻", "revoked"), view.Body is { RevokedMs: > 0 } ended ? Labels.Instant(ended.RevokedMs) : null),
            view.Says(new("授权内容", "fields authorised"), view.Body is { } given ? SharedFields.Text(given.Fields) : null));
    }

    /// <summary>A department answers from what it keeps.</summary>
    public static void CheckKeeper(Judgement judgement, QueryTraced e, Signer signer)
    {
        if (e.Result != QueryResult.Answered || e.Fields.All(field => SharedFields.KeeperOf(field) == signer.Member.Department))
            return;
        Fail(
            judgement,
            new("该部门不保管所答复的内容", "this department does not keep what it answered"),
            new("请由保管该数据的部门答复并留痕", "let the department that keeps the data answer, and trace it"),
            Labels.InEvent(new("查询内容", "fields"), SharedFields.Text(e.Fields), "fields"),
            new(Labels.Text(new("签名机构所属部门", "department of the signer")), signer.Member.Department, PageKeys.Member(signer.Member.CreditCode)));
    }

    private static void Fail(Judgement judgement, Wording what, Wording advice, params IReadOnlyList<FindingValue> values)
        => judgement.Fail(C68, what, advice, values);
}
