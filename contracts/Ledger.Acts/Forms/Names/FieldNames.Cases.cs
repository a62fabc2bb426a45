using Ledger.Facts;

namespace Ledger.Acts;

/// <content>Cases, staff, exceptions, sharing.</content>
public static partial class FieldNames
{
    private static Dictionary<string, Wording> Cases => new(StringComparer.Ordinal)
    {
        ["executing_town"] = new("办理镇街", "town that executes"),
        ["flows"] = new("登记事项", "registration"),
        ["flow"] = new("登记小类", "flow"),
        ["projects"] = new("项目", "project"),
        ["building"] = new("幢", "building"),
        ["basis"] = new("依据", "basis"),
        ["applicants"] = new("申请人", "applicants"),
        ["parties"] = new("当事人", "party"),
        ["channel"] = new("受理渠道", "channel"),
        ["all_at_once"] = new("合并办理", "all at once"),
        ["guardians"] = new("监护人声明", "guardian's statement"),
        ["missing"] = new("所缺材料", "what is missing"),
        ["from_town"] = new("转出镇街", "handed over from"),
        ["to_town"] = new("转入镇街", "handed over to"),
        ["step"] = new("步骤", "step"),
        ["posted"] = new("张贴日期", "posted"),
        ["last_day"] = new("最后一日", "last day"),
        ["first_day"] = new("第一日", "first day"),
        ["result"] = new("结果", "result"),
        ["volume_root"] = new("案卷摘要", "root of the volume"),
        ["event"] = new("事件", "event"),
        ["approver"] = new("批准人证书", "approver's certificate"),
        ["restriction"] = new("放行的限制", "restriction that is passed"),
        ["signature"] = new("签名", "signature"),
        ["asker"] = new("查询人", "asker"),
        ["purpose"] = new("目的", "purpose"),
        ["revokes"] = new("撤销的授权", "revokes"),
        ["query_id"] = new("查询标识", "query"),
        ["authorisation"] = new("授权", "authorisation"),
        ["answered_time_ms"] = new("答复时刻", "answered"),
        ["evidence_size"] = new("证据字节数", "bytes of evidence"),
        ["answer"] = new("答复摘要", "hash of the answer"),
        ["trace"] = new("留痕标识", "trace"),
        ["fingerprint"] = new("人员证书", "operator's certificate"),
        ["duties"] = new("职责", "duty"),
        ["epoch"] = new("编码期", "epoch"),
        ["public_key"] = new("公钥", "public key"),
    };
}
