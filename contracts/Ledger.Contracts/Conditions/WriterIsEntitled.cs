using Ledger.Chain;
using Ledger.Facts;

namespace Ledger.Contracts;

/// <summary>C-70 写入权限: an event is signed by an organisation of the one department that may write it.</summary>
internal static class WriterIsEntitled
{
    public static readonly Rule C70 = Rule.Reject("C-70", "写入权限", "writer authority", "数据安全法 38");

    /// <summary>The signer is of that department.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="signer">Who signed the envelope.</param>
    /// <param name="department">Department that may write the event.</param>
    /// <param name="eventName">Short name of the event.</param>
    public static bool Check(Judgement judgement, Signer signer, string department, string eventName)
    {
        var member = signer.Member;
        if (member.Department == department)
            return true;
        var (own, entitled) = (DepartmentNames.NameOf(member.Department), DepartmentNames.NameOf(department));
        judgement.Malformed(
            C70,
            new($"{member.Organisation}（{own.Chinese}）无权写入{eventName}", $"{member.Organisation} ({member.Department}) may not write {eventName}"),
            new($"该事件只能由{entitled.Chinese}部门的机构签署", $"only an organisation of the {department} department signs this event"),
            Labels.InEvent(new("有权部门", "department allowed"), department, "type"),
            new(Labels.Text(new("签名机构所属部门", "department of the signer")), member.Department, PageKeys.Member(member.CreditCode)));
        return false;
    }
}
