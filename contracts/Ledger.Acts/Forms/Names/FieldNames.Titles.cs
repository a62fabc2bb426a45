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
