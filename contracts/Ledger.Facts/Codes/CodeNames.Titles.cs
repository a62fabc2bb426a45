using Ledger.V1;

namespace Ledger.Facts;

/// <content>Codes of titles and certificates.</content>
public static partial class CodeNames
{
    private static Wording? OfTitles(Enum code) => code switch
    {
        IssueMethod.Counter => new("窗口领取", "at the counter"),
        IssueMethod.Post => new("邮寄", "by post"),
        IssueMethod.Electronic => new("电子证照", "electronic"),
        _ => null,
    };
}
