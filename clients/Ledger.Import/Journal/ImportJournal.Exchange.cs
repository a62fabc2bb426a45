using Ledger.Exchange;
using Ledger.Facts;

namespace Ledger.Import;

/// <content>Staged registry messages: every file, what the checks found, what became of every act.</content>
internal sealed partial class ImportJournal
{
    private const string ExchangeTables = """
        CREATE TABLE IF NOT EXISTS exchange_files (digest TEXT PRIMARY KEY, name TEXT NOT NULL, kind INTEGER NOT NULL, rows INTEGER NOT NULL, aside INTEGER NOT NULL,
            unit TEXT NOT NULL, line INTEGER NOT NULL, zh TEXT NOT NULL, en TEXT NOT NULL, content BLOB) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS exchange_units ON exchange_files (unit);
        CREATE TABLE IF NOT EXISTS exchange_proofs (number TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (number, digest)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS exchange_tables (name TEXT PRIMARY KEY) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS exchange_acts (digest TEXT NOT NULL, place INTEGER NOT NULL, unit TEXT NOT NULL, kind TEXT NOT NULL, number TEXT NOT NULL,
            line INTEGER NOT NULL, state INTEGER NOT NULL, rule TEXT NOT NULL, zh TEXT NOT NULL, en TEXT NOT NULL, PRIMARY KEY (digest, place)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS exchange_findings (digest TEXT NOT NULL, place INTEGER NOT NULL, number INTEGER NOT NULL, level INTEGER NOT NULL, file TEXT NOT NULL,
            line INTEGER NOT NULL, at TEXT NOT NULL, zh TEXT NOT NULL, en TEXT NOT NULL, PRIMARY KEY (digest, place)) WITHOUT ROWID;
        """;

    /// <summary>Makes the tables of messages where the journal has none yet.</summary>
    public void PrepareExchange()
    {
        lock (gate)
        {
            Execute(ExchangeTables);
        }
    }

    /// <summary>Whether a content was staged before, whatever its file is called.</summary>
    public bool IsStaged(string digest)
    {
        lock (gate)
        {
            return Number("SELECT COUNT(*) FROM exchange_files WHERE digest = $1", digest) > 0;
        }
    }

    /// <summary>Stages a file; what could not be read of it before gives way.</summary>
    /// <param name="file">The file.</param>
    /// <param name="numbers">Proofs that it names.</param>
    /// <param name="tables">Right tables of which it has rows.</param>
    public void Stage(StagedFile file, IReadOnlyCollection<string> numbers, IReadOnlyCollection<string> tables)
        => Together(() =>
        {
            Execute("DELETE FROM exchange_files WHERE digest = $1", "!" + file.Name);
            Execute(
                "INSERT OR REPLACE INTO exchange_files VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)", file.Digest, file.Name, (int)file.Kind, file.Rows,
                    file.Aside,
                file.Unit, file.Line, file.Reason.Chinese, file.Reason.English, file.Content ?? (object)DBNull.Value);
            foreach (var number in numbers)
                Execute("INSERT OR IGNORE INTO exchange_proofs VALUES ($1, $2)", number, file.Digest);
            foreach (var table in tables)
                Execute("INSERT OR IGNORE INTO exchange_tables VALUES ($1)", table);
        });

    /// <summary>Right tables of which any message has a row.</summary>
    public IReadOnlyList<string> RightTables()
    {
        var tables = new List<string>();
        lock (gate)
        {
            using var reader = Query("SELECT name FROM exchange_tables ORDER BY name").ExecuteReader();
            while (reader.Read())
                tables.Add(reader.GetString(0));
        }

        return tables;
    }

    /// <summary>Units that messages tell of, in the order of their codes.</summary>
    public IReadOnlyList<string> ExchangeUnits()
    {
        var units = new List<string>();
        lock (gate)
        {
            using var reader = Query("SELECT DISTINCT unit FROM exchange_files WHERE kind = 0 ORDER BY unit").ExecuteReader();
            while (reader.Read())
                units.Add(reader.GetString(0));
        }

        return units;
    }

    /// <summary>Staged messages of a unit.</summary>
    public IReadOnlyList<StagedFile> MessagesOf(string unit)
        => Staged("SELECT * FROM exchange_files WHERE kind = 0 AND unit = $1 ORDER BY name", unit);

    /// <summary>Staged messages of other units with one of the numbers of a unit's.</summary>
    public IReadOnlyList<StagedFile> Beside(string unit)
        => Staged(
            "SELECT * FROM exchange_files WHERE kind = 0 AND unit <> $1 AND digest IN (SELECT p.digest FROM exchange_proofs p WHERE p.number IN "
            + "(SELECT q.number FROM exchange_proofs q JOIN exchange_files f USING (digest) WHERE f.unit = $1)) ORDER BY name LIMIT 200", unit);

    /// <summary>Files that are no messages, and logs with what they hold.</summary>
    public IReadOnlyList<StagedFile> StagedOf(StagedKind kind) => Staged("SELECT * FROM exchange_files WHERE kind = $1 ORDER BY name", (int)kind);

    /// <summary>Keeps what was found in the messages of a unit and what became of their acts, in place of what was there.</summary>
    public void Settle(IReadOnlyList<(string Digest, IReadOnlyList<Finding> Findings, IReadOnlyList<ExchangeOutcome> Outcomes)> messages)
        => Together(() =>
        {
            foreach (var (digest, findings, outcomes) in messages)
            {
                Execute("DELETE FROM exchange_findings WHERE digest = $1", digest);
                Execute("DELETE FROM exchange_acts WHERE digest = $1", digest);
                for (var i = 0; i < findings.Count; i++)
                {
                    Execute(
                        "INSERT INTO exchange_findings VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)", digest, i, findings[i].Check, (int)findings[i].Level,
                        findings[i].File, findings[i].Line, findings[i].Place, findings[i].Text.Chinese, findings[i].Text.English);
                }

                for (var i = 0; i < outcomes.Count; i++)
                {
                    var (act, state, rule, reason) = outcomes[i];
                    Execute(
                        "INSERT INTO exchange_acts VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)", digest, i, act.Unit, act.Kind.ToString(),
                            act.BusinessNumber,
                        act.Row.Line, (int)state, rule, reason.Chinese, reason.English);
                }
            }
        });

    /// <summary>Whether this import recorded an act in an earlier run.</summary>
    public bool WasRecorded(string digest, int place)
    {
        lock (gate)
        {
            return Number("SELECT COUNT(*) FROM exchange_acts WHERE digest = $1 AND place = $2 AND state = 0", digest, place) > 0;
        }
    }

    /// <summary>Whether a message tells of an act.</summary>
    public bool HasAct(string businessNumber, string unit)
    {
        lock (gate)
        {
            return Number("SELECT COUNT(*) FROM exchange_acts WHERE number = $1 AND unit = $2", businessNumber, unit) > 0;
        }
    }

    /// <summary>Everything that was staged and what became of it.</summary>
    public ExchangeTotals ExchangeTotals(ImportRange import)
    {
        lock (gate)
        {
            return new ExchangeTotals
            {
                Messages = Number("SELECT COUNT(*) FROM exchange_files WHERE kind = 0"),
                Logs = Number("SELECT COUNT(*) FROM exchange_files WHERE kind = 1"),
                Answers = Number("SELECT COUNT(*) FROM exchange_files WHERE kind = 2"),
                Unreadable = Number("SELECT COUNT(*) FROM exchange_files WHERE kind = 3"),
                Aside = Number("SELECT COUNT(*) FROM exchange_files WHERE kind = 4"),
                Rows = Number("SELECT COALESCE(SUM(rows), 0) FROM exchange_files WHERE kind = 0"),
                AsideValues = Number("SELECT COALESCE(SUM(aside), 0) FROM exchange_files WHERE kind = 0"),
                Acts = [.. Enum.GetValues<ExchangeState>().Select(state => KeyValuePair.Create(
                    state, Number("SELECT COUNT(*) FROM exchange_acts WHERE state = $1", (int)state)))],
                Findings = [.. QualityChecks.All.Select(check => KeyValuePair.Create(
                    check.Number, Number("SELECT COUNT(*) FROM exchange_findings WHERE number = $1", check.Number))).Where(static pair => pair.Value > 0)],
                Envelopes = Number("SELECT COUNT(*) FROM receipts WHERE import = $1", import.Number),
                Events = Number("SELECT COALESCE(SUM(acts), 0) FROM receipts WHERE import = $1", import.Number),
            };
        }
    }

    /// <summary>The exception list: files, acts and findings that people look at, by kind.</summary>
    public IReadOnlyList<ExceptionRow> Exceptions()
    {
        var rows = new List<ExceptionRow>();
        lock (gate)
        {
            using var reader = Query(
                """
                SELECT 0, name, line, '', '', 'READ', zh, en FROM exchange_files WHERE kind = 3
                UNION ALL SELECT 1, f.name, a.line, a.unit, a.kind || ' ' || a.number, CASE a.rule WHEN '' THEN '' ELSE a.rule END, a.zh, a.en
                    FROM exchange_acts a JOIN exchange_files f USING (digest) WHERE a.state IN (4, 5, 6, 7)
                UNION ALL SELECT 2, g.file, g.line, f.unit, g.at, '#' || g.number, g.zh, g.en FROM exchange_findings g JOIN exchange_files f USING (digest) WHERE g.level > 0
                ORDER BY 1, 2, 3
                """).ExecuteReader();
            while (reader.Read())
            {
                rows.Add(new(
                    reader.GetInt32(0), reader.GetString(1), reader.GetInt32(2), reader.GetString(3), reader.GetString(4), reader.GetString(5),
                    new(reader.GetString(6), reader.GetString(7))));
            }
        }

        return rows;
    }

    private List<StagedFile> Staged(string sql, object value)
    {
        var files = new List<StagedFile>();
        lock (gate)
        {
            using var reader = Query(sql, value).ExecuteReader();
            while (reader.Read())
            {
                files.Add(new(
                    reader.GetString(0), reader.GetString(1), (StagedKind)reader.GetInt32(2), reader.GetInt32(3), reader.GetInt32(4), reader.GetString(5),
                    reader.GetInt32(6), new(reader.GetString(7), reader.GetString(8)), reader.IsDBNull(9) ? null : (byte[])reader[9]));
            }
        }

        return files;
    }
}
