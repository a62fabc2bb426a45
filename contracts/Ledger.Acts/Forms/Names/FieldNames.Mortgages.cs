using Ledger.Facts;

namespace Ledger.Acts;

/// <content>Mortgages.</content>
public static partial class FieldNames
{
    private static Dictionary<string, Wording> Mortgages => new(StringComparer.Ordinal)
    {
    };
}
