using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Ledger.Departments;

/// <summary>A pool of reading connections whose statements stay prepared.</summary>
internal sealed class SqliteReaders(string path, RecordWrapping wrapping) : IDisposable
{
    private readonly ConcurrentBag<SqliteReader> idle = [];
    private volatile bool disposed;

    /// <summary>Reads on a connection that is not in use.</summary>
    /// <exception cref="RecordDamagedException">A row or the file is damaged.</exception>
    /// <exception cref="RecordStoreUnavailableException">The file cannot be read.</exception>
    public T Read<TArgument, T>(TArgument argument, Func<SqliteReader, TArgument, T> read)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        try
        {
            var reader = this.idle.TryTake(out var idle) ? idle : new(SqliteConnections.Open(path, SqliteOpenMode.ReadOnly), wrapping);
            try
            {
                return read(reader, argument);
            }
            finally
            {
                this.idle.Add(reader);
            }
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB)
        {
            throw new RecordDamagedException(path, "?", e.Message);
        }
        catch (SqliteException e)
        {
            throw new RecordStoreUnavailableException($"The record store cannot be read (SQLite {e.SqliteExtendedErrorCode}: {e.Message}). | 无法读取记录库。", e);
        }
        catch (Exception e) when (RowFaults.IsUnreadable(e))
        {
            throw new RecordDamagedException(path, "?", e.Message);
        }
    }

    public void Dispose()
    {
        disposed = true;
        while (idle.TryTake(out var reader))
            reader.Dispose();
    }
}
