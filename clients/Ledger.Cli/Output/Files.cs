using Ledger.Client;

namespace Ledger.Cli;

/// <summary>Files named on the command line, with faults that name them and a bound on what is read.</summary>
internal static class Files
{
    /// <summary>At most so many bytes of a file.</summary>
    public static byte[] ReadBytes(string path, int limit)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var bytes = new byte[(int)Math.Min(stream.CanSeek ? stream.Length : limit, limit)];
            var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return bytes[..read];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FileFault(path, "无法读取", $"cannot be read: {e.Message}", e);
        }
    }

    /// <summary>A text file of at most so many bytes, read strictly.</summary>
    public static string ReadText(string path, string encoding, int limit)
    {
        var bytes = ReadBytes(path, limit + 1);
        if (bytes.Length > limit)
        {
            throw new FileFault(path, $"超过{limit}字节", $"has more than {limit} bytes");
        }

        try
        {
            return TextEncoding.Decode(bytes, encoding);
        }
        catch (TextEncodingException e)
        {
            throw new FileFault(path, e.Chinese, e.English, e);
        }
    }

    /// <summary>Writes a file.</summary>
    public static void Write(string path, byte[] bytes)
    {
        try
        {
            File.WriteAllBytes(path, bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FileFault(path, "无法写入", $"cannot be written: {e.Message}", e);
        }
    }
}
