namespace Ledger.Peers;

/// <summary>A file of a folder.</summary>
internal sealed class FolderFile : IDiskFile
{
    private readonly FileStream file;
    private readonly string name;

    private FolderFile(FileStream file) => (this.file, name) = (file, System.IO.Path.GetFileName(file.Name));

    public string Path => file.Name;

    public long Length => RandomAccess.GetLength(file.SafeFileHandle);

    /// <summary>Opens a file that is there.</summary>
    public static FolderFile Open(string path, bool write) => new(new FileStream(
        path, FileMode.Open, write ? FileAccess.ReadWrite : FileAccess.Read, write ? FileShare.Read : FileShare.None, bufferSize: 0));

    /// <summary>Makes a file that only its owner may read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reserved">Bytes that must be free for it.</param>
    /// <param name="passing">Whether it goes when it is closed.</param>
    public static FolderFile Create(string path, long reserved = 0, bool passing = false)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.ReadWrite,
            BufferSize = 0,
            PreallocationSize = reserved,
            Options = passing ? FileOptions.DeleteOnClose : FileOptions.None,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        return new FolderFile(new FileStream(path, options));
    }

    public int Read(Span<byte> bytes, long position) => RandomAccess.Read(file.SafeFileHandle, bytes, position);

    public void Write(ReadOnlySpan<byte> bytes, long position) => RandomAccess.Write(file.SafeFileHandle, bytes, position);

    public void Flush()
    {
        RandomAccess.FlushToDisk(file.SafeFileHandle);
        DiskSyncs.Count(name);
    }

    public void Dispose() => file.Dispose();
}
