using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Ledger.Departments.Records;

/// <summary>A pool of reading connections whose statements stay prepared.</summary>
internal sealed class SqliteReaders(string path, RecordWrapping wrapping) : IDisposable
{
    private readonly ConcurrentBag<SqliteReader> _idle = [];
    private volatile bool _disposed;

    /// <summary>Reads on a connection that is not in use.</summary>
    /// <exception cref="RecordDamagedException">A row or the file is damaged.</exception>
    /// <exception cref="RecordStoreUnavailableException">The file cannot be read.</exception>
    public T Read<TArgument, T>(TArgument argument, Func<SqliteReader, TArgument, T> read)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        try
        {
            var reader = _idle.TryTake(out var idle) ? idle : new(SqliteConnections.Open(path, SqliteOpenMode.ReadOnly), wrapping);
            try
            {
                return read(reader, argument);
            }
            finally
            {
                _idle.Add(reader);
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
        _disposed = true;
        while (_idle.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }
}
