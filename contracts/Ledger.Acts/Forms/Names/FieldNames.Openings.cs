using Ledger.Facts;

namespace Ledger.Acts;

/// <content>Openings, instruments, transfers.</content>
public static partial class FieldNames
{
    private static Dictionary<string, Wording> Openings => new(StringComparer.Ordinal)
    {
    };
}
