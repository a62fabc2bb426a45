namespace Ledger.Chain;

/// <summary>What a peer's folder holds that a backup takes along.</summary>
public static class PeerFiles
{
    /// <summary>Folder of the store.</summary>
    public const string Store = "store";

    /// <summary>The last checkpoint its cosigner key signed.</summary>
    internal const string Cosigned = "cosigned.checkpoint";

    /// <summary>The last checkpoint its log key signed.</summary>
    internal const string Logged = "log.checkpoint";

    /// <summary>Both files of what its keys signed.</summary>
    internal static readonly IReadOnlyList<string> Signed = [Cosigned, Logged];

    /// <summary>Whether a peer's store was ever made in a folder.</summary>
    /// <param name="folder">The peer's folder; may be absent.</param>
    public static bool HasStore(string folder) => RocksDatabase.Exists(Path.Combine(folder, Store));

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
