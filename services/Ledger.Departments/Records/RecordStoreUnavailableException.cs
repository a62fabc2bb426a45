using Microsoft.Data.Sqlite;

namespace Ledger.Departments;

/// <summary>
/// The record store cannot take a commit at the moment: the disk is full, failing or gone. What was acknowledged before is
/// untouched; the store tries again by itself.
/// </summary>
public sealed class RecordStoreUnavailableException(string message, Exception? inner = null) : IOException(message, inner)
{
    private const int NoSpace = 28;
    private const int OverQuota = 122;

    /// <summary>Says of a fault of SQLite or of a file what it means for the caller.</summary>
    internal static RecordStoreUnavailableException Describe(Exception e) => e switch
    {
        RecordStoreUnavailableException known => known,
        SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_FULL } => Full(e),
        IOException io when (io.HResult & 0xFFFF) is NoSpace or OverQuota => Full(e),
        SqliteException sqlite => new(
            $"The record store did not take the commit (SQLite {sqlite.SqliteExtendedErrorCode}: {sqlite.Message}); nothing was acknowledged. It is tried again. | 记录库提交失败，未予确认，将自动重试。", e),
        _ => new($"The record store did not take the commit ({e.Message}); nothing was acknowledged. It is tried again. | 记录库提交失败，未予确认，将自动重试。", e),
    };

    private static RecordStoreUnavailableException Full(Exception e)
        => new("The record store's disk is full; nothing was kept. Free space and send again. | 记录库磁盘已满，本次未保存；请清理空间后重发。", e);
}
