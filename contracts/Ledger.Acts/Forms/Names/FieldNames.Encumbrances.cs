using Ledger.Facts;

namespace Ledger.Acts;

/// <content>What stands on a unit: notices, objections, use rights, seizures and locks.</content>
public static partial class FieldNames
{
    private static Dictionary<string, Wording> Encumbrances => new(StringComparer.Ordinal)
    {
        ["beneficiaries"] = new("预告权利人", "beneficiary"),
        ["obligors"] = new("预告义务人", "obligor"),
        ["objections"] = new("异议", "objection"),
        ["applicant"] = new("申请人", "applicant"),
        ["easements"] = new("地役权", "easement"),
        ["residences"] = new("居住权", "residence right"),
        ["holders"] = new("居住权人", "holder"),
        ["locks"] = new("锁定", "lock"),
        ["servient"] = new("供役地", "servient unit"),
        ["dominant"] = new("需役地", "dominant unit"),
        ["debtors"] = new("被执行人", "debtor"),
        ["right"] = new("权利登记", "registration of the right"),
        ["day"] = new("自该日", "since day"),
        ["proof"] = new("登记证明号", "proof"),
        ["legacy_proof"] = new("旧式证明号", "proof of an old form"),
        ["restricted"] = new("限制转让", "transfer restricted"),
        ["registrable_since"] = new("能够登记之日", "registrable since"),
        ["entered"] = new("登记日", "entered on"),
        ["suit_filed"] = new("起诉日", "suit filed on"),
        ["other_unit"] = new("对方单元", "other unit"),
        ["paid"] = new("有偿", "paid"),
        ["by"] = new("设立方式", "granted by"),
        ["received_time_ms"] = new("收到时刻", "received at"),
        ["cancellation"] = new("注销依据", "cancellation"),
        ["owners_not_signing"] = new("未签署的权利人", "owners who did not sign"),
        ["organ"] = new("机关类别", "kind of organ"),
        ["to_authority"] = new("受移送机关", "authority it is handed to"),
        ["hand_over_document_number"] = new("移送文号", "hand-over document"),
        ["release_document_number"] = new("解锁文号", "release document"),
    };
}
