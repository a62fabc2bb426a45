using System.Globalization;
using Ledger.Facts;
using Microsoft.Data.Sqlite;

namespace Ledger.Export;

/// <summary>
/// What the exporter knows of its own reports: numbers given, files written, answers read. A number is durable before its file
/// appears, so none is ever given twice, also after a kill; the same act keeps its number until it is reported again.
/// </summary>
/// <remarks>One process at a time; not safe for use by several threads.</remarks>
public sealed class Outbox : IDisposable
{
    /// <summary>Largest serial of a day and county.</summary>
    private const long LargestSerial = 999_999;

    private const string Schema = """
        CREATE TABLE IF NOT EXISTS serials (area TEXT NOT NULL, day INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (area, day)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS reports (id TEXT PRIMARY KEY, number TEXT NOT NULL, unit TEXT NOT NULL, day INTEGER NOT NULL, area TEXT NOT NULL,
            type TEXT NOT NULL, state INTEGER NOT NULL, code TEXT NOT NULL, info TEXT NOT NULL) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS reports_of_act ON reports (number, unit);
        CREATE INDEX IF NOT EXISTS reports_of_day ON reports (day, area);
        CREATE TABLE IF NOT EXISTS logs (area TEXT NOT NULL, day INTEGER NOT NULL, state INTEGER NOT NULL, code TEXT NOT NULL, info TEXT NOT NULL,
            PRIMARY KEY (area, day)) WITHOUT ROWID;
        """;

    private const string Columns = "id, number, unit, day, area, type, state, code, info";

    private readonly SqliteConnection connection;
    private readonly FileStream held;

    private Outbox(SqliteConnection connection, FileStream held) => (this.connection, this.held) = (connection, held);

    /// <summary>Opens an outbox, or begins one.</summary>
    /// <param name="file">Its file; the folder is made, for its owner only.</param>
    /// <exception cref="ExportException">Another export uses it, or it cannot be opened.</exception>
    public static Outbox Open(string file)
    {
        FileStream? held = null;
        SqliteConnection? opened = null;
        try
        {
            OwnFiles.CreateFolder(Path.GetDirectoryName(Path.GetFullPath(file))!);
            held = OwnFiles.Open(file + ".lock");
            OwnFiles.Open(file, FileShare.ReadWrite).Dispose();
            opened = new(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
            opened.Open();
            var outbox = new Outbox(opened, held);
            // Each commit is synced before its number is used.
            outbox.Execute("PRAGMA journal_mode = DELETE");
            outbox.Execute("PRAGMA synchronous = EXTRA");
            outbox.Execute(Schema);
            return outbox;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            opened?.Dispose();
            held?.Dispose();
            throw new ExportException(
                new(
                    $"{file}：无法打开上报记录；若另一上报程序正在使用请等其结束；若文件损坏请从备份恢复，不要另建：否则报文编号会重复（{e.Message}）",
                    $"{file}: the exporter's own records cannot be opened; wait if another export uses them; if the file is damaged restore it from a "
                        + $"backup and do not begin anew, or message numbers repeat ({e.Message})"),
                e);
        }
    }

    /// <summary>The newest report of an act; null when it was never reported.</summary>
    public Report? Find(ReportedAct act)
    {
        ArgumentNullException.ThrowIfNull(act);
        return Read($"SELECT {Columns} FROM reports WHERE number = $1 AND unit = $2 AND state <> 4", act.BusinessNumber, act.Unit).FirstOrDefault();
    }

    /// <summary>A report by its number; null when there is none.</summary>
    public Report? Find(string id) => Read($"SELECT {Columns} FROM reports WHERE id = $1", id).FirstOrDefault();

    /// <summary>Gives an act its number: six digits of the county, the day, a serial of the day. Durable.</summary>
    /// <param name="act">The act.</param>
    /// <param name="day">Its day.</param>
    /// <param name="area">County.</param>
    /// <param name="type">RecType.</param>
    /// <param name="suffix">Why it is reported late or again; empty for a first report in time.</param>
    /// <exception cref="ExportException">All serials of the day are used.</exception>
    public Report Number(ReportedAct act, Day day, string area, string type, string suffix = "")
    {
        ArgumentNullException.ThrowIfNull(act);
        ArgumentNullException.ThrowIfNull(suffix);
        using var transaction = connection.BeginTransaction();
        var before = Find(act);
        string id;
        if (suffix.Length > 0 && before is not null && before.Id.Length == BaseLength)
        {
            // The first repetition keeps the number and says by its suffix why it comes again.
            id = before.Id + suffix;
        }
        else
        {
            Execute("INSERT INTO serials VALUES ($1, $2, 1) ON CONFLICT (area, day) DO UPDATE SET last = last + 1", area, day.Number);
            var serial = (long)Scalar("SELECT last FROM serials WHERE area = $1 AND day = $2", area, day.Number)!;
            if (serial > LargestSerial)
            {
                throw new ExportException(new(
                    $"{area}于{day}的报文序号已用尽（{LargestSerial}）", $"all {LargestSerial} serials of {day} in {area} are used"));
            }

            id = string.Create(CultureInfo.InvariantCulture, $"{area}{day.Number % 1_000_000:D6}{serial:D6}{suffix}");
        }

        if (before is not null)
            Execute("UPDATE reports SET state = 4 WHERE id = $1", before.Id);
        Execute("INSERT INTO reports VALUES ($1, $2, $3, $4, $5, $6, 0, '', '')", id, act.BusinessNumber, act.Unit, day.Number, area, type);
        transaction.Commit();
        return Find(id)!;
    }

    /// <summary>Its file is written. A report that is answered stays so.</summary>
    public void Written(string id) => Execute("UPDATE reports SET state = 1 WHERE id = $1 AND state = 0", id);

    /// <summary>Keeps the platform's answer to a report.</summary>
    /// <returns>Whether there is such a report.</returns>
    public bool Answer(string id, bool isDone, string code, string info)
        => Execute(
            "UPDATE reports SET state = CASE WHEN state = 4 THEN 4 ELSE $2 END, code = $3, info = $4 WHERE id = $1",
            id, (int)(isDone ? ReportState.Done : ReportState.Failed), code, info) > 0;

    /// <summary>Reports of a day that stand.</summary>
    public IReadOnlyList<Report> OfDay(Day day) => Read($"SELECT {Columns} FROM reports WHERE day = $1 AND state <> 4 ORDER BY id", day.Number);

    /// <summary>All reports in a state; all that stand when none is named.</summary>
    public IReadOnlyList<Report> In(ReportState? state) => state is { } one
        ? Read($"SELECT {Columns} FROM reports WHERE state = $1 ORDER BY day, id", (int)one)
        : Read($"SELECT {Columns} FROM reports WHERE state <> 4 ORDER BY day, id");

    /// <summary>The daily log of a county is written.</summary>
    public void LogWritten(string area, Day day) => Execute(
        "INSERT INTO logs VALUES ($1, $2, 1, '', '') ON CONFLICT (area, day) DO UPDATE SET state = 1, code = '', info = ''", area, day.Number);

    /// <summary>Keeps the platform's answer to a daily log.</summary>
    /// <returns>Whether there is such a log.</returns>
    public bool AnswerLog(string area, Day day, bool isDone, string code, string info) => Execute(
        "UPDATE logs SET state = $3, code = $4, info = $5 WHERE area = $1 AND day = $2",
        area, day.Number, (int)(isDone ? ReportState.Done : ReportState.Failed), code, info) > 0;

    /// <summary>How a county's daily log stands; null when it was never written.</summary>
    public (ReportState State, string Code, string Info)? FindLog(string area, Day day)
    {
        using var command = Command("SELECT state, code, info FROM logs WHERE area = $1 AND day = $2", area, day.Number);
        using var rows = command.ExecuteReader();
        return rows.Read() ? ((ReportState)rows.GetInt32(0), rows.GetString(1), rows.GetString(2)) : null;
    }

    /// <summary>Closes it.</summary>
    public void Dispose()
    {
        connection.Dispose();
        held.Dispose();
    }

    private const int BaseLength = 18;

    private List<Report> Read(string sql, params object[] values)
    {
        var found = new List<Report>();
        using var command = Command(sql, values);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            found.Add(new(
                rows.GetString(0), new(rows.GetString(1), rows.GetString(2)), Day.FromNumber((uint)rows.GetInt64(3)), rows.GetString(4), rows.GetString(5),
                (ReportState)rows.GetInt32(6), rows.GetString(7), rows.GetString(8)));
        }

        return found;
    }

    private int Execute(string sql, params object[] values)
    {
        using var command = Command(sql, values);
        return command.ExecuteNonQuery();
    }

    private object? Scalar(string sql, params object[] values)
    {
        using var command = Command(sql, values);
        return command.ExecuteScalar();
    }

    private SqliteCommand Command(string sql, params object[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue($"${i + 1}", values[i] is uint number ? (long)number : values[i]);
        return command;
    }
}
