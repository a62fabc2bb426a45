using Ledger.Facts;

namespace Ledger.Acts;

/// <content>Sales, pre-sale permits, house tables, supervised funds.</content>
public static partial class FieldNames
{
    private static Dictionary<string, Wording> Sales => new(StringComparer.Ordinal)
    {
    };
}
