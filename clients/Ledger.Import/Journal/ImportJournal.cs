using System.Globalization;
using System.Text.Json;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;
using Ledger.Verifier;
using Microsoft.Data.Sqlite;

namespace Ledger.Import;

/// <summary>
/// What a network's imports have done, beside the network's data: codes allotted, every row with its state, the titles as the
/// import left them, and every signed request that is not answered yet. A request is kept durably before it is sent; what its
/// answer means for the rows is kept with it and applied in one transaction with the receipt. So an import that was killed
/// sends the open requests again, with the same bytes, and goes on: nothing happens twice.
/// </summary>
/// <remarks>Safe for use by several threads of one process; a second process is kept out.</remarks>
internal sealed partial class ImportJournal : IDisposable
{
    private const int PageOfDeals = 500;

    /// <summary>Layout of the tables, as SQLite keeps it.</summary>
    private const int Layout = 2;

    private const string Schema = """
        CREATE TABLE IF NOT EXISTS imports (id INTEGER PRIMARY KEY, format TEXT NOT NULL, fingerprint BLOB NOT NULL UNIQUE, source TEXT NOT NULL, planned INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS parcels (identity TEXT PRIMARY KEY, code TEXT NOT NULL, units INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS units (identity TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS deals (import INTEGER NOT NULL, row INTEGER NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL, source TEXT NOT NULL, date INTEGER NOT NULL,
            state INTEGER NOT NULL, progress INTEGER NOT NULL, plan TEXT, PRIMARY KEY (import, row)) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS open_deals ON deals (import, date, row) WHERE state = 0;
        CREATE TABLE IF NOT EXISTS reasons (import INTEGER NOT NULL, row INTEGER NOT NULL, place INTEGER NOT NULL, step TEXT NOT NULL, rule TEXT NOT NULL,
            name_zh TEXT NOT NULL, name_en TEXT NOT NULL, text_zh TEXT NOT NULL, text_en TEXT NOT NULL, PRIMARY KEY (import, row, place)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS notices (import INTEGER NOT NULL, rule TEXT NOT NULL, acknowledged INTEGER NOT NULL, name_zh TEXT NOT NULL, name_en TEXT NOT NULL,
            count INTEGER NOT NULL, PRIMARY KEY (import, rule, acknowledged)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS sources (format TEXT NOT NULL, id TEXT NOT NULL, import INTEGER NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (format, id)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS files (import INTEGER NOT NULL, place INTEGER NOT NULL, name TEXT NOT NULL, lines INTEGER NOT NULL, names INTEGER NOT NULL,
            blank INTEGER NOT NULL, rows INTEGER NOT NULL, unclaimed INTEGER NOT NULL, PRIMARY KEY (import, place)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS changes (import INTEGER NOT NULL, row INTEGER NOT NULL, kind INTEGER NOT NULL, old_import INTEGER NOT NULL, old_row INTEGER NOT NULL,
            stage INTEGER NOT NULL, PRIMARY KEY (import, row)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS former (import INTEGER NOT NULL, row INTEGER NOT NULL, unit TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (import, row, unit)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS titles (unit TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS calls (place INTEGER PRIMARY KEY AUTOINCREMENT, id BLOB NOT NULL UNIQUE, import INTEGER NOT NULL, department TEXT NOT NULL,
            method TEXT NOT NULL, bytes BLOB NOT NULL, signature BLOB NOT NULL, operator BLOB NOT NULL, hash BLOB NOT NULL, effects TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS receipts (leaf BLOB PRIMARY KEY, import INTEGER NOT NULL, place INTEGER NOT NULL, record TEXT NOT NULL, acts INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS checkpoints (origin TEXT PRIMARY KEY, note TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS alarms (origin TEXT NOT NULL, time INTEGER NOT NULL, code TEXT NOT NULL, seen TEXT NOT NULL, shown TEXT NOT NULL);
        """;

    private readonly Lock gate = new();
    private readonly SqliteConnection connection;
    private readonly FileStream held;
    private bool together;
    private readonly Dictionary<string, SqliteCommand> prepared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Import, IReadOnlyList<StepEffect> Effects)> announced = new(StringComparer.Ordinal);

    private ImportJournal(SqliteConnection connection, FileStream held) => (this.connection, this.held) = (connection, held);

    /// <summary>Opens a journal, or begins one.</summary>
    /// <param name="file">Its file; the folder is made.</param>
    /// <exception cref="ImportException">Another import uses it, an earlier program made it, or it is damaged.</exception>
    public static ImportJournal Open(string file)
    {
        FileStream? alone = null;
        SqliteConnection? opened = null;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            alone = new FileStream(file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            opened = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
            opened.Open();
            var journal = new ImportJournal(opened, alone);
            journal.Execute("PRAGMA journal_mode = WAL");
            journal.RequireLayout(file);
            journal.Execute(Schema);
            return journal;
        }
        catch (ImportException)
        {
            opened?.Dispose();
            alone?.Dispose();
            throw;
        }
        catch (Exception e) when (e is IOException or SqliteException or UnauthorizedAccessException)
        {
            opened?.Dispose();
            alone?.Dispose();
            throw new ImportException(new(
                $"导入日志{file}无法打开（可能另一导入正在运行）：{e.Message}", $"the import journal {file} cannot be opened, perhaps another import runs: {e.Message}"), e);
        }
    }

    /// <summary>A journal that an earlier program wrote lacks what is asked of it now.</summary>
    private void RequireLayout(string file)
    {
        if (Number("SELECT COUNT(*) FROM sqlite_master WHERE name = 'deals'") > 0 && Number("PRAGMA user_version") != Layout)
        {
            throw new ImportException(new(
                $"导入日志{file}由较早版本的程序建立，本程序无法续用；请新建网络（--dir）后重新导入",
                $"the import journal {file} was made by an earlier program and cannot be gone on with; make another network (--dir) and import again"));
        }

        Execute($"PRAGMA user_version = {Layout}");
    }

    /// <summary>The import of a file: the one begun before, recognised by the file's hash, or a new one with a range of its own.</summary>
    /// <param name="format">Name of the format.</param>
    /// <param name="fingerprint">SHA-256 of every file that is read.</param>
    /// <param name="source">The main file, for people.</param>
    /// <returns>Range, and whether its rows are planned.</returns>
    /// <exception cref="ImportException">Every range is used.</exception>
    public (ImportRange Range, bool Planned) OpenImport(string format, byte[] fingerprint, string source)
    {
        lock (gate)
        {
            using (var reader = Query("SELECT id, planned FROM imports WHERE fingerprint = $1", fingerprint).ExecuteReader())
            {
                if (reader.Read())
                    return (new ImportRange(reader.GetInt32(0)), reader.GetBoolean(1));
            }

            var next = Number("SELECT COUNT(*) FROM imports");
            if (next >= ImportRange.Ranges)
            {
                throw new ImportException(new(
                    $"本网络已有{next}次导入，编号区段已用尽；请新建网络（--dir）",
                    $"this network holds {next} imports and has no range of numbers left; make another network (--dir)"));
            }

            Execute("INSERT INTO imports VALUES ($1, $2, $3, $4, 0)", next, format, fingerprint, source);
            return (new ImportRange(next), false);
        }
    }

    /// <summary>Does several things at once: all of them, or none; within others, together with those.</summary>
    public void Together(Action work)
    {
        lock (gate)
        {
            if (together)
            {
                work();
                return;
            }

            together = true;
            Execute("BEGIN IMMEDIATE");
            try
            {
                work();
                Execute("COMMIT");
            }
            catch
            {
                Execute("ROLLBACK");
                throw;
            }
            finally
            {
                together = false;
            }
        }
    }

    /// <summary>Code of a parcel; null when the identity is new.</summary>
    public string? FindParcel(string identity) => Text("SELECT code FROM parcels WHERE identity = $1", identity);

    /// <summary>Parcels allotted so far.</summary>
    public int CountParcels() => Number("SELECT COUNT(*) FROM parcels");

    /// <summary>Keeps a parcel's code.</summary>
    public void AddParcel(string identity, string code) => Locked("INSERT INTO parcels VALUES ($1, $2, 0)", identity, code);

    /// <summary>The next number of a unit on a parcel, from 0.</summary>
    public int TakeUnitNumber(string parcelIdentity)
        => Number("UPDATE parcels SET units = units + 1 WHERE identity = $1 RETURNING units - 1", parcelIdentity);

    /// <summary>Code of a unit; null when the identity is new.</summary>
    public string? FindUnit(string identity) => Text("SELECT code FROM units WHERE identity = $1", identity);

    /// <summary>Keeps a unit's code.</summary>
    public void AddUnit(string identity, string code) => Locked("INSERT INTO units VALUES ($1, $2)", identity, code);

    /// <summary>Keeps a row that is to become a case.</summary>
    public void AddDeal(ImportRange import, string file, int line, PlannedDeal deal)
        => Locked(
            "INSERT INTO deals VALUES ($1, $2, $3, $4, $5, $6, 0, 0, $7)",
            import.Number, deal.Row, file, line, deal.Id, deal.Date, JsonSerializer.Serialize(deal));

    /// <summary>Keeps a row that cannot be read.</summary>
    public void AddUnreadable(ImportRange import, int row, SourceRow source, RowFault fault)
    {
        Locked(
            "INSERT INTO deals VALUES ($1, $2, $3, $4, $5, 0, $6, 0, NULL)", import.Number, row, source.File, source.Line, source.Id,
            (int)RowState.Unreadable);
        AddReason(import, row, 0, "READ", new("", new("无法读取", "unreadable"),
            new($"{fault.File}第{fault.Line}行：{fault.Reason.Chinese}", $"{fault.File}, line {fault.Line}: {fault.Reason.English}")));
    }

    /// <summary>Every row of the file is kept.</summary>
    public void FinishPlan(ImportRange import) => Locked("UPDATE imports SET planned = 1 WHERE id = $1", import.Number);

    /// <summary>Rows whose case is not over, by date and then by their order in the file; read in pages while others are worked on.</summary>
    public IEnumerable<OpenDeal> OpenDeals(ImportRange import)
    {
        var (date, row) = (-1L, -1);
        while (true)
        {
            var page = new List<OpenDeal>();
            lock (gate)
            {
                using var reader = Query(
                    "SELECT plan, progress, EXISTS (SELECT 1 FROM reasons r WHERE r.import = d.import AND r.row = d.row), date, row FROM deals d "
                    + "WHERE import = $1 AND state = 0 AND (date, row) > ($2, $3) ORDER BY date, row LIMIT $4",
                    import.Number, date, row, PageOfDeals).ExecuteReader();
                while (reader.Read())
                {
                    page.Add(
                        new OpenDeal(JsonSerializer.Deserialize<PlannedDeal>(reader.GetString(0))!, (DealProgress)reader.GetInt32(1), reader.GetBoolean(2)));
                    (date, row) = (reader.GetInt64(3), reader.GetInt32(4));
                }
            }

            if (page.Count == 0)
                yield break;
            foreach (var deal in page)
                yield return deal;
        }
    }

    /// <summary>The title of a unit as the import left it; null when the ledger does not know the unit.</summary>
    public HeldTitle? FindTitle(string unit)
        => Text("SELECT body FROM titles WHERE unit = $1", unit) is { } body ? JsonSerializer.Deserialize<HeldTitle>(body) : null;

    /// <summary>Says what a request will mean when it is recorded; to be called before it is sent.</summary>
    public void Announce(ImportRange import, byte[] requestId, IReadOnlyList<StepEffect> effects)
    {
        lock (gate)
        {
            announced[Convert.ToHexString(requestId)] = (import.Number, effects);
        }
    }

    /// <summary>Keeps a request durably before it is sent.</summary>
    public void SaveCall(SignedRequest request)
    {
        lock (gate)
        {
            if (!announced.Remove(Convert.ToHexString(request.RequestId), out var meaning))
                return;
            Execute("PRAGMA synchronous = FULL");
            Execute(
                "INSERT INTO calls (id, import, department, method, bytes, signature, operator, hash, effects) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                request.RequestId, meaning.Import, request.Department, request.Method, request.Bytes, request.Signature, request.Operator, request.RequestHash,
                JsonSerializer.Serialize(meaning.Effects));
            Execute("PRAGMA synchronous = NORMAL");
        }
    }

    /// <summary>Requests of one department that are not answered, oldest first.</summary>
    public IReadOnlyList<SignedRequest> OpenCalls(string department)
    {
        var calls = new List<SignedRequest>();
        lock (gate)
        {
            using var reader = Query("SELECT method, id, bytes, signature, operator, hash FROM calls WHERE department = $1 ORDER BY place", department)
                .ExecuteReader();
            while (reader.Read())
            {
                calls.Add(new SignedRequest(
                    department, reader.GetString(0), (byte[])reader[1], (byte[])reader[2], (byte[])reader[3], (byte[])reader[4], (byte[])reader[5]));
            }
        }

        return calls;
    }

    /// <summary>A request was refused and wrote nothing.</summary>
    public void DropCall(byte[] requestId) => Locked("DELETE FROM calls WHERE id = $1", requestId);

    /// <summary>A request was recorded: applies what it means, keeps where its entry stands, and drops it.</summary>
    public void CompleteCall(WriteOutcome outcome)
    {
        var receipt = outcome.Receipt ?? throw new ArgumentException("Without a receipt the request stays open.", nameof(outcome));
        Together(() =>
        {
            int import;
            List<StepEffect> effects;
            using (var reader = Query("DELETE FROM calls WHERE id = $1 RETURNING import, effects", outcome.RequestId).ExecuteReader())
            {
                if (!reader.Read())
                    return;
                import = reader.GetInt32(0);
                effects = JsonSerializer.Deserialize<List<StepEffect>>(reader.GetString(1))!;
            }

            foreach (var effect in effects)
                Apply(import, effect);
            Execute("INSERT OR IGNORE INTO receipts VALUES ($1, $2, $3, $4, $5)", receipt.LeafHash, import, (long)receipt.Index, outcome.RecordId,
                receipt.Payload.Events.Count);
            foreach (var notice in outcome.Notices)
            {
                Execute(
                    "INSERT INTO notices VALUES ($1, $2, $3, $4, $5, 1) ON CONFLICT DO UPDATE SET count = count + 1",
                    import, notice.Rule, notice.Acknowledged, notice.NameZh, notice.NameEn);
            }
        });
    }

    /// <summary>A step of a row was refused; the row stays open until what it left on the ledger is taken back.</summary>
    public void AddRefusal(ImportRange import, int row, string step, IReadOnlyList<RefusalReason> reasons)
        => Together(() =>
        {
            for (var i = 0; i < reasons.Count; i++)
                AddReason(import, row, i, step, reasons[i]);
        });

    /// <summary>A refused row is over.</summary>
    public void Refuse(ImportRange import, int row)
        => Locked("UPDATE deals SET state = $3 WHERE import = $1 AND row = $2", import.Number, row, (int)RowState.Refused);

    /// <summary>Rows by state, acts and envelopes, rules.</summary>
    public ImportTotals Totals(ImportRange import)
    {
        lock (gate)
        {
            return new ImportTotals
            {
                Recorded = CountRows(import, RowState.Recorded),
                Refused = CountRows(import, RowState.Refused),
                Unreadable = CountRows(import, RowState.Unreadable),
                Open = CountRows(import, RowState.Open),
                Known = CountRows(import, RowState.Known),
                Changed = CountRows(import, RowState.Changed),
                Withdrawn = CountRows(import, RowState.Withdrawn),
                Deletions = CountRows(import, RowState.Deletion),
                OldBook = CountRows(import, RowState.OldBook),
                Corrected = CountRows(import, RowState.Corrected),
                TakenBack = CountRows(import, RowState.TakenBack),
                ByChange = CountChanges(import),
                Envelopes = Number("SELECT COUNT(*) FROM receipts WHERE import = $1", import.Number),
                Events = Number("SELECT COALESCE(SUM(acts), 0) FROM receipts WHERE import = $1", import.Number),
                RefusedByRule = Counts(
                    "SELECT rule, name_zh, name_en, COUNT(DISTINCT r.row) FROM reasons r JOIN deals d USING (import, row) WHERE import = $1 AND state = 2 GROUP BY rule ORDER BY 4 DESC, 1", import),
                Acknowledged = Counts("SELECT rule, name_zh, name_en, count FROM notices WHERE import = $1 AND acknowledged = 1 ORDER BY 4 DESC, 1", import),
                Informed = Counts("SELECT rule, name_zh, name_en, count FROM notices WHERE import = $1 AND acknowledged = 0 ORDER BY 4 DESC, 1", import),
            };
        }
    }

    /// <summary>Every row that came to nothing and was not known before, in the order of the file.</summary>
    public IReadOnlyList<RejectedRow> Rejected(ImportRange import)
    {
        var rows = new List<RejectedRow>();
        lock (gate)
        {
            using var reader = Query(
                "SELECT file, line, source, state, step, rule, text_zh, text_en FROM deals d JOIN reasons r USING (import, row) "
                + "WHERE import = $1 AND state IN (2, 3, 5, 6, 8, 9) ORDER BY d.row, place",
                import.Number).ExecuteReader();
            while (reader.Read())
            {
                rows.Add(new RejectedRow(
                    reader.GetString(0), reader.GetInt32(1), reader.GetString(2), (RowState)reader.GetInt32(3), reader.GetString(4), reader.GetString(5),
                    new(reader.GetString(6), reader.GetString(7))));
            }
        }

        return rows;
    }

    /// <summary>Note of the newest checkpoint seen; null before the first.</summary>
    public string? FindCheckpoint(string origin) => Text("SELECT note FROM checkpoints WHERE origin = $1", origin);

    /// <summary>Keeps a newer checkpoint.</summary>
    public void SaveCheckpoint(string origin, string note) => Locked("INSERT OR REPLACE INTO checkpoints VALUES ($1, $2)", origin, note);

    /// <summary>Keeps two checkpoints that do not agree.</summary>
    public void SaveAlarm(CheckpointAlarm alarm)
        => Locked("INSERT INTO alarms VALUES ($1, $2, $3, $4, $5)", alarm.Origin, alarm.Time.ToUnixTimeMilliseconds(), alarm.Code, alarm.Seen, alarm.Shown);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in prepared.Values)
            command.Dispose();
        connection.Dispose();
        held.Dispose();
    }

    private void Apply(int import, StepEffect effect)
    {
        if (effect.Progress == DealProgress.Transferred)
        {
            foreach (var unit in effect.Titles.Keys)
                Execute("INSERT OR REPLACE INTO former SELECT $1, $2, unit, body FROM titles WHERE unit = $3", import, effect.Row, unit);
        }

        foreach (var (unit, title) in effect.Titles)
            Execute("INSERT OR REPLACE INTO titles VALUES ($1, $2)", unit, JsonSerializer.Serialize(title));
        if (effect.Stage != TakeBackStage.Standing)
            ApplyStage(import, effect.Row, effect.Stage);
        if (effect.Progress == DealProgress.Planned)
            return;
        var state = effect.Progress == DealProgress.Transferred ? RowState.Recorded : RowState.Open;
        Execute("UPDATE deals SET progress = $3, state = $4 WHERE import = $1 AND row = $2", import, effect.Row, (int)effect.Progress, (int)state);
    }

    private void AddReason(ImportRange import, int row, int place, string step, RefusalReason reason)
        => Locked(
            "INSERT OR REPLACE INTO reasons VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            import.Number, row, place, step, reason.Rule, reason.Name.Chinese, reason.Name.English, reason.Text.Chinese, reason.Text.English);

    private int CountRows(ImportRange import, RowState state)
        => Number("SELECT COUNT(*) FROM deals WHERE import = $1 AND state = $2", import.Number, (int)state);

    private List<RuleCount> Counts(string sql, ImportRange import)
    {
        var counts = new List<RuleCount>();
        using var reader = Query(sql, import.Number).ExecuteReader();
        while (reader.Read())
            counts.Add(new RuleCount(reader.GetString(0), new(reader.GetString(1), reader.GetString(2)), reader.GetInt32(3)));
        return counts;
    }

    private void Locked(string sql, params ReadOnlySpan<object> values)
    {
        lock (gate)
        {
            Execute(sql, values);
        }
    }

    private string? Text(string sql, params ReadOnlySpan<object> values)
    {
        lock (gate)
        {
            return Query(sql, values).ExecuteScalar() as string;
        }
    }

    private int Number(string sql, params ReadOnlySpan<object> values)
    {
        lock (gate)
        {
            return Convert.ToInt32(Query(sql, values).ExecuteScalar(), CultureInfo.InvariantCulture);
        }
    }

    private void Execute(string sql, params ReadOnlySpan<object> values) => Query(sql, values).ExecuteNonQuery();

    /// <summary>The statement with its values; prepared once, as a case asks the same few questions again and again.</summary>
    private SqliteCommand Query(string sql, params ReadOnlySpan<object> values)
    {
        if (!prepared.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
                command.Parameters.Add(new SqliteParameter { ParameterName = $"${i + 1}" });
            prepared.Add(sql, command);
        }

        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
        return command;
    }
}
