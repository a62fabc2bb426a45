using Ledger.Facts;

namespace Ledger.Acts;

/// <content>Cases, staff, exceptions, sharing.</content>
public static partial class FieldNames
{
    private static Dictionary<string, Wording> Cases => new(StringComparer.Ordinal)
    {
    };
}
