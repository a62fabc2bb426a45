using System.Globalization;

namespace Ledger.Node;

/// <summary>
/// Keeps a folder for one process at a time. The operating system holds the lock, so it ends with its process, however that
/// ends. Taken before anything else in the folder is written.
/// </summary>
public sealed class FolderLock : IDisposable
{
    private const string LockFile = "running.lock";

    // The locked file itself can't be read by others where locks are mandatory.
    private const string ProcessFile = "running.pid";

    private readonly FileStream held;
    private readonly string processFile;

    private FolderLock(FileStream held, string processFile, int? left) => (this.held, this.processFile, Left) = (held, processFile, left);

    /// <summary>The process that held the folder last and did not give it back: it was killed, or crashed. Null when the last one ended in order.</summary>
    public int? Left { get; }

    /// <summary>Takes a folder, which is made when absent, for its owner only.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="FolderInUseException">Another process, or another part of this one, holds it.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder can't be written.</exception>
    public static FolderLock Take(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        OwnerOnly.CreateFolder(folder);
        var stream = TryHold(folder) ?? throw new FolderInUseException(folder, ReadProcess(folder));
        var file = Path.Combine(folder, ProcessFile);
        var draft = file + ".new";
        var left = ReadProcess(folder);
        try
        {
            File.Delete(draft);
            SecretFile.Write(draft, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            File.Move(draft, file, overwrite: true);
            return new FolderLock(stream, file, left);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Refuses a folder that somebody works in, and leaves it as it is.</summary>
    /// <param name="folder">The folder; may be absent.</param>
    /// <exception cref="FolderInUseException">It is held.</exception>
    public static void RequireFree(string folder)
    {
        if (IsHeld(folder))
            throw new FolderInUseException(folder, ReadProcess(folder));
    }

    /// <summary>Whether somebody works in a folder.</summary>
    /// <param name="folder">The folder; may be absent.</param>
    public static bool IsHeld(string folder)
    {
        var file = Path.Combine(folder, LockFile);
        if (!File.Exists(file))
            return false;
        try
        {
            // Read only: a folder may be looked at where nothing can be written.
            using var stream = new FileStream(
                file, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.None, BufferSize = 0 });
            return false;
        }
        catch (IOException e) when (IsSharingViolation(e))
        {
            return true;
        }
    }

    /// <summary>Whether a file is the lock's, not the folder's.</summary>
    /// <param name="file">Path of the file.</param>
    public static bool IsOwn(string file) => Path.GetFileName(file) is LockFile or ProcessFile or BackupPipe.FileName;

    /// <summary>Gives the folder back.</summary>
    public void Dispose()
    {
        // Gone already when the folder was removed as a whole.
        if (Directory.Exists(Path.GetDirectoryName(processFile)))
            File.Delete(processFile);
        held.Dispose();
    }

    private static FileStream? TryHold(string folder)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            return new FileStream(Path.Combine(folder, LockFile), options);
        }
        catch (IOException e) when (IsSharingViolation(e))
        {
            return null;
        }
    }

    private static bool IsSharingViolation(IOException e)
    {
        const int SharingViolation = unchecked((int)0x80070020);
        const int WouldBlockOnLinux = 11;
        const int WouldBlockOnMac = 35;
        return e.HResult is SharingViolation or WouldBlockOnLinux or WouldBlockOnMac;
    }

    private static int? ReadProcess(string folder)
    {
        try
        {
            return int.TryParse(File.ReadAllText(Path.Combine(folder, ProcessFile)), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
