using Microsoft.Data.Sqlite;

namespace Ledger.Departments;

/// <summary>
/// Reads a whole record store of a stopped node: every row's hash, the chain over all rows, and what its anchor says was
/// durable. No file of the store is changed or opened for writing: SQLite works on a copy, for opening a file with a damaged log
/// already alters what could tell of it.
/// </summary>
public static class RecordStoreVerification
{
    /// <summary>Reads the store.</summary>
    /// <param name="path">Path of the SQLite file.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>What was found; null when there is no store.</returns>
    /// <exception cref="RecordStoreUnavailableException">A file cannot be read or copied, or the store is in use.</exception>
    public static RecordStoreReport? Run(string path, CancellationToken ct)
    {
        var files = new RecordStoreFiles(path);
        if (!files.All.Any(File.Exists))
            return null;

        var copies = Directory.CreateTempSubdirectory("ledger-verify-");
        try
        {
            return Run(files, new RecordStoreFiles(Path.Combine(copies.FullName, "records.db")), ct);
        }
        catch (RecordDamagedException e)
        {
            return new(0, [e], []);
        }
        catch (SqliteException e)
        {
            return new(0, [new("sqlite", "-", $"{files.Database}: {e.Message}")], []);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or (IOException and not RecordStoreUnavailableException))
        {
            throw new RecordStoreUnavailableException(
                $"The record store {path} cannot be read or copied to {copies.FullName}: {e.Message} Stop its node first; TMPDIR names another place for the copy. | 无法读取或复制记录库；请先停止节点，临时位置由 TMPDIR 指定。", e);
        }
        finally
        {
            copies.Delete(recursive: true);
        }
    }

    private static RecordStoreReport Run(RecordStoreFiles files, RecordStoreFiles copy, CancellationToken ct)
    {
        if (File.Exists(files.Anchor))
        {
            // A running store holds its anchor.
            using var free = new FileStream(files.Anchor, FileMode.Open, FileAccess.Read, FileShare.None);
        }

        if (File.Exists(files.Database))
            File.Copy(files.Database, copy.Database);

        if (File.Exists(files.Log))
            File.Copy(files.Log, copy.Log);

        using var connection = SqliteConnections.Open(copy.Database, SqliteOpenMode.ReadWriteCreate);
        var layout = (long)SqliteConnections.Query(connection, "PRAGMA user_version")!;
        if (!File.Exists(files.Anchor) && !File.Exists(files.Keys) && layout == SqliteSchema.WithoutChain)
        {
            var (rows, damage) = RecordStoreCheck.Run(connection, null, null, ct);
            return new(rows, damage, ["The store has no chain and no anchor yet; its next start makes them. | 记录库尚无链与锚，下次启动时建立。"]);
        }

        RecordStoreFounding.CheckPresent(files, layout);
        if (!File.Exists(files.Anchor))
        {
            // An empty file that was left by a start cut short.
            return new(0, [], []);
        }

        using var anchor = RecordAnchor.Open(files.Anchor, FileAccess.Read);
        var state = anchor.State;
        if (state is { Commit: 0, Keys: 0 } && layout < SqliteSchema.WithoutVerdicts)
            return new(0, [], ["The store is not made yet; its next start does. | 记录库尚未建成，下次启动时完成。"]);

        using var keys = SaltKeyFile.Open(files.Keys, state.KeysId, state.Keys, FileAccess.Read);
        return Run(connection, files, anchor, keys, layout, ct);
    }

    private static RecordStoreReport Run(SqliteConnection connection, RecordStoreFiles files, RecordAnchor anchor, SaltKeyFile keys,
        long layout, CancellationToken ct)
    {
        var log = RecordStoreCheck.CompareLog(files, anchor.State);
        if (layout is not (SqliteSchema.Version or SqliteSchema.WithoutVerdicts))
            return new(0, [RecordStoreCheck.Lost(files, anchor.State, 0, log)], []);

        var (rows, damage) = RecordStoreCheck.Run(connection, anchor.State, keys, ct);
        var notes = new List<string>();
        if (log is not null && damage.Count > 0)
        {
            damage.Insert(0, RecordStoreCheck.Lost(files, anchor.State, RecordStoreCheck.ReadHead(connection).Number, log));
        }
        else if (log is not null)
        {
            notes.Add($"{files.Log}: {log.Fault}; no record is lost. | 预写日志与上次不同，记录无缺失。");
        }

        if (anchor.HasBadSlot)
            notes.Add($"{files.Anchor}: one of two slots is unreadable, torn by a crash or damaged; the other one is relied on. | 锚文件两份内容之一不可读，以另一份为准。");

        return new(rows, damage, notes);
    }
}
