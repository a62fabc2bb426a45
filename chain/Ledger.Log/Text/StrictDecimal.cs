using System.Globalization;

namespace Ledger.Log;

/// <summary>Unsigned decimal numbers in ASCII digits without sign or leading zeros.</summary>
internal static class StrictDecimal
{
    public static bool TryParse(ReadOnlySpan<char> text, out ulong value)
    {
        value = 0;
        return (text.Length == 1 || !text.StartsWith('0'))
            && ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
