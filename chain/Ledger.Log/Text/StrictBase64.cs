namespace Ledger.Log;

/// <summary>
/// RFC 4648 section 4 with padding, one spelling per value: no white space, unused bits zero.
/// Otherwise text could change without its meaning.
/// </summary>
public static class StrictBase64
{
    /// <summary>Decodes a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">Its bytes; empty when the result is false.</param>
    /// <returns>False for any other spelling than the one that encoding the bytes gives.</returns>
    public static bool TryDecode(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = [];
        var buffer = new byte[text.Length / 4 * 3];
        if (text.Length % 4 != 0 || !Convert.TryFromBase64Chars(text, buffer, out var written))
            return false;

        var decoded = buffer.AsSpan(0, written);
        if (!text.SequenceEqual(Convert.ToBase64String(decoded)))
            return false;

        bytes = decoded.ToArray();
        return true;
    }
}
