using Ledger.Facts;

namespace Ledger.Acts;

/// <content>Titles, corrections, certificates.</content>
public static partial class FieldNames
{
    private static Dictionary<string, Wording> Titles => new(StringComparer.Ordinal)
    {
    };
}
