using Ledger.Facts;

namespace Ledger.Acts;

/// <content>Openings, instruments, transfers.</content>
public static partial class FieldNames
{
    private static Dictionary<string, Wording> Openings => new(StringComparer.Ordinal)
    {
        ["givers"] = new("转出方", "giver"),
        ["takers"] = new("取得方", "taker"),
        ["notarised"] = new("经公证", "notarised"),
        ["pair"] = new("对应文书", "counterpart"),
        ["papers"] = new("原因文件", "paper"),
        ["withdrawn"] = new("撤回", "withdrawn"),
        ["notices"] = new("转换的预告登记", "notice converted"),
        ["pre_seizures"] = new("转为查封的预查封", "pre-seizure converted"),
        ["replacements"] = new("旧证其余单元", "other unit of an old certificate"),
    };
}
