using Ledger.Facts;

namespace Ledger.Acts;

/// <content>Titles, corrections, certificates.</content>
public static partial class FieldNames
{
    private static Dictionary<string, Wording> Titles => new(StringComparer.Ordinal)
    {
        ["address_change"] = new("坐落变更原因", "reason of the new address"),
        ["inner_area"] = new("套内面积（平方米）", "inner area, m²"),
        ["shared_area"] = new("分摊面积（平方米）", "shared area, m²"),
        ["land_term_last_day"] = new("土地使用期限止", "last day of the land term"),
        ["land_nature"] = new("权利性质", "nature of the land"),
        ["house_nature"] = new("房屋性质", "nature of the house"),
        ["resale_barred_until"] = new("可再转让日期", "may be sold again from"),
        ["between_spouses"] = new("夫妻之间", "between spouses"),
        ["signing"] = new("签署人", "who signs"),
        ["ground"] = new("事由", "ground"),
        ["ex_officio"] = new("依职权", "ex officio"),
        ["seizures_ended"] = new("随之终结的查封", "seizures ended"),
        ["parties"] = new("当事人", "party"),
        ["old"] = new("原", "old"),
        ["renewed"] = new("新", "renewed"),
        ["replacement"] = new("新证号", "new certificate"),
        ["bases"] = new("合同或原因文件", "contract or instrument"),
        ["parts"] = new("分割后的单元", "unit that comes"),
        ["merged"] = new("合并后的单元", "merged unit"),
        ["ranks"] = new("抵押顺位", "ranks"),
        ["survey"] = new("测绘成果SHA-256", "SHA-256 of the survey"),
        ["by"] = new("提起人", "who asks"),
        ["what"] = new("错误事项", "what is wrong"),
        ["error_time_ms"] = new("错误登簿时刻", "recording with the error"),
        ["result"] = new("结果", "result"),
        ["proof"] = new("同意或证明材料SHA-256", "SHA-256 of consent or proof"),
        ["previous_entry"] = new("所更正的条目", "entry corrected"),
        ["title"] = new("权属", "title"),
        ["total_floors"] = new("总层数", "floors in all"),
        ["completion"] = new("竣工日期", "completed"),
        ["holder"] = new("权利人", "holder"),
        ["notice_case"] = new("公告业务", "case of the notice"),
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
