namespace Ledger.Export;

/// <summary>Files and folders that belong to their owner only (modes 0600 and 0700): messages hold names and identity numbers.</summary>
internal static class OwnFiles
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a folder; one that exists stays as it is.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnersFile | UnixFileMode.UserExecute);
    }

    /// <summary>Opens a file, and makes it when it is absent.</summary>
    /// <exception cref="IOException">Another program has it open.</exception>
    public static FileStream Open(string path, FileShare share = FileShare.None, FileMode mode = FileMode.OpenOrCreate)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnersFile;
        return new FileStream(path, options);
    }

    /// <summary>Writes a file: under the name <c>….tmp</c> until it is whole, then by rename; nobody sees half of it.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        CreateFolder(Path.GetDirectoryName(path)!);
        var draft = path + ".tmp";
        File.Delete(draft);
        using (var stream = Open(draft, mode: FileMode.CreateNew))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }
}
