using Ledger.Client;

namespace Ledger.Cli;

/// <summary>Files named on the command line, with faults that name them and a bound on what is read.</summary>
internal static class Files
{
    /// <summary>At most so many bytes of a file.</summary>
    public static byte[] ReadBytes(string path, int limit)
    {
        if (Directory.Exists(path))
            throw new FileFault(path, "是文件夹，应为文件", "is a folder, a file is wanted");

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
            throw new FileFault(path, $"超过{limit}字节", $"has more than {limit} bytes");

        try
        {
            return TextEncoding.Decode(bytes, encoding);
        }
        catch (TextEncodingException e)
        {
            throw new FileFault(path, e.Chinese, e.English, e);
        }
    }

    /// <summary>Refuses a file that is there already, before anything is asked for its sake.</summary>
    /// <exception cref="FileFault">It exists.</exception>
    public static void RequireNew(string path)
    {
        if (Path.Exists(path))
            throw Existing(path);
    }

    /// <summary>Writes a new file; one that is there already stays as it is.</summary>
    /// <exception cref="FileFault">It exists, or cannot be written.</exception>
    public static void WriteNew(string path, byte[] bytes) => WriteNew(path, bytes, isPrivate: false);

    /// <summary>The same for its owner only (mode 0600): what names people.</summary>
    /// <exception cref="FileFault">It exists, or cannot be written.</exception>
    public static void WriteNewPrivate(string path, byte[] bytes) => WriteNew(path, bytes, isPrivate: true);

    private static void WriteNew(string path, byte[] bytes, bool isPrivate)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (isPrivate && !OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using var stream = new FileStream(path, options);
            stream.Write(bytes);
        }
        catch (IOException e) when (Path.Exists(path))
        {
            throw Existing(path, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FileFault(path, "无法写入", $"cannot be written: {e.Message}", e);
        }
    }

    private static FileFault Existing(string path, Exception? inner = null) =>
        new(path, "已存在，不会覆盖；请另指定文件或先移走它", "already exists and is not overwritten: name another file, or move it away first", inner);
}
