using Microsoft.Data.Sqlite;

namespace Ledger.Departments;

/// <summary>
/// A SQLite file that may be deleted at any time: nothing is in it that cannot be made anew, and what is damaged or of another layout is.
/// Safe for use by several threads, one after the other.
/// </summary>
internal sealed class SqliteCache : IDisposable
{
    // SQLITE_NOTADB (sqlite3.h).
    private const int NotADatabase = 26;

    private readonly Lock turn = new();
    private readonly Dictionary<string, SqliteStatement> statements = new(StringComparer.Ordinal);
    private readonly string path;
    private readonly string tables;
    private readonly long layout;
    private SqliteConnection connection;

    private SqliteCache(string path, string tables, long layout)
    {
        this.path = path;
        this.tables = tables;
        this.layout = layout;
        connection = OpenFile();
    }

    /// <summary>Opens the file, or makes an empty one where there is none that can be read.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="tables">Statements that make its tables.</param>
    /// <param name="layout">Number of the layout; a file of another one is made anew.</param>
    public static SqliteCache Open(string path, string tables, long layout)
    {
        try
        {
            return new(path, tables, layout);
        }
        catch (SqliteException)
        {
            Delete(path);
            return new(path, tables, layout);
        }
    }

    /// <summary>Begins anew, empty.</summary>
    public void Clear()
    {
        lock (turn)
        {
            Close();
            Delete(path);
            connection = OpenFile();
        }
    }

    /// <summary>Writes several things at once, or nothing of them.</summary>
    public void Write(Action changes)
    {
        lock (turn)
        {
            // In words: a statement prepared before knows nothing of the library's own transactions.
            SqliteConnections.Query(connection, "BEGIN IMMEDIATE");
            try
            {
                changes();
                SqliteConnections.Query(connection, "COMMIT");
            }
            catch
            {
                SqliteConnections.Query(connection, "ROLLBACK");
                throw;
            }
        }
    }

    /// <summary>Runs a statement.</summary>
    public void Run(string sql, params object[] values)
    {
        lock (turn)
            Statement(sql, values.Length).Run(values);
    }

    /// <summary>Reads rows.</summary>
    public List<T> Read<T>(string sql, Func<SqliteDataReader, T> read, params object[] values)
    {
        lock (turn)
        {
            using var rows = Statement(sql, values.Length).Read(values);
            var found = new List<T>();
            while (rows.Read())
                found.Add(read(rows));
            return found;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (turn)
            Close();
    }

    private SqliteStatement Statement(string sql, int values)
    {
        if (!statements.TryGetValue(sql, out var statement))
            statements.Add(sql, statement = new SqliteStatement(connection, sql, [.. Enumerable.Range(0, values).Select(static i => $"${i}")]));
        return statement;
    }

    private SqliteConnection OpenFile()
    {
        var opened = SqliteConnections.Open(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            // What is folded in at the end is one file less; a power cut costs at most what a restart reads again.
            SqliteConnections.KeepLog(opened, keep: false);
            SqliteConnections.Query(opened, "PRAGMA journal_mode = WAL");
            SqliteConnections.Query(opened, "PRAGMA synchronous = NORMAL");
            var found = (long)SqliteConnections.Query(opened, "PRAGMA user_version")!;
            if (found == 0)
                SqliteConnections.Query(opened, $"BEGIN; {tables} PRAGMA user_version = {layout}; COMMIT");
            else if (found != layout)
                throw new SqliteException($"The file has layout {found}, not {layout}.", NotADatabase);
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    private void Close()
    {
        foreach (var statement in statements.Values)
            statement.Dispose();
        statements.Clear();
        connection.Dispose();
    }

    private static void Delete(string path)
    {
        foreach (var file in new[] { path, path + "-wal", path + "-shm" })
            File.Delete(file);
    }
}
