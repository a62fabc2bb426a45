using Google.Protobuf;
using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>
/// Hashes, fingerprints and signatures as they are written: in hexadecimal digits, as every screen shows them; in a JSON file in base64 too,
/// as protobuf has it. No field holds a number of bytes whose base64 could be taken for digits.
/// </summary>
internal static class WrittenBytes
{
    /// <summary>Lengths of what fields of requests hold: a SHA-256, a signature.</summary>
    private static readonly int[] Lengths = [32, 64];

    /// <summary>What is wanted of a field.</summary>
    public static Wording Wanted { get; } = new(
        "十六进制数字（SHA-256 为 64 位，签名为 128 位）或 base64", "hexadecimal digits (64 of a SHA-256, 128 of a signature), or base64");

    /// <summary>Reads digits or base64; null when the text is neither.</summary>
    public static ByteString? Read(string text)
    {
        if (Lengths.Contains(text.Length / 2) && text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit))
            return ByteString.CopyFrom(Convert.FromHexString(text));

        var buffer = new byte[(text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(text, buffer, out var written) && Convert.ToBase64String(buffer.AsSpan(0, written)) == text
            ? ByteString.CopyFrom(buffer.AsSpan(0, written))
            : null;
    }
}
