namespace Ledger.Departments;

/// <summary>Decides which record store stands after a restore, and makes a backup's copy fit to be used.</summary>
public static class RecordStoreRestore
{
    // Numbers that may have been given out since the backup; gaps are fine.
    private const long NumbersSince = 1_000_000;

    /// <summary>Whether a store holds all of a backup's records and is whole: it may hold newer ones, which the backup lacks.</summary>
    /// <param name="present">Path of the SQLite file of the store; may be absent or damaged.</param>
    /// <param name="backup">Path of the SQLite file of the backup's copy.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="RecordDamagedException">The backup's anchor is damaged.</exception>
    /// <exception cref="RecordStoreUnavailableException">A file cannot be read.</exception>
    public static bool Covers(string present, string backup, CancellationToken ct)
    {
        var ours = ReadAnchor(present);
        using var anchor = RecordAnchor.Open(new RecordStoreFiles(backup).Anchor, FileAccess.Read);
        return ours is not null
            && ours.KeysId.AsSpan().SequenceEqual(anchor.State.KeysId)
            && ours.Commit >= anchor.State.Commit
            && RecordStoreVerification.Run(present, ct) is { Damage.Count: 0 };
    }

    /// <summary>Newest commit that a store's anchor names; null when nobody can tell.</summary>
    /// <param name="path">Path of the SQLite file.</param>
    public static long? ReadCommit(string path) => ReadAnchor(path)?.Commit;

    /// <summary>
    /// Gives a backup's copy the keys of the store it replaces when they are its own, for what was erased since stays erased;
    /// else it needs keys of its own.
    /// </summary>
    /// <param name="present">Path of the SQLite file of the store that is replaced; its keys may be absent.</param>
    /// <param name="copy">Path of the SQLite file of the copy.</param>
    /// <exception cref="RecordDamagedException">Neither has keys that belong to the copy.</exception>
    public static void BringKeys(string present, string copy)
    {
        var (files, target) = (new RecordStoreFiles(present), new RecordStoreFiles(copy));
        using var anchor = RecordAnchor.Open(target.Anchor, FileAccess.Read);
        try
        {
            SaltKeyFile.Open(files.Keys, anchor.State.KeysId, anchor.State.Keys, FileAccess.Read).Dispose();
        }
        catch (RecordDamagedException) when (File.Exists(target.Keys))
        {
            // The backup's own are all there is.
            return;
        }

        File.Delete(target.Keys);
        Peers.PeerFiles.Copy(files.Keys, target.Keys);
    }

    /// <summary>Opens a copy as its node will, and gives out no number again that may have been given out since the backup.</summary>
    /// <param name="copy">Path of the SQLite file of the copy.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="RecordDamagedException">It is damaged.</exception>
    /// <exception cref="RecordStoreUnavailableException">It cannot be opened or written.</exception>
    public static async Task PrepareAsync(string copy, CancellationToken ct)
    {
        await using var store = SqliteRecordStore.Open(copy);
        await store.SkipNumbersAsync(store.ReadNumberBound() + NumbersSince, ct);
    }

    private static AnchorState? ReadAnchor(string path)
    {
        var files = new RecordStoreFiles(path);
        if (!File.Exists(files.Anchor))
            return null;

        try
        {
            using var anchor = RecordAnchor.Open(files.Anchor, FileAccess.Read);
            return anchor.State;
        }
        catch (RecordDamagedException)
        {
            return null;
        }
    }
}
