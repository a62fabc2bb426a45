using Microsoft.Data.Sqlite;

namespace Ledger.Departments;

/// <summary>Copies a record store that may be written to meanwhile, and gives the copy an anchor of its own.</summary>
internal static class RecordStoreBackup
{
    /// <summary>Writes a copy that holds at least every commit acknowledged before the call.</summary>
    /// <param name="files">The store's files.</param>
    /// <param name="copy">The copy's files; none exists.</param>
    /// <param name="keysId">Which key file belongs to the store.</param>
    /// <param name="countKeys">Tells how many keys are durable now.</param>
    /// <param name="withKeys">Whether the keys are copied as well.</param>
    /// <returns>Newest commit of the copy; 0 for none.</returns>
    public static long Write(RecordStoreFiles files, RecordStoreFiles copy, byte[] keysId, Func<long> countKeys, bool withKeys)
    {
        using (var source = SqliteConnections.Open(files.Database, SqliteOpenMode.ReadOnly))
        using (var target = SqliteConnections.Open(copy.Database, SqliteOpenMode.ReadWriteCreate))
        {
            // SQLite's online backup in one step: one snapshot, and nobody who writes waits for it.
            source.BackupDatabase(target);
        }

        var chain = Fold(copy);
        // Counted after the copy: every row of it has its key among them.
        var keys = countKeys();
        RecordAnchor.Create(copy.Anchor, keysId);
        using (var anchor = RecordAnchor.Open(copy.Anchor))
        {
            anchor.Write(new(chain.Number, chain.Link, keysId, keys, Log: null, Folded: true));
        }

        if (withKeys)
            Peers.PeerFiles.Copy(files.Keys, copy.Keys);

        return chain.Number;
    }

    /// <summary>Leaves the copy as one file without a log.</summary>
    private static RecordChain Fold(RecordStoreFiles copy)
    {
        RecordChain chain;
        using (var connection = SqliteConnections.Open(copy.Database, SqliteOpenMode.ReadWrite))
        {
            chain = RecordStoreCheck.ReadHead(connection);
            SqliteConnections.Query(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
            SqliteConnections.KeepLog(connection, keep: false);
        }

        File.Delete(copy.Log);
        File.Delete(copy.LogIndex);
        using var file = new FileStream(copy.Database, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
        return chain;
    }
}
