using System.Globalization;
using Google.Protobuf;
using Ledger.Departments.Records.Rows;
using Microsoft.Data.Sqlite;

namespace Ledger.Departments;

/// <summary>
/// Compares what SQLite shows with the anchor: the newest commit at every start, every row when asked to, or when the log is
/// not as it was left.
/// </summary>
internal sealed class RecordStoreCheck
{
    /// <summary>Damaged rows that are named one by one; more are only counted.</summary>
    private const int Named = 1000;

    private readonly SqliteConnection connection;
    private readonly RecordWrapping? wrapping;
    private readonly IReadOnlyList<(RecordKind Kind, string Query, string Table)> tables;
    private readonly CancellationToken ct;
    private readonly List<RecordDamagedException> damage = [];
    private readonly Dictionary<RecordKind, long> rows = [];
    private long unnamed;

    private RecordStoreCheck(SqliteConnection connection, RecordWrapping? wrapping, CancellationToken ct)
        => (this.connection, this.wrapping, this.ct, tables) = (connection, wrapping, ct, RecordTables.Of(connection));

    /// <summary>The chain as the file has it.</summary>
    public static RecordChain ReadHead(SqliteConnection connection)
    {
        using var statement = new SqliteStatement(connection, "SELECT number, link FROM commits ORDER BY number DESC LIMIT 1");
        using var row = statement.Read();
        return row.Read() ? new(row.GetInt64(0), row.GetFieldValue<byte[]>(1)) : new(0, new byte[RecordChain.LinkSize]);
    }

    /// <summary>What is wrong with the log; null when it is as the anchor says it was left, or may have become since.</summary>
    public static LogComparison? CompareLog(RecordStoreFiles files, AnchorState anchor)
    {
        if (anchor.Log is not { } wanted)
            return null;

        var found = SqliteLog.Compare(files.Log, wanted);
        // What the log held is in the database file, and what came since was never answered for.
        return found.State == LogState.Reached || (anchor.Folded && found.State is LogState.Absent or LogState.BegunAnew) ? null : found;
    }

    /// <summary>Compares a store at its start.</summary>
    /// <returns>What is worth a line in the log; null for nothing.</returns>
    /// <exception cref="RecordDamagedException">It lacks what was durable.</exception>
    public static string? Compare(SqliteConnection connection, RecordStoreFiles files, AnchorState anchor, RecordWrapping wrapping)
    {
        var log = CompareLog(files, anchor);
        var head = ReadHead(connection);
        if (anchor.Commit > 0 && (head.Number < anchor.Commit || !IsLink(connection, anchor)))
            throw Lost(files, anchor, head.Number, log);

        if (log is null)
            return null;

        // A log begun anew since, or one that is not as it was left: what it held may be in the file all the same.
        var check = new RecordStoreCheck(connection, wrapping, CancellationToken.None);
        check.Run(anchor, wrapping.Keys);
        return check.damage.Count == 0
            ? $"{files.Log}: {log.Fault}. Every record was compared with the chain, none is lost. | 预写日志与上次不同；已逐条核对，记录无缺失。"
            : throw Lost(files, anchor, head.Number, log, check.damage[0]);
    }

    /// <summary>Reads every row, the chain over them, and every key.</summary>
    /// <param name="connection">A connection to the store, or to a copy.</param>
    /// <param name="anchor">Its anchor; null of a store of the layout before.</param>
    /// <param name="keys">Its keys; null of a store of the layout before.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>Rows read, and the damage.</returns>
    public static (long Rows, List<RecordDamagedException> Damage) Run(
        SqliteConnection connection, AnchorState? anchor, SaltKeyFile? keys, CancellationToken ct)
    {
        var check = new RecordStoreCheck(connection, keys is null ? null : new RecordWrapping(keys), ct);
        check.Run(anchor, keys);
        return (check.rows.Values.Sum(), check.damage);
    }

    /// <summary>That a store holds less than was durable.</summary>
    public static RecordDamagedException Lost(
        RecordStoreFiles files, AnchorState anchor, long head, LogComparison? log, RecordDamagedException? first = null)
    {
        var file = log is null ? files.Database : files.Log;
        var what = log is null ? "" : $"{log.Fault}; ";
        var more = first is null ? "" : $" ({first.Message})";
        return RecordDamagedException.OfFile(
            file,
            string.Create(CultureInfo.InvariantCulture, $"{what}已持久到第 {anchor.Commit} 次提交，文件只到第 {head} 次或与其不符，记录有缺失；文件保持原样，请从备份恢复整个记录库，再与账本核对"),
            string.Create(CultureInfo.InvariantCulture,
                $"{what}commits up to {anchor.Commit} were durable, the file holds {head} or others: records are lost{more}. The files are left as they are; restore the whole record store from its backup, then compare it with the ledger"));
    }

    private static bool IsLink(SqliteConnection connection, AnchorState anchor)
    {
        using var statement = new SqliteStatement(connection, "SELECT link FROM commits WHERE number = $n", "$n");
        return statement.Scalar(anchor.Commit) is byte[] link && link.AsSpan().SequenceEqual(anchor.Link);
    }

    private void Run(AnchorState? anchor, SaltKeyFile? keys)
    {
        foreach (var (kind, query, table) in tables)
            Guard(table, () => ReadTable(kind, query, table));

        if (anchor is not null)
            Guard("commits", () => ReadChain(anchor));

        if (keys is not null)
        {
            foreach (var slot in keys.FindDamage(anchor?.Keys ?? 0, ct))
                Guard("keys", () => keys.Read(slot));
        }

        Guard("sqlite", () =>
        {
            using var structure = new SqliteStatement(connection, "PRAGMA integrity_check(1)");
            if (structure.Scalar() as string is { } verdict and not "ok")
                Add(new("sqlite", "-", verdict));
        });
        if (unnamed > 0)
            damage.Add(new("all", "-", $"{unnamed} more are damaged"));
    }

    private void ReadTable(RecordKind kind, string query, string table)
    {
        using var statement = new SqliteStatement(connection, query);
        using var row = statement.Read();
        while (row.Read())
        {
            ct.ThrowIfCancellationRequested();
            rows[kind] = rows.GetValueOrDefault(kind) + 1;
            var name = Convert.ToString(row.GetValue(0), CultureInfo.InvariantCulture) ?? "?";
            Guard(table, name, () =>
            {
                var computed = RecordTables.ComputeHash(kind, table, row);
                if (!computed.AsSpan().SequenceEqual(row.GetFieldValue<byte[]>(RecordTables.HashColumn)))
                {
                    Add(new(table, name, $"its content hashes to {Convert.ToHexStringLower(computed)[..16]}…, the row says otherwise"));
                }
                else
                {
                    Unwrap(kind, table, row);
                }
            });
        }
    }

    private void Unwrap(RecordKind kind, string table, SqliteDataReader row)
    {
        if (wrapping is null || kind is not (RecordKind.Content or RecordKind.Check or RecordKind.Submission))
            return;

        var key = RecordTables.KeyOf(kind, row);
        var body = row.GetFieldValue<byte[]>(3);
        var wrapped = kind == RecordKind.Submission ? SubmissionRow.Parser.ParseFrom(body).Wrapped.ToByteArray() : body;
        if (wrapped.Length > 0 || kind != RecordKind.Submission)
            wrapping.Unwrap(table, key, wrapped);
    }

    /// <summary>Follows the chain: every row that it names is there with the hash it names, and no others are.</summary>
    private void ReadChain(AnchorState anchor)
    {
        var newest = new Dictionary<(RecordKind Kind, string Key), (byte[] Key, byte[] Hash)>();
        var counts = new Dictionary<RecordKind, long>();
        var missing = new Missing();
        var lookups = tables.ToDictionary(table => table.Kind, table => new SqliteStatement(connection, RecordTables.HashQuery(table.Kind), "$k"));
        var (number, link) = (0L, new byte[RecordChain.LinkSize]);
        try
        {
            using var statement = new SqliteStatement(connection, "SELECT number, headers, link FROM commits ORDER BY number");
            using var row = statement.Read();
            while (row.Read())
            {
                ct.ThrowIfCancellationRequested();
                var headers = row.GetFieldValue<byte[]>(1);
                link = RecordChain.LinkOf(link, ++number, headers);
                if (row.GetInt64(0) != number || !link.AsSpan().SequenceEqual(row.GetFieldValue<byte[]>(2)) || RecordChain.Read(headers) is not { } read)
                {
                    Add(new("commits", $"{number}", "the chain of records does not go on from the commit before"));
                    return;
                }

                if (number == anchor.Commit && !link.AsSpan().SequenceEqual(anchor.Link))
                    Add(new("commits", $"{number}", "the chain of records is another one than the anchor's"));

                foreach (var (kind, key, hash) in read)
                {
                    if (kind == RecordKind.Erasure)
                    {
                        missing.Erased.Add(System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(key));
                    }
                    else if (kind == RecordKind.VerdictsDropped)
                    {
                        missing.DroppedVerdicts = Math.Max(missing.DroppedVerdicts, System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(key));
                    }
                    else if (kind is RecordKind.Outcome or RecordKind.Setting)
                    {
                        newest[(kind, Convert.ToHexString(key))] = (key, hash);
                    }
                    else
                    {
                        counts[kind] = counts.GetValueOrDefault(kind) + 1;
                        Compare(lookups[kind], kind, key, hash, missing);
                    }
                }
            }

            foreach (var ((kind, _), (key, hash)) in newest)
            {
                counts[kind] = counts.GetValueOrDefault(kind) + 1;
                Compare(lookups[kind], kind, key, hash, missing);
            }
        }
        finally
        {
            foreach (var lookup in lookups.Values)
                lookup.Dispose();
        }

        if (number < anchor.Commit)
            Add(new("commits", $"{anchor.Commit}", $"the chain of records ends at commit {number}, {anchor.Commit} were durable: what came after is lost"));

        foreach (var content in missing.Contents.Where(content => !missing.Erased.Contains(content)))
            Add(new(SqliteSchema.Contents, $"{content}", "the chain names it, the row is gone"));

        foreach (var verdict in missing.Verdicts.Where(verdict => verdict > missing.DroppedVerdicts))
            Add(new(SqliteSchema.Verdicts, $"{verdict}", "the chain names it, the row is gone"));

        counts[RecordKind.Content] = counts.GetValueOrDefault(RecordKind.Content) - missing.Contents.Count;
        counts[RecordKind.Verdict] = counts.GetValueOrDefault(RecordKind.Verdict) - missing.Verdicts.Count;
        foreach (var (kind, _, table) in tables)
        {
            if (rows.GetValueOrDefault(kind) > counts.GetValueOrDefault(kind))
                Add(new(table, "-", $"it has {rows.GetValueOrDefault(kind)} rows, the chain names {counts.GetValueOrDefault(kind)}"));
        }
    }

    private void Compare(SqliteStatement lookup, RecordKind kind, byte[] key, byte[] hash, Missing missing)
    {
        var table = RecordTables.TableOf(kind);
        var name = RecordTables.Name(kind, key);
        Guard(table, name, () =>
        {
            var held = lookup.Scalar(RecordTables.ToParameter(kind, key)) as byte[];
            if (held is null && kind is (RecordKind.Content or RecordKind.Verdict))
            {
                (kind == RecordKind.Content ? missing.Contents : missing.Verdicts).Add(System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(key));
            }
            else if (held is null)
            {
                Add(new(table, name, "the chain names it, the row is gone"));
            }
            else if (!held.AsSpan().SequenceEqual(hash) && damage.All(d => d.Table != table || d.Row != name))
            {
                Add(new(table, name, "the chain names another hash: the row was changed with its hash, or is an older one"));
            }
        });
    }

    private void Guard(string table, Action read) => Guard(table, "-", read);

    /// <summary>Whatever damaged bytes make of a read is damage, not a fault of this program.</summary>
    private void Guard(string table, string row, Action read)
    {
        try
        {
            read();
        }
        catch (RecordDamagedException e)
        {
            Add(e);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_ERROR)
        {
            Add(new(table, row, e.Message));
        }
        catch (Exception e) when (RowFaults.IsUnreadable(e))
        {
            Add(new(table, row, $"a column is not of its kind ({e.Message})"));
        }
    }

    private void Add(RecordDamagedException damage)
    {
        if (this.damage.Count < Named)
        {
            this.damage.Add(damage);
        }
        else
        {
            unnamed++;
        }
    }

    /// <summary>Rows that the chain names and the tables lack, and what it says of that.</summary>
    private sealed class Missing
    {
        public HashSet<long> Contents { get; } = [];

        public HashSet<long> Verdicts { get; } = [];

        public HashSet<long> Erased { get; } = [];

        public long DroppedVerdicts { get; set; }
    }
}
