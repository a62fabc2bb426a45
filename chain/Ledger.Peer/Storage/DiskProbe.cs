namespace Ledger.Peers;

/// <summary>Tries whether a folder takes what is written there, before a store in it is closed to be opened anew.</summary>
internal static class DiskProbe
{
    private const string FileName = "disk.probe";
    private const int Spare = 1 << 20;

    /// <summary>Writes a file, syncs and deletes it.</summary>
    /// <param name="folder">The peer's folder.</param>
    /// <param name="store">Folder of its database, which writes its logs to other files when it opens: as much must be free.</param>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public static void Write(string folder, string store)
    {
        var needed = Directory.EnumerateFiles(store, "*.log").Sum(static log => new FileInfo(log).Length) + Spare;
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            BufferSize = 0,
            PreallocationSize = needed,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(Path.Combine(folder, FileName), options);
        file.Write(new byte[Spare]);
        file.Flush(flushToDisk: true);
    }
}
