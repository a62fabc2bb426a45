using System.Collections.Concurrent;
using Ledger.Departments.Records.Rows;
using Ledger.V1;
using Microsoft.Data.Sqlite;

namespace Ledger.Departments;

/// <summary>
/// The record store in one SQLite file: write-ahead log, synchronous=FULL, one writing connection with group commit, and
/// a pool of reading ones. Beside it stand its anchor and its keys (<see cref="RecordStoreFiles"/>).
/// </summary>
public sealed class SqliteRecordStore : IRecordStore
{
    private const string NumberBound = "number-bound";
    private const string CleanMark = "clean-mark";

    private readonly RecordStoreFiles files;
    private readonly RecordAnchor anchor;
    private readonly SaltKeyFile keys;
    private readonly GroupCommit commits;
    private readonly SqliteReaders readers;
    private readonly NumberAllotment numbers;
    private readonly ConcurrentDictionary<long, OutcomeRow> unwritten = new();
    private readonly ConcurrentDictionary<string, bool> operators = new(StringComparer.Ordinal);
    private bool disposed;

    private SqliteRecordStore(RecordStoreFiles files, RecordAnchor anchor, SaltKeyFile keys, SqliteSession session,
        Func<SqliteSession> reopen, TimeProvider time, List<string> notes)
    {
        (this.files, this.anchor, this.keys, OpeningNotes) = (files, anchor, keys, notes);
        readers = new(files.Database, new(keys));
        commits = new(session, reopen, time);
        numbers = new(readers.Read(NumberBound, static (reader, name) => reader.ReadSetting(name)), (bound, ct) => SetAsync(NumberBound, bound, ct));
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> OpeningNotes { get; }

    /// <summary>Days for which verdicts are kept; older ones go with the first verdict of a day.</summary>
    public int VerdictDays { get; private init; }

    /// <inheritdoc/>
    public string? Outage => commits.Fault?.Message;

    /// <summary>Opens the store, or makes it; compares it with its anchor.</summary>
    /// <param name="path">Path of the SQLite file; its folder must exist.</param>
    /// <param name="maximumBytes">Largest size of the file; 0 = as large as the disk allows.</param>
    /// <param name="time">Measures delays; null = the system's clock.</param>
    /// <param name="verdictDays">Days for which verdicts are kept; null = as usual.</param>
    /// <exception cref="RecordDamagedException">A file is missing, or holds less than was durable.</exception>
    /// <exception cref="RecordStoreUnavailableException">A file cannot be opened, or has another layout.</exception>
    public static SqliteRecordStore Open(string path, long maximumBytes = 0, TimeProvider? time = null, int? verdictDays = null)
        => Open(path, maximumBytes, time, null, verdictDays);

    internal static SqliteRecordStore Open(string path, long maximumBytes, TimeProvider? time, Action<RecordPoint>? probe, int? verdictDays = null)
    {
        var files = new RecordStoreFiles(path);
        RecordAnchor? anchor = null;
        SaltKeyFile? keys = null;
        try
        {
            (anchor, keys) = RecordStoreFounding.Open(files, probe);
            var notes = Notes(files, anchor);
            var (opened, wrapping) = (anchor, new RecordWrapping(keys));
            SqliteSession Open(List<string> told) => SqliteSession.Open(files, opened, wrapping, maximumBytes, probe, told);
            return new(files, anchor, keys, Open(notes), () => Reopen(Open), time ?? TimeProvider.System, notes)
            {
                VerdictDays = verdictDays ?? new DepartmentLimits().VerdictDays,
            };
        }
        catch (Exception e)
        {
            keys?.Dispose();
            anchor?.Dispose();
            throw e switch
            {
                SqliteException => new RecordStoreUnavailableException($"The record store {path} cannot be opened: {e.Message} | 无法打开记录库。", e),
                UnauthorizedAccessException or (IOException and not RecordStoreUnavailableException)
                    => new RecordStoreUnavailableException($"The record store {path} cannot be opened: {e.Message} | 无法打开记录库。", e),
                _ => e,
            };
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> AllotNumberAsync(CancellationToken ct) => numbers.TakeAsync(ct);

    /// <inheritdoc/>
    public Task SkipNumbersAsync(long number, CancellationToken ct) => numbers.SkipAsync(number, ct);

    /// <inheritdoc/>
    public long ReadNumberBound() => numbers.Bound;

    /// <inheritdoc/>
    public Task AddAsync(NewRecord record, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(record);
        return commits.RunAsync(
            writer =>
            {
                writer.Add(record);
                return true;
            },
            ct);
    }

    /// <inheritdoc/>
    public Task AddEnvelopeAsync(long number, StoredEnvelope envelope, CancellationToken ct)
        => commits.RunAsync(
            writer =>
            {
                writer.AddEnvelope(number, envelope);
                return true;
            },
            ct);

    /// <inheritdoc/>
    public Task AddSubmissionAsync(byte[] requestIdHash, SubmissionRow submission, StoredEnvelope envelope, CancellationToken ct)
        => commits.RunAsync(
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
        unwritten[number] = outcome;
        commits.Post(
            writer => writer.SetOutcome(number, outcome, IsOpen(outcome)),
            () => unwritten.TryRemove(KeyValuePair.Create(number, outcome)));
    }

    /// <inheritdoc/>
    public async Task KeepOutcomeAsync(long number, OutcomeRow outcome, VerdictRow? verdict, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        await commits.RunAsync(
            writer =>
            {
                writer.SetOutcome(number, outcome, IsOpen(outcome));
                if (verdict is not null)
                    writer.AddVerdict(verdict, VerdictDays);

                return true;
            },
            ct);

        // What was set before was queued before: it is overtaken.
        unwritten.TryRemove(number, out _);
    }

    /// <inheritdoc/>
    public void KeepVerdict(VerdictRow verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        commits.Post(writer => writer.AddVerdict(verdict, VerdictDays), static () => { }, synced: true);
    }

    /// <inheritdoc/>
    public IReadOnlyList<StoredVerdict> ListVerdicts(VerdictFilter filter, long before, int count)
        => Read((filter, before, count), static (reader, asked) => reader.ListVerdicts(asked.filter, asked.before, asked.count));

    /// <inheritdoc/>
    public IReadOnlyList<VerdictCount> CountVerdicts(VerdictFilter filter, IReadOnlyList<VerdictKey> by, int count)
        => Read((filter, by, count), static (reader, asked) => reader.CountVerdicts(asked.filter, asked.by, asked.count));

    /// <inheritdoc/>
    public StoredRecord? Find(long number)
    {
        // Before the row: an outcome leaves memory only after its commit, so it is seen in one place or the other.
        var unwritten = this.unwritten.GetValueOrDefault(number);
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
    public IReadOnlyList<long> ListNewest(int count) => Read(count, static (reader, asked) => reader.ListNewest(asked));

    /// <inheritdoc/>
    public void RememberOperator(byte[] fingerprint, byte[] certificate)
    {
        ArgumentNullException.ThrowIfNull(fingerprint);
        var name = Convert.ToHexString(fingerprint);
        if (!operators.ContainsKey(name))
        {
            // Remembered once it is written: a commit that failed is made up for by the operator's next request.
            commits.Post(writer => writer.AddOperator(fingerprint, certificate), () => operators.TryAdd(name, true));
        }
    }

    /// <inheritdoc/>
    public byte[]? FindOperator(byte[] fingerprint) => Read(fingerprint, static (reader, f) => reader.FindOperator(f));

    /// <inheritdoc/>
    public IReadOnlyList<byte[]> ListOperators() => Read(0, static (reader, _) => reader.ListOperators());

    /// <inheritdoc/>
    public Task<long> AddCheckAsync(CheckRow check, CancellationToken ct) => commits.RunAsync(writer => writer.AddCheck(check), ct);

    /// <inheritdoc/>
    public IReadOnlyList<StoredCheck> ListChecks(long after, string unit, int count)
        => Read((after, unit, count), static (reader, asked) => reader.ListChecks(asked.after, asked.unit, asked.count));

    /// <inheritdoc/>
    public Task AddUseAsync(UseRow use, CancellationToken ct)
        => commits.RunAsync(
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

    /// <inheritdoc/>
    public Task<bool> EraseAsync(long number, CancellationToken ct) => commits.RunAsync(writer => writer.Erase(number), ct);

    /// <inheritdoc/>
    public long BackUp(string path, bool withKeys)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        try
        {
            return RecordStoreBackup.Write(files, new(path), anchor.State.KeysId, () => keys.Count, withKeys);
        }
        catch (SqliteException e)
        {
            throw new RecordStoreUnavailableException($"The record store {files.Database} cannot be copied to {path}: {e.Message} | 无法复制记录库。", e);
        }
    }

    /// <inheritdoc/>
    public string? FindKeyDamage(CancellationToken ct)
    {
        var damaged = keys.FindDamage(anchor.State.Keys, ct).ToList();
        return damaged.Count == 0
            ? null
            : $"{files.Keys}: {damaged.Count} keys are damaged, the first is number {damaged[0]}: what they wrap cannot be read. Restore the file from its backup. | 密钥文件中有 {damaged.Count} 个密钥损坏，其内容无法读取；请从备份恢复该文件。";
    }

    /// <inheritdoc/>
    public async Task<bool> LapseAsync(long number, CancellationToken ct)
    {
        var lapsed = await commits.RunAsync(writer => writer.Lapse(number), ct);
        if (lapsed)
            unwritten.TryRemove(number, out _);

        return lapsed;
    }

    /// <summary>Writes out what is queued and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (disposed)
            return;

        disposed = true;
        readers.Dispose();
        await commits.DisposeAsync();
        numbers.Dispose();
        keys.Dispose();
        anchor.Dispose();
    }

    private static SqliteSession Reopen(Func<List<string>, SqliteSession> open)
    {
        var session = open([]);
        try
        {
            // A sync that failed once says nothing about what it was to write: all of it is written again, into the database.
            // A reader that stands in the way is done with soon; till then the store is tried again.
            return session.FoldIn(synced: false)
                ? session
                : throw new RecordStoreUnavailableException("The record store's log is being read and could not be written again. | 记录库日志正被读取，暂不能重新写入。");
        }
        catch
        {
            session.Close(clean: false);
            throw;
        }
    }

    private static List<string> Notes(RecordStoreFiles files, RecordAnchor anchor) => anchor.HasBadSlot
        ? [$"{files.Anchor}: one of two slots is unreadable, torn by a crash or damaged; the other one is relied on. | 锚文件两份内容之一不可读，以另一份为准。"]
        : [];

    private static bool IsOpen(OutcomeRow outcome) => outcome.State is RecordState.Prepared or RecordState.Pending or RecordState.Ordered;

    private Task<bool> SetAsync(string name, long value, CancellationToken ct)
        => commits.RunAsync(
            writer =>
            {
                writer.SetSetting(name, value);
                return true;
            },
            ct);

    private T Read<TArgument, T>(TArgument argument, Func<SqliteReader, TArgument, T> read)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        return readers.Read(argument, read);
    }
}
