using Ledger.Facts;

namespace Ledger.Acts;

/// <content>Notices, objections, use rights, seizures, locks.</content>
public static partial class FieldNames
{
    private static Dictionary<string, Wording> Notices => new(StringComparer.Ordinal)
    {
        ["applicant"] = new("申请人", "applicant"),
        ["beneficiaries"] = new("预告权利人", "beneficiary"),
        ["cancellation"] = new("注销事由", "ground of the cancellation"),
        ["dominant"] = new("需役地", "dominant unit"),
        ["easements"] = new("地役权", "easement"),
        ["hand_over_document_number"] = new("移送文号", "number of the hand-over's document"),
        ["holders"] = new("居住权人", "holder"),
        ["locks"] = new("锁定", "lock"),
        ["objections"] = new("异议", "objection"),
        ["obligors"] = new("预告义务人", "obligor"),
        ["owners_not_signing"] = new("未签署的权利人", "owners who do not sign"),
        ["received_time_ms"] = new("收到时间", "instant of receipt"),
        ["release_document_number"] = new("解锁文号", "number of the release's document"),
        ["residences"] = new("居住权", "residence right"),
        ["right"] = new("权利登记", "registration of the right"),
        ["servient"] = new("供役地", "servient unit"),
        ["to_authority"] = new("受移送机关", "authority it is handed over to"),
    };
}
