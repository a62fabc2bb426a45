using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Ledger.Departments;

/// <summary>
/// Opens what stands beside the database, and makes it for a new store: anchor, then keys, then database, so that a start cut
/// short is told from a file that is missing.
/// </summary>
internal static class RecordStoreFounding
{
    /// <summary>Opens anchor and keys.</summary>
    /// <exception cref="RecordDamagedException">A file is missing or damaged.</exception>
    public static (RecordAnchor Anchor, SaltKeyFile Keys) Open(RecordStoreFiles files, Action<RecordPoint>? probe)
    {
        var layout = ReadLayout(files);
        CheckPresent(files, layout);
        if (!File.Exists(files.Anchor))
        {
            RecordAnchor.Create(files.Anchor, RandomNumberGenerator.GetBytes(SaltKeyFile.IdSize));
            probe?.Invoke(RecordPoint.AnchorMade);
        }

        var anchor = RecordAnchor.Open(files.Anchor);
        try
        {
            if (layout < SqliteSchema.WithoutVerdicts && anchor.State is { Commit: 0, Keys: 0 } && !File.Exists(files.Keys))
            {
                SaltKeyFile.Create(files.Keys, anchor.State.KeysId);
                probe?.Invoke(RecordPoint.KeysMade);
            }

            return (anchor, SaltKeyFile.Open(files.Keys, anchor.State.KeysId, anchor.State.Keys));
        }
        catch
        {
            anchor.Dispose();
            throw;
        }
    }

    /// <summary>Names a file that is missing beside others.</summary>
    /// <param name="files">The files.</param>
    /// <param name="layout">Layout of the database; 0 when it is absent or empty.</param>
    /// <exception cref="RecordDamagedException">One is missing.</exception>
    public static void CheckPresent(RecordStoreFiles files, long layout)
    {
        var isAnchored = File.Exists(files.Anchor);
        if (!isAnchored && (File.Exists(files.Keys) || layout > SqliteSchema.WithoutChain))
        {
            throw RecordDamagedException.OfFile(
                files.Anchor,
                "锚文件缺失，无从得知记录保存到何处；请从备份恢复整个记录库",
                "it is missing beside the other files of the store, and without it nobody can tell how far the records were durable; restore the whole record store from its backup");
        }

        if (!File.Exists(files.Database) && File.Exists(files.Log) && new FileInfo(files.Log).Length > 0)
        {
            throw RecordDamagedException.OfFile(
                files.Database, "数据库文件缺失，其预写日志尚在；请从备份恢复整个记录库", "it is missing, its log is there; restore the whole record store from its backup");
        }
    }

    private static long ReadLayout(RecordStoreFiles files)
    {
        if (!File.Exists(files.Database) || new FileInfo(files.Database).Length == 0)
            return 0;

        using var connection = SqliteConnections.Open(files.Database, SqliteOpenMode.ReadWrite);
        return (long)SqliteConnections.Query(connection, "PRAGMA user_version")!;
    }
}
