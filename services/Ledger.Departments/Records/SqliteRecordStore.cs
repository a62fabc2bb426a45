using System.Collections.Concurrent;
using Ledger.Departments.Records.Rows;
using Ledger.V1;
using Microsoft.Data.Sqlite;

namespace Ledger.Departments.Records;

/// <summary>
/// The record store in one SQLite file: write-ahead log, synchronous=FULL, one writing connection with group commit, and
/// a pool of reading ones whose statements stay prepared.
/// </summary>
public sealed class SqliteRecordStore : IRecordStore
{
    /// <summary>Numbers made durable at a time; what is left of them at a stop is a gap.</summary>
    private const long NumberBlock = 4096;

    private const string NumberBound = "number-bound";
    private const string CleanMark = "clean-mark";

    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly SqliteWriter _writer;
    private readonly GroupCommit _commits;
    private readonly ConcurrentBag<SqliteReader> _readers = [];
    private readonly ConcurrentDictionary<long, OutcomeRow> _unwritten = new();
    private readonly ConcurrentDictionary<string, bool> _operators = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _allotting = new(1, 1);
    private readonly Lock _numbers = new();
    private long _next;
    private long _bound;
    private bool _disposed;

    private SqliteRecordStore(string path, SqliteConnection connection)
    {
        _path = path;
        _connection = connection;
        _writer = new(connection);
        using (var reader = OpenReader())
        {
            _bound = reader.ReadSetting(NumberBound);
            _next = _bound + 1;
        }

        _commits = new(_writer);
    }

    /// <summary>Opens the store, or makes it.</summary>
    /// <param name="path">Path of the SQLite file; its folder must exist.</param>
    /// <param name="maximumBytes">Largest size of the file; 0 = as large as the disk allows.</param>
    /// <exception cref="RecordStoreUnavailableException">The file cannot be opened, or has another layout.</exception>
    public static SqliteRecordStore Open(string path, long maximumBytes = 0)
    {
        SqliteConnection? connection = null;
        try
        {
            connection = Connect(path, SqliteOpenMode.ReadWriteCreate);
            var version = (long)Query(connection, "PRAGMA user_version")!;
            if (version == 0)
            {
                Query(connection, "PRAGMA journal_mode=WAL");
                Query(connection, $"BEGIN IMMEDIATE; {SqliteSchema.Tables} PRAGMA user_version={SqliteSchema.Version}; COMMIT");
            }
            else if (version != SqliteSchema.Version)
            {
                throw new RecordStoreUnavailableException($"The record store {path} has layout {version}; this program knows {SqliteSchema.Version}. | 记录库版本不符。");
            }

            Query(connection, "PRAGMA synchronous=FULL");
            if (maximumBytes > 0)
            {
                var page = (long)Query(connection, "PRAGMA page_size")!;
                Query(connection, $"PRAGMA max_page_count={maximumBytes / page}");
            }

            return new(path, connection);
        }
        catch (SqliteException e)
        {
            connection?.Dispose();
            throw new RecordStoreUnavailableException($"The record store {path} cannot be opened: {e.Message} | 无法打开记录库。", e);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<long> AllotNumberAsync(CancellationToken ct)
    {
        while (true)
        {
            lock (_numbers)
            {
                if (_next <= _bound)
                {
                    return _next++;
                }
            }

            await _allotting.WaitAsync(ct).ConfigureAwait(false);
            try
            {
                long bound;
                lock (_numbers)
                {
                    if (_next <= _bound)
                    {
                        continue;
                    }

                    bound = _next - 1 + NumberBlock;
                }

                await SetAsync(NumberBound, bound, ct).ConfigureAwait(false);
                lock (_numbers)
                {
                    _bound = Math.Max(_bound, bound);
                }
            }
            finally
            {
                _allotting.Release();
            }
        }
    }

    /// <inheritdoc/>
    public async Task SkipNumbersAsync(long number, CancellationToken ct)
    {
        await _allotting.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            lock (_numbers)
            {
                if (number < _next)
                {
                    return;
                }
            }

            await SetAsync(NumberBound, number, ct).ConfigureAwait(false);
            lock (_numbers)
            {
                _bound = Math.Max(_bound, number);
                _next = number + 1;
            }
        }
        finally
        {
            _allotting.Release();
        }
    }

    /// <inheritdoc/>
    public long ReadNumberBound()
    {
        lock (_numbers)
        {
            return _bound;
        }
    }

    /// <inheritdoc/>
    public Task AddAsync(NewRecord record, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(record);
        return _commits.RunAsync(
            writer =>
            {
                writer.Add(record);
                return true;
            },
            ct);
    }

    /// <inheritdoc/>
    public Task AddEnvelopeAsync(long number, StoredEnvelope envelope, CancellationToken ct)
        => _commits.RunAsync(
            writer =>
            {
                writer.AddEnvelope(number, envelope);
                return true;
            },
            ct);

    /// <inheritdoc/>
    public Task AddSubmissionAsync(byte[] requestIdHash, SubmissionRow submission, StoredEnvelope envelope, CancellationToken ct)
        => _commits.RunAsync(
            writer =>
            {
                writer.AddSubmission(requestIdHash, submission, envelope);
                return true;
            },
            ct);

    /// <inheritdoc/>
    public SubmissionRow? FindSubmission(byte[] requestIdHash) => Read(requestIdHash, static (reader, id) => reader.FindSubmission(id));

    /// <inheritdoc/>
    public void SetOutcome(long number, OutcomeRow outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        _unwritten[number] = outcome;
        _commits.Post(
            writer => writer.SetOutcome(number, outcome, IsOpen(outcome)),
            () => _unwritten.TryRemove(KeyValuePair.Create(number, outcome)));
    }

    /// <inheritdoc/>
    public async Task KeepOutcomeAsync(long number, OutcomeRow outcome, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        await _commits.RunAsync(
            writer =>
            {
                writer.SetOutcome(number, outcome, IsOpen(outcome));
                return true;
            },
            ct).ConfigureAwait(false);

        // What was set before was queued before: it is overtaken.
        _unwritten.TryRemove(number, out _);
    }

    /// <inheritdoc/>
    public StoredRecord? Find(long number)
    {
        // Before the row: an outcome leaves memory only after its commit, so it is seen in one place or the other.
        var unwritten = _unwritten.GetValueOrDefault(number);
        var record = Read(number, static (reader, n) => reader.Find(n));
        return record is not null && unwritten is not null ? record with { Outcome = unwritten } : record;
    }

    /// <inheritdoc/>
    public StoredRecord? FindByRequest(byte[] requestIdHash)
        => Read(requestIdHash, static (reader, id) => reader.FindByRequest(id)) is { } record ? Find(record.Number) : null;

    /// <inheritdoc/>
    public ContentRow? ReadContent(long number) => Read(number, static (reader, n) => reader.ReadContent(n));

    /// <inheritdoc/>
    public IReadOnlyList<StoredEnvelope> ReadEnvelopes(long number) => Read(number, static (reader, n) => reader.ReadEnvelopes(n));

    /// <inheritdoc/>
    public IReadOnlyList<StoredRecord> List(long after, string subject, int count)
        => Read((after, subject, count), static (reader, asked) => reader.ListNumbers(asked.after, asked.subject, asked.count))
            .ConvertAll(number => Find(number)
                ?? throw new RecordDamagedException(SqliteSchema.Records, $"{number}", "the index names it, the row is gone"));

    /// <inheritdoc/>
    public IReadOnlyList<long> ListOpen() => Read(0, static (reader, _) => reader.ListOpen());

    /// <inheritdoc/>
    public IReadOnlyList<long> ListNumbers(long after, int count)
        => Read((after, count), static (reader, asked) => reader.ListNumbers(asked.after, "", asked.count));

    /// <inheritdoc/>
    public void RememberOperator(byte[] fingerprint, byte[] certificate)
    {
        ArgumentNullException.ThrowIfNull(fingerprint);
        var name = Convert.ToHexString(fingerprint);
        if (!_operators.ContainsKey(name))
        {
            // Remembered once it is written: a commit that failed is made up for by the operator's next request.
            _commits.Post(writer => writer.AddOperator(fingerprint, certificate), () => _operators.TryAdd(name, true));
        }
    }

    /// <inheritdoc/>
    public byte[]? FindOperator(byte[] fingerprint) => Read(fingerprint, static (reader, f) => reader.FindOperator(f));

    /// <inheritdoc/>
    public Task<long> AddCheckAsync(CheckRow check, CancellationToken ct) => _commits.RunAsync(writer => writer.AddCheck(check), ct);

    /// <inheritdoc/>
    public IReadOnlyList<StoredCheck> ListChecks(long after, string unit, int count)
        => Read((after, unit, count), static (reader, asked) => reader.ListChecks(asked.after, asked.unit, asked.count));

    /// <inheritdoc/>
    public Task AddUseAsync(UseRow use, CancellationToken ct)
        => _commits.RunAsync(
            writer =>
            {
                writer.AddUse(use);
                return true;
            },
            ct);

    /// <inheritdoc/>
    public IReadOnlyList<(long Number, UseRow Row)> ListUses(long after, int count)
        => Read((after, count), static (reader, asked) => reader.ListUses(asked.after, asked.count));

    /// <inheritdoc/>
    public ulong ReadCleanMark() => (ulong)Read(CleanMark, static (reader, name) => reader.ReadSetting(name));

    /// <inheritdoc/>
    public Task SetCleanMarkAsync(ulong treeSize, CancellationToken ct) => SetAsync(CleanMark, checked((long)treeSize), ct);

    /// <summary>Writes out what is queued and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        await _commits.DisposeAsync().ConfigureAwait(false);
        while (_readers.TryTake(out var reader))
        {
            reader.Dispose();
        }

        _writer.Dispose();
        await _connection.DisposeAsync().ConfigureAwait(false);
        _allotting.Dispose();
    }

    private static bool IsOpen(OutcomeRow outcome) => outcome.State is RecordState.Prepared or RecordState.Pending or RecordState.Ordered;

    private Task<bool> SetAsync(string name, long value, CancellationToken ct)
        => _commits.RunAsync(
            writer =>
            {
                writer.SetSetting(name, value);
                return true;
            },
            ct);

    private T Read<TArgument, T>(TArgument argument, Func<SqliteReader, TArgument, T> read)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        try
        {
            var reader = _readers.TryTake(out var idle) ? idle : OpenReader();
            try
            {
                return read(reader, argument);
            }
            finally
            {
                _readers.Add(reader);
            }
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB)
        {
            throw new RecordDamagedException(_path, "?", e.Message);
        }
        catch (SqliteException e)
        {
            throw new RecordStoreUnavailableException($"The record store cannot be read (SQLite {e.SqliteExtendedErrorCode}: {e.Message}). | 无法读取记录库。", e);
        }
    }

    private SqliteReader OpenReader() => new(Connect(_path, SqliteOpenMode.ReadOnly));

    internal static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        // No pooling: the store keeps its connections itself, and a closed store must let go of its file.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static object? Query(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants and numbers only.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
