using System.Text;

namespace Ledger.Client;

/// <summary>
/// Files and folders of a user that belong to their owner only (modes 0600 and 0700): a key that others can copy signs for them
/// too, and an evidence book holds names and papers in clear.
/// </summary>
/// <remarks>Windows has no modes; there the folder's access list is the user's to set.</remarks>
internal static class PrivateFiles
{
    private const UnixFileMode Foreign =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a folder for its owner only; one that exists stays as it is.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnersFile | UnixFileMode.UserExecute);
    }

    /// <summary>Opens a file alone, and makes it for its owner only when it is absent.</summary>
    /// <exception cref="IOException">Another program has it open.</exception>
    public static FileStream OpenAlone(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnersFile;
        return new FileStream(path, options);
    }

    /// <summary>Whether a file could not be opened because another program has it open alone.</summary>
    public static bool IsInUse(IOException e)
    {
        const int SharingViolation = unchecked((int)0x80070020);
        const int WouldBlockOnLinux = 11;
        const int WouldBlockOnMac = 35;
        return e.HResult is SharingViolation or WouldBlockOnLinux or WouldBlockOnMac;
    }

    /// <summary>Makes an empty file when it is absent, so that who fills it makes none with other modes.</summary>
    public static void CreateFile(string path)
    {
        if (!File.Exists(path))
            OpenAlone(path).Dispose();
    }

    /// <summary>Writes a text file in one step: the old one stands until the new one is whole.</summary>
    public static void Write(string path, string text)
    {
        var draft = path + ".new";
        File.Delete(draft);
        using (var stream = OpenAlone(draft))
            stream.Write(Encoding.UTF8.GetBytes(text));
        File.Move(draft, path, overwrite: true);
    }

    /// <summary>The command that keeps others out of a file or folder; null when they are, or when it is absent.</summary>
    public static string? Mend(string path)
    {
        if (OperatingSystem.IsWindows() || !Path.Exists(path) || (File.GetUnixFileMode(path) & Foreign) == UnixFileMode.None)
            return null;
        return $"chmod go-rwx '{path}'";
    }
}
