using System.Text;

namespace Ledger.Node;

/// <summary>
/// A file that holds a private key. On Unix only its owner may read it (mode 0600 or less): a key that others on the
/// machine can copy signs for them too.
/// </summary>
public static class SecretFile
{
    private const int MaxBytes = 64 * 1024;

    /// <summary>Reads a key file.</summary>
    /// <param name="path">Its path.</param>
    /// <exception cref="NodeConfigurationException">Absent, unreadable, larger than 64 KiB, or open to group or others.</exception>
    public static string Read(string path)
    {
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & OwnerOnly.Foreign) is var open and not UnixFileMode.None)
            {
                throw new NodeConfigurationException(new NodeFault(
                    path,
                    "",
                    "",
                    $"密钥文件对其他用户开放（{open}）；请执行 chmod 600，并考虑更换该密钥。",
                    $"the key file is open to others ({open}); run chmod 600 on it and consider replacing the key."));
            }

            if (new FileInfo(path).Length > MaxBytes)
                throw new NodeConfigurationException(new NodeFault(path, "", "", "超过 64 KiB，不是密钥文件。", "larger than 64 KiB: this is no key file."));
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NodeConfigurationException(new NodeFault(
                path,
                "",
                "",
                $"读不到密钥文件（{e.Message}）；请检查路径与属主。",
                $"the key file can't be read ({e.Message}); check path and owner."));
        }
    }

    /// <summary>Makes a key file with mode 0600 from the first byte on.</summary>
    /// <param name="path">Its path; must not exist, so that no key is ever overwritten.</param>
    /// <param name="text">Its content.</param>
    /// <exception cref="IOException">The file exists, or can't be written.</exception>
    public static void Write(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(path, options);
        stream.Write(Encoding.UTF8.GetBytes(text));
        stream.Flush(flushToDisk: true);
    }
}
