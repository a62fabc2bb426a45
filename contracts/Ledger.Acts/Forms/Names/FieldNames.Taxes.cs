using Ledger.Facts;

namespace Ledger.Acts;

/// <content>Taxes and dated tables.</content>
public static partial class FieldNames
{
    private static Dictionary<string, Wording> Taxes => new(StringComparer.Ordinal)
    {
    };
}
