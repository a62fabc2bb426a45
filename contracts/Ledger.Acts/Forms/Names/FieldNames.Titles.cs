using Ledger.Facts;

namespace Ledger.Acts;

/// <content>Titles, corrections, certificates.</content>
public static partial class FieldNames
{
    private static Dictionary<string, Wording> Titles => new(StringComparer.Ordinal)
    {
        ["address_change"] = new("坐落变更原因", "reason of the new address"),
        ["resale_barred_until"] = new("可再转让日期", "may be sold again from"),
        ["between_spouses"] = new("夫妻之间", "between spouses"),
        ["signing"] = new("签署人", "who signs"),
        ["ex_officio"] = new("依职权", "ex officio"),
        ["building_gone"] = new("该幢已无其他单元", "last unit of its building gone"),
        ["old"] = new("原", "old"),
        ["renewed"] = new("新", "renewed"),
        ["replacement"] = new("新证号", "new certificate"),
        ["bases"] = new("合同或原因文件", "contract or instrument"),
        ["merged"] = new("合并后的单元", "merged unit"),
        ["ranks"] = new("抵押顺位", "ranks"),
        ["survey"] = new("测绘成果SHA-256", "SHA-256 of the survey"),
        ["error_time_ms"] = new("错误登簿时刻", "recording with the error"),
        ["previous_entry"] = new("所更正的条目", "entry corrected"),
        ["title"] = new("权属", "title"),
        ["holder"] = new("权利人", "holder"),
        ["notice_case"] = new("公告业务", "case of the notice"),
        ["legacy_hash"] = new("旧版证号的校验值", "hash of an old form of certificate"),
        ["identity_class"] = new("证件类别", "identity class"),
        ["credit_code"] = new("统一社会信用代码", "credit code"),
        ["amount_fen"] = new("金额（分）", "amount, fen"),
        ["recording_ms"] = new("登簿时刻", "instant of recording"),
        ["root"] = new("要件摘要", "root of the document"),
        ["ended"] = new("终止日期", "ended"),
        ["lapses"] = new("失效日期", "lapses"),
        ["from"] = new("起", "from"),
        ["until"] = new("止（不含）", "until, exclusive"),
        ["certificates"] = new("证书", "certificate"),
        ["content_root"] = new("证书内容摘要", "root of what the certificate says"),
        ["printed_serial"] = new("权证印刷序列号", "printed serial"),
        ["electronic_id"] = new("电子证照标识", "electronic licence id"),
        ["printed"] = new("缮证日期", "printed"),
        ["handed"] = new("发证日期", "handed out"),
        ["receiver"] = new("领证人", "receiver"),
        ["method"] = new("领取方式", "how it was handed out"),
    };
}
