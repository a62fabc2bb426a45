namespace Ledger.Peers;

/// <summary>What backups do with a peer's files from outside of it.</summary>
public static class PeerFiles
{
    /// <summary>Whether a peer's store was ever made in a folder.</summary>
    /// <param name="folder">The peer's folder; may be absent.</param>
    public static bool HasStore(string folder) => RocksDatabase.Exists(Path.Combine(folder, PeerFolder.StoreName));

    /// <summary>Copies a file; durable when it returns.</summary>
    /// <param name="from">The file; others may write to it.</param>
    /// <param name="to">The copy, which must not exist.</param>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    public static void Copy(string from, string to)
    {
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var target = new FileStream(to, FileMode.CreateNew, FileAccess.Write);
        source.CopyTo(target);
        target.Flush(flushToDisk: true);
    }
}
