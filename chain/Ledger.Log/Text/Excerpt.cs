using System.Text;

namespace Ledger.Log;

/// <summary>Quotes untrusted input in an error: short, on one line and without control characters.</summary>
internal static class Excerpt
{
    private const int MaxChars = 60;

    public static string Of(ReadOnlySpan<char> value)
    {
        var builder = new StringBuilder();
        foreach (var c in value[..Math.Min(value.Length, MaxChars)])
            builder.Append(char.IsControl(c) || char.IsSurrogate(c) ? '\uFFFD' : c);

        return value.Length > MaxChars ? builder.Append('…').ToString() : builder.ToString();
    }
}
