using System.Text;

namespace Ledger.Log;

/// <summary>
/// UTF-8 that refuses what is not valid Unicode. The default encoder replaces it instead, so
/// that different texts would be signed or hashed alike.
/// </summary>
internal static class StrictUtf8
{
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static bool TryGetBytes(string text, [NotNullWhen(true)] out byte[]? utf8)
    {
        try
        {
            utf8 = Encoding.GetBytes(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            utf8 = null;
            return false;
        }
    }

    public static bool TryGetString(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out string? text)
    {
        try
        {
            text = Encoding.GetString(utf8);
            return true;
        }
        catch (DecoderFallbackException)
        {
            text = null;
            return false;
        }
    }
}
