using System.Security.Cryptography;
using System.Text;
using Ledger.Facts;

namespace Ledger.Exchange;

/// <summary>A file read whole, once, with its digest: what is judged later is what was read.</summary>
/// <param name="Name">Name of the file, without its folder.</param>
/// <param name="Bytes">Its content.</param>
public sealed record ExchangeFile(string Name, ReadOnlyMemory<byte> Bytes)
{
    private static readonly byte[][] ForeignMarks = [[0xFF, 0xFE], [0xFE, 0xFF], [0, 0, 0xFE, 0xFF]];

    /// <summary>SHA-256 of the content.</summary>
    public byte[] Digest => SHA256.HashData(Bytes.Span);

    /// <summary>Reads a file that nobody writes any more.</summary>
    /// <exception cref="ExchangeException">It is too large, changes while it is read, or cannot be read.</exception>
    public static ExchangeFile Read(string path) => Read(path, static () => { });

    /// <summary>The same, with something that happens in between.</summary>
    internal static ExchangeFile Read(string path, Action between)
    {
        var name = Path.GetFileName(path);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var (length, written) = (stream.Length, File.GetLastWriteTimeUtc(path));
            if (length > ExchangeLimits.LargestFile)
                throw new ExchangeException(TooLarge(name, length));
            var bytes = new byte[length];
            var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            between();
            var more = stream.ReadByte() >= 0;
            if (read < length || more || File.GetLastWriteTimeUtc(path) != written || new FileInfo(path).Length != length)
            {
                throw new ExchangeException(new(name, 0, new(
                    "读取期间文件发生变化，可能仍在写入；写完后再次运行即可", "the file changes while it is read, so perhaps it is still being written: run again when it is whole")));
            }

            return new(name, bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExchangeException(
                new(name, 0, new($"无法读取：{e.GetType().Name}", $"it cannot be read ({e.GetType().Name}); check that it exists and may be read")), e);
        }
    }

    /// <summary>The content as text.</summary>
    /// <exception cref="ExchangeException">It is not UTF-8.</exception>
    public string Text()
    {
        var bytes = Bytes.Span;
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        foreach (var mark in ForeignMarks)
        {
            if (bytes.StartsWith(mark))
                throw Foreign("UTF-16/UTF-32", 1, null);
        }

        if (DeclaredEncoding(bytes) is { } declared && !declared.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            throw Foreign(declared, 1, null);
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw Foreign(null, LineOf(bytes), e);
        }
    }

    private static ExchangeFault TooLarge(string name, long length) => new(name, 0, new(
        $"文件有{length}字节，至多{ExchangeLimits.LargestFile}字节；一个报文只含一个单元的一次登记，请按报文拆分",
        $"the file has {length} bytes, at most {ExchangeLimits.LargestFile} are read: a message holds one act on one unit, so split it by message"));

    /// <summary>What the declaration of an XML file says, in a file whose first characters are ASCII.</summary>
    private static string? DeclaredEncoding(ReadOnlySpan<byte> bytes)
    {
        var start = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 200)]).TrimStart();
        if (!start.StartsWith("<?xml", StringComparison.Ordinal) || start.IndexOf("?>", StringComparison.Ordinal) is not (> 0 and var end))
            return null;
        var at = start.IndexOf("encoding", StringComparison.Ordinal);
        if (at < 0 || at > end)
            return null;
        var open = start.AsSpan(at, end - at).IndexOfAny('"', '\'');
        if (open < 0)
            return null;
        var value = start.AsSpan(at + open + 1);
        var close = value.IndexOf(start[at + open]);
        return close < 0 ? null : value[..close].ToString();
    }

    private static int LineOf(ReadOnlySpan<byte> bytes)
    {
        var line = 1;
        while (bytes.Length > 0 && Rune.DecodeFromUtf8(bytes, out var rune, out var length) == System.Buffers.OperationStatus.Done)
        {
            line += rune.Value == '\n' ? 1 : 0;
            bytes = bytes[length..];
        }

        return line;
    }

    private ExchangeException Foreign(string? encoding, int line, Exception? inner) => new(
        new(Name, line, encoding is null
            ? new("含有不是UTF-8的字节；请把文件转存为UTF-8（例如由GB18030转换）", "it holds bytes that are no UTF-8: save the file as UTF-8 (from GB18030, for instance)")
            : new($"编码为{encoding}，报文应为UTF-8；请转存后再次运行", $"its encoding is {encoding}, a message is UTF-8: save it so and run again")),
        inner);
}
