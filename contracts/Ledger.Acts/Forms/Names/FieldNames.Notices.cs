using Ledger.Facts;

namespace Ledger.Acts;

/// <content>Notices, objections, use rights, seizures, locks.</content>
public static partial class FieldNames
{
    private static Dictionary<string, Wording> Notices => new(StringComparer.Ordinal)
    {
        ["by"] = new("方式、机关", "by whom, by what"),
        ["cancellation"] = new("注销事由", "ground of the cancellation"),
        ["day"] = new("日期", "day of it"),
        ["entered"] = new("登记日期", "day of entry"),
        ["hand_over_document_number"] = new("移送文号", "number of the hand-over's document"),
        ["legacy_proof"] = new("旧登记证明", "whether the proof is a legacy one"),
        ["organ"] = new("机关类别", "kind of organ"),
        ["other_unit"] = new("另一方单元", "unit on the other side"),
        ["owners_not_signing"] = new("未签署的权利人", "owners who do not sign"),
        ["paid"] = new("有偿", "whether it is paid for"),
        ["proof"] = new("登记证明号", "registration proof"),
        ["received_time_ms"] = new("收到时间", "instant of receipt"),
        ["registrable_since"] = new("可登记之日", "registrable since"),
        ["release_document_number"] = new("解锁文号", "number of the release's document"),
        ["restricted"] = new("限制转让", "whether transfer is restricted"),
        ["suit_filed"] = new("起诉日期", "day of the suit"),
        ["to_authority"] = new("受移送机关", "authority it is handed over to"),
    };
}
