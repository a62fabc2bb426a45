using System.Globalization;
using System.IO.Enumeration;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Ledger.Node;

/// <summary>
/// Files and folders that belong to their owner only (modes 0600 and 0700). A department's records hold names, papers and salts
/// in clear: another user of the machine must not read them.
/// </summary>
/// <remarks>Windows has no modes; there the folder's access list is the administrator's to set.</remarks>
public static partial class OwnerOnly
{
    /// <summary>What nobody but the owner may have.</summary>
    internal const UnixFileMode Foreign =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private const UnixFileMode OwnersFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>
    /// From now on every file and folder that this process and its children make is their owner's only, whoever makes it: the
    /// databases create files of their own.
    /// </summary>
    public static void ForNewFiles()
    {
        if (!OperatingSystem.IsWindows())
            _ = Umask((uint)Foreign);
    }

    /// <summary>Makes a folder, and those above it that lack, for its owner only; one that exists stays as it is.</summary>
    /// <param name="path">Its path.</param>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnersFolder);
    }

    /// <summary>Refuses a folder that others may enter, or that holds a file or folder open to them.</summary>
    /// <param name="folder">The folder; may be absent.</param>
    /// <param name="depth">Folders below it that are looked into; 0: the folder itself only.</param>
    /// <exception cref="NodeConfigurationException">It is open to others; says the command that mends it.</exception>
    public static void Require(string folder, int depth = int.MaxValue)
    {
        if (OperatingSystem.IsWindows() || !Directory.Exists(folder) || FindOpen(folder, depth) is not { } open)
            return;
        var mode = Convert.ToString((int)File.GetUnixFileMode(open), 8);
        throw new NodeConfigurationException(new NodeFault(
            open,
            "",
            "",
            string.Create(CultureInfo.InvariantCulture, $"对本机其他用户开放（权限 {mode}），其中可能有个人信息；请执行 chmod -R go-rwx '{folder}' 后重新启动。"),
            string.Create(CultureInfo.InvariantCulture,
                $"open to other users of this machine (mode {mode}), and may hold personal data; run: chmod -R go-rwx '{folder}' and start again.")));
    }

    [UnsupportedOSPlatform("windows")]
    private static string? FindOpen(string folder, int depth)
    {
        if (IsOpen(folder))
            return folder;
        if (depth == 0)
            return null;
        // What a link points to is not the folder's; a link's own mode says nothing.
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = depth - 1,
            AttributesToSkip = FileAttributes.ReparsePoint,
            IgnoreInaccessible = false,
        };
        return new FileSystemEnumerable<string>(folder, static (ref entry) => entry.ToFullPath(), options)
            .FirstOrDefault(IsOpen);
    }

    [UnsupportedOSPlatform("windows")]
    private static bool IsOpen(string path) => (File.GetUnixFileMode(path) & Foreign) != UnixFileMode.None;

    [LibraryImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial uint Umask(uint mask);
}
