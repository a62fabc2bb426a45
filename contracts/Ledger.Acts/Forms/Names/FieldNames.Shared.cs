using Ledger.Facts;

namespace Ledger.Acts;

/// <content>Fields that every act or every act on the book may have.</content>
public static partial class FieldNames
{
    private static Dictionary<string, Wording> Shared => new(StringComparer.Ordinal)
    {
        ["subject"] = new("对象", "subject"),
        ["exceptions"] = new("例外", "approved exception"),
        ["consents"] = new("书面同意", "written consent"),
        ["of"] = new("同意所涉编号", "consent of"),
        ["recording_time_ms"] = new("登簿时刻", "recorded at"),
        ["reviewer"] = new("审核人证书", "reviewer's certificate"),
        ["town"] = new("镇街", "town"),
    };
}
