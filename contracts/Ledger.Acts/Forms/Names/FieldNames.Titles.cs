using Ledger.Facts;

namespace Ledger.Acts;

/// <content>Titles, corrections, certificates.</content>
public static partial class FieldNames
{
    private static Dictionary<string, Wording> Titles => new(StringComparer.Ordinal)
    {
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
