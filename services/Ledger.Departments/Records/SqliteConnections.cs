using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Ledger.Departments;

/// <summary>Opens the store's file with SQLite.</summary>
internal static class SqliteConnections
{
    // SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE (sqlite3.h).
    private const int NoCheckpointOnClose = 1006;

    public static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        // No pooling: the store keeps its connections itself, and a closed store must let go of its file.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        try
        {
            connection.Open();
            KeepLog(connection, keep: true);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Whether closing the last connection leaves the write-ahead log as it is. SQLite else folds in what it takes for valid,
    /// and removes the rest.
    /// </summary>
    public static void KeepLog(SqliteConnection connection, bool keep) => raw.sqlite3_db_config(connection.Handle, NoCheckpointOnClose, keep ? 1 : 0, out _);

    public static object? Query(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants and numbers only.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
