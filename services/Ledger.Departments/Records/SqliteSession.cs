using Ledger.Peers;
using Microsoft.Data.Sqlite;

namespace Ledger.Departments;

/// <summary>
/// The writing connection, with the chain, and the anchor that follows it. After a fault it is given up and another one is
/// opened, which begins by looking at what the disk really holds. Not for two threads at a time.
/// </summary>
internal sealed class SqliteSession : IDisposable
{
    /// <summary>Frames of the write-ahead log from which on it is folded into the database (SQLite's own measure is 1,000).</summary>
    private const uint FoldedAt = 1000;

    private readonly RecordStoreFiles files;
    private readonly RecordAnchor anchor;
    private readonly RecordWrapping wrapping;
    private readonly Action<RecordPoint>? probe;
    private readonly SqliteConnection connection;
    private readonly RecordChain chain;
    private readonly string databaseName;
    private readonly string logName;

    private SqliteSession(RecordStoreFiles files, RecordAnchor anchor, RecordWrapping wrapping, SqliteConnection connection, Action<RecordPoint>? probe)
    {
        (this.files, this.anchor, this.wrapping, this.connection, this.probe) = (files, anchor, wrapping, connection, probe);
        (databaseName, logName) = (Path.GetFileName(files.Database), Path.GetFileName(files.Log));
        chain = RecordStoreCheck.ReadHead(connection);
        Writer = new(connection, chain, wrapping);
    }

    /// <summary>Writes rows within a transaction.</summary>
    public SqliteWriter Writer { get; }

    /// <summary>Opens the store's file, makes or changes its layout, and compares it with its anchor.</summary>
    /// <param name="files">The store's files.</param>
    /// <param name="anchor">Its anchor.</param>
    /// <param name="wrapping">Its keys.</param>
    /// <param name="maximumBytes">Largest size of the database; 0 = as large as the disk allows.</param>
    /// <param name="probe">Called at each point; tests only.</param>
    /// <param name="notes">Gets what is worth a line in the log, in Chinese and English.</param>
    /// <exception cref="RecordDamagedException">The file holds less than was durable.</exception>
    /// <exception cref="RecordStoreUnavailableException">It has another layout.</exception>
    /// <exception cref="SqliteException">It cannot be opened or read.</exception>
    /// <exception cref="IOException">The anchor cannot be written.</exception>
    public static SqliteSession Open(
        RecordStoreFiles files, RecordAnchor anchor, RecordWrapping wrapping, long maximumBytes, Action<RecordPoint>? probe, List<string> notes)
    {
        var connection = SqliteConnections.Open(files.Database, SqliteOpenMode.ReadWriteCreate);
        try
        {
            var layout = (long)SqliteConnections.Query(connection, "PRAGMA user_version")!;
            if (layout is 0 or SqliteSchema.WithoutChain && anchor.State.Commit > 0)
                throw RecordStoreCheck.Lost(files, anchor.State, 0, RecordStoreCheck.CompareLog(files, anchor.State));

            if (layout is not (0 or SqliteSchema.WithoutChain or SqliteSchema.WithoutVerdicts or SqliteSchema.Version))
            {
                throw new RecordStoreUnavailableException(
                    $"The record store {files.Database} has layout {layout}; this program knows {SqliteSchema.Version}. | 记录库版本不符。");
            }

            SqliteConnections.Query(connection, "PRAGMA journal_mode=WAL");
            SqliteConnections.Query(connection, "PRAGMA synchronous=FULL");
            // Folding in is followed by the anchor and therefore done by the session alone.
            SqliteConnections.Query(connection, "PRAGMA wal_autocheckpoint=0");
            // Before its layout is changed: what is damaged stays as it is.
            if (layout is SqliteSchema.WithoutVerdicts or SqliteSchema.Version
                && RecordStoreCheck.Compare(connection, files, anchor.State, wrapping) is { } note)
            {
                notes.Add(note);
            }

            if (layout != SqliteSchema.Version)
            {
                probe?.Invoke(RecordPoint.BeforeLayout);
                RecordStoreLayout.Bring(connection, layout, wrapping);
                if (layout == SqliteSchema.WithoutChain)
                {
                    notes.Add(
                        $"The record store {files.Database} was brought to layout {SqliteSchema.Version}: its contents are wrapped under the keys in {files.Keys}, "
                        + $"and {files.Anchor} says from now on how far it is durable. | 记录库已升级为第 {SqliteSchema.Version} 版：内容以密钥文件加密，锚文件记录其持久范围。");
                }

                probe?.Invoke(RecordPoint.AfterLayout);
            }

            if (maximumBytes > 0)
                SqliteConnections.Query(connection, $"PRAGMA max_page_count={maximumBytes / (long)SqliteConnections.Query(connection, "PRAGMA page_size")!}");

            var session = new SqliteSession(files, anchor, wrapping, connection, probe);
            if (session.chain.Number > anchor.State.Commit || layout != SqliteSchema.Version)
            {
                // What is more than anchored was never answered for; from here on it counts.
                session.FoldIn(synced: false);
            }

            return session;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens a transaction whose commit is synced, or not.</summary>
    public void Begin(bool synced)
    {
        probe?.Invoke(RecordPoint.BeforeCommit);
        Writer.Begin(synced);
    }

    /// <summary>Ends it. A synced one is anchored when this returns; before that nobody may be answered.</summary>
    public void Commit(bool synced)
    {
        Writer.Commit();
        if (synced)
            DiskSyncs.Count(logName);

        probe?.Invoke(RecordPoint.AfterCommit);
        var log = SqliteLog.ReadPosition(files.LogIndex);
        if (log is { Frames: >= FoldedAt })
        {
            FoldIn(synced);
        }
        else if (synced)
        {
            Anchor(log, folded: log is null);
        }
    }

    /// <summary>
    /// Brings everything into the database file, synced, and says so in the anchor: only then may the log be begun anew.
    /// What stood in a log whose sync had failed is written once more, from what can still be read of it.
    /// </summary>
    /// <param name="synced">
    /// Whether the log is on disk as it is. A reader may keep it from being folded in, and then nothing syncs it: the anchor, which
    /// promises what a loss of power leaves, says nothing new of a log that is not.
    /// </param>
    /// <returns>Whether all of it is in the database file.</returns>
    public bool FoldIn(bool synced)
    {
        probe?.Invoke(RecordPoint.BeforeFold);
        var folded = Checkpoint("PASSIVE");
        probe?.Invoke(RecordPoint.AfterFold);
        if (folded || synced)
            Anchor(SqliteLog.ReadPosition(files.LogIndex), folded);

        return folded;
    }

    /// <summary>Closes the file. A clean end leaves no log behind.</summary>
    /// <param name="clean">Whether all that was written came to its end.</param>
    public void Close(bool clean)
    {
        try
        {
            if (clean)
            {
                var folded = FoldAll();
                probe?.Invoke(RecordPoint.BeforeClose);
                SqliteConnections.KeepLog(connection, keep: !folded);
            }
        }
        catch (Exception e) when (e is SqliteException or IOException)
        {
            // The log stays as it is and is read at the next start.
        }
        finally
        {
            Dispose();
        }
    }

    public void Dispose()
    {
        Writer.Dispose();
        connection.Dispose();
    }

    private bool FoldAll()
    {
        var folded = Checkpoint("FULL");
        if (folded)
            Anchor(SqliteLog.ReadPosition(files.LogIndex), folded);

        return folded;
    }

    private bool Checkpoint(string mode)
    {
        using var statement = new SqliteStatement(connection, $"PRAGMA wal_checkpoint({mode})");
        using var row = statement.Read();
        var folded = row.Read() && row.GetInt64(0) == 0 && row.GetInt64(1) == row.GetInt64(2);
        // SQLite syncs the log, copies it, and syncs the database.
        DiskSyncs.Count(logName);
        DiskSyncs.Count(databaseName);
        return folded;
    }

    private void Anchor(LogPosition? log, bool folded)
    {
        Action? torn = probe is null ? null : () => probe(RecordPoint.InAnchor);
        anchor.Write(anchor.State with { Commit = chain.Number, Link = chain.Link, Keys = wrapping.Keys.Count, Log = log, Folded = folded }, torn);
        probe?.Invoke(RecordPoint.AfterAnchor);
    }
}
