using Ledger.Facts;

namespace Ledger.Acts;

/// <content>Notices, objections, use rights, seizures, locks.</content>
public static partial class FieldNames
{
    private static Dictionary<string, Wording> Notices => new(StringComparer.Ordinal)
    {
    };
}
