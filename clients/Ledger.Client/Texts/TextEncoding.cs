using System.Text;

namespace Ledger.Client;

/// <summary>
/// How the bytes of a file become text: strictly, so that bytes of another encoding are a fault and never become the replacement
/// character. UTF-8 unless an option names another.
/// </summary>
public static class TextEncoding
{
    /// <summary>The encoding that is meant when none is named.</summary>
    public const string Default = "utf-8";

    /// <summary>Names that can be given.</summary>
    public static IReadOnlyList<string> Names { get; } = [Default, "utf-16", "gb18030", "gbk", "big5", "windows-1252", "iso-8859-1"];

    /// <summary>The encoding of a name; its decoder throws <see cref="DecoderFallbackException"/> at bytes that are none of its characters.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">Another name.</exception>
    public static Encoding Find(string name) => name switch
    {
        Default => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
        "utf-16" => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        "iso-8859-1" => Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback),
        _ when Names.Contains(name, StringComparer.Ordinal) =>
            CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!,
        _ => throw new ArgumentException($"The encoding '{name}' is unknown; there are {string.Join(", ", Names)}.", nameof(name)),
    };

    /// <summary>Bytes as text; a byte order mark of the encoding is left out.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="TextEncodingException">The bytes are not of that encoding; the message names line, byte and what to do.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, string name)
    {
        var encoding = Find(name);
        CheckMark(bytes, name);
        var body = bytes.StartsWith(encoding.Preamble) ? bytes[encoding.Preamble.Length..] : bytes;
        try
        {
            return encoding.GetString(body);
        }
        catch (DecoderFallbackException e)
        {
            var index = Math.Clamp(e.Index, 0, body.Length);
            throw new TextEncodingException(name, body[..index].Count((byte)'\n') + 1, e.BytesUnknown ?? [], e);
        }
    }

    /// <summary>Refuses a file whose byte order mark says that it is of another encoding than the one named.</summary>
    /// <param name="start">The first bytes of the file, at least two if it has so many.</param>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="TextEncodingException">It is UTF-16.</exception>
    public static void CheckMark(ReadOnlySpan<byte> start, string name)
    {
        var little = start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]);
        if ((little && name != "utf-16") || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            throw new TextEncodingException(name, 1, start[..2].ToArray(), inner: null);
    }
}
