using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;
using Microsoft.Data.Sqlite;

namespace Ledger.Departments;

/// <summary>
/// The work lists of a department on disk: a row per case as it was last seen, and the mortgage contracts that wait for the book. It is a
/// cache: nothing is in it that the peer's pages do not say, it may be deleted at any time, and what is damaged is made anew.
/// </summary>
internal sealed class CaseIndex : IDisposable
{
    /// <summary>Deadline of a case whose clock stands still: behind all others.</summary>
    public const uint NoDeadline = 99991231;

    private const long Layout = 1;

    private const string Tables = """
        CREATE TABLE cases (number TEXT NOT NULL PRIMARY KEY, deadline INTEGER NOT NULL, state INTEGER NOT NULL, town INTEGER NOT NULL,
            executing INTEGER NOT NULL, basis TEXT NOT NULL, departments INTEGER NOT NULL, steps INTEGER NOT NULL, wakes INTEGER NOT NULL,
            body BLOB NOT NULL) WITHOUT ROWID;
        CREATE INDEX cases_held ON cases (deadline, number) WHERE departments > 0;
        CREATE INDEX cases_executing ON cases (executing, deadline, number) WHERE departments > 0;
        CREATE INDEX cases_state ON cases (state, deadline, number);
        CREATE INDEX cases_basis ON cases (basis) WHERE basis <> '';
        CREATE INDEX cases_wakes ON cases (wakes) WHERE wakes > 0;
        CREATE TABLE units (unit TEXT NOT NULL, number TEXT NOT NULL, PRIMARY KEY (unit, number)) WITHOUT ROWID;
        CREATE INDEX units_number ON units (number);
        CREATE TABLE mortgages (unit TEXT NOT NULL, id BLOB NOT NULL, PRIMARY KEY (unit, id)) WITHOUT ROWID;
        CREATE INDEX mortgages_id ON mortgages (id);
        CREATE TABLE seen (block INTEGER NOT NULL, root BLOB NOT NULL);
        """;

    private readonly SqliteCache cache;

    private CaseIndex(SqliteCache cache) => this.cache = cache;

    /// <summary>Opens the lists, or makes empty ones where there are none that can be read.</summary>
    /// <param name="path">Path of the file.</param>
    public static CaseIndex Open(string path) => new(SqliteCache.Open(path, Tables, Layout));

    /// <summary>The newest block it knows, with the root of the log there; null when it knows nothing yet.</summary>
    public (ulong Block, byte[] Root)? Seen => Read(
        "SELECT block, root FROM seen", static row => ((ulong Block, byte[] Root)?)((ulong)row.GetInt64(0), row.GetFieldValue<byte[]>(1))).FirstOrDefault();

    /// <summary>Begins anew, empty.</summary>
    public void Clear() => cache.Clear();

    /// <summary>Writes several things at once, or nothing of them.</summary>
    public void Write(Action<CaseIndex> changes) => cache.Write(() => changes(this));

    /// <summary>Says how far the lists follow the ledger.</summary>
    public void SetSeen(ulong block, byte[] root)
    {
        Run("DELETE FROM seen");
        Run("INSERT INTO seen VALUES ($0, $1)", (long)block, root);
    }

    /// <summary>Puts a case as it is seen now.</summary>
    /// <param name="summary">What lists show.</param>
    /// <param name="units">Units whose pages tell about it; none once it is over.</param>
    /// <param name="wakes">Day on which it changes by itself; 0 = none.</param>
    public void Put(CaseSummary summary, IReadOnlyList<string> units, uint wakes)
    {
        Run(
            "INSERT OR REPLACE INTO cases VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9)",
            summary.AcceptanceNumber, (long)(summary.PromiseEnds == 0 ? NoDeadline : summary.PromiseEnds), (long)summary.State, (long)summary.Town,
            (long)summary.ExecutingTown, summary.Basis, summary.Holders.Aggregate(0L, static (all, holder) => all | BitOf(holder.Department)),
            summary.Due.Aggregate(0L, static (all, step) => all | BitOf(step)), (long)wakes, summary.ToByteArray());
        Run("DELETE FROM units WHERE number = $0", summary.AcceptanceNumber);
        foreach (var unit in units)
            Run("INSERT OR IGNORE INTO units VALUES ($0, $1)", unit, summary.AcceptanceNumber);
    }

    /// <summary>Puts a mortgage contract that waits for the book, or takes one away that waits no more.</summary>
    public void Put(MortgagePage page)
    {
        var id = page.Id.ToByteArray();
        Run("DELETE FROM mortgages WHERE id = $0", id);
        if (page.State != MortgageState.Signed)
            return;
        foreach (var unit in page.Units)
            Run("INSERT OR IGNORE INTO mortgages VALUES ($0, $1)", unit.UnitCode, id);
    }

    /// <summary>The mortgages on a unit that are signed and not in the book.</summary>
    public IReadOnlyList<MortgageId> SignedOn(string unitCode)
        => Read("SELECT id FROM mortgages WHERE unit = $0", static row => MortgageId.Parser.ParseFrom(row.GetFieldValue<byte[]>(0)), unitCode);

    /// <summary>Numbers of the cases that are not over and about a unit.</summary>
    public IReadOnlyList<string> OfUnit(string unitCode) => Read("SELECT number FROM units WHERE unit = $0", static row => row.GetString(0), unitCode);

    /// <summary>Numbers of the cases that rest on a contract or instrument.</summary>
    public IReadOnlyList<string> OfBasis(string basis) => Read("SELECT number FROM cases WHERE basis = $0", static row => row.GetString(0), basis);

    /// <summary>Numbers of the cases that change by themselves by a day.</summary>
    public IReadOnlyList<string> Waking(uint day)
        => Read("SELECT number FROM cases WHERE wakes > 0 AND wakes <= $0", static row => row.GetString(0), (long)day);

    /// <summary>Numbers of the cases that are not archived, behind a number, in order.</summary>
    public IReadOnlyList<string> Open(string after, int count) => Read(
        "SELECT number FROM cases WHERE number > $0 AND (state <> $1 OR departments > 0) ORDER BY number LIMIT $2",
        static row => row.GetString(0), after, (long)CaseState.Archived, (long)count);

    /// <summary>A page of a work list, by deadline and number.</summary>
    public IReadOnlyList<CaseSummary> List(CaseQuery query, int count)
    {
        var request = query.Request;
        var sql = new System.Text.StringBuilder("SELECT body FROM cases WHERE ");
        var values = new List<object>();
        sql.Append(request.State == CaseState.Unspecified && request.Basis.Length == 0 && request.UnitCode.Length == 0 ? "departments > 0" : "1 = 1");
        Add(request.State != CaseState.Unspecified, "state = $", (long)request.State);
        Add(request.Town > 0, "town = $", (long)request.Town);
        Add(request.ExecutingTown > 0, "executing = $", (long)request.ExecutingTown);
        Add(request.Basis.Length > 0, "basis = $", request.Basis);
        Add(request.UnitCode.Length > 0, "number IN (SELECT number FROM units WHERE unit = $)", request.UnitCode);
        Add(request.Department.Length > 0, "departments & $ <> 0", request.Department.Length > 0 ? BitOf(request.Department) : 0);
        Add(request.Step != CaseStepKind.Unspecified, "steps & $ <> 0", BitOf(request.Step));
        Add(request.Overdue, "deadline < $", (long)query.Today);
        Add(query.DueBy > 0, "deadline <= $", (long)query.DueBy);
        if (request.Overdue || query.DueBy > 0)
            sql.Append(" AND state BETWEEN 1 AND 5");
        if (query.After is { } after)
        {
            Add(true, "(deadline, number) > ($, ", (long)after.Deadline);
            sql.Append('$').Append(values.Count).Append(')');
            values.Add(after.Number);
        }

        sql.Append(" ORDER BY deadline, number LIMIT $").Append(values.Count);
        values.Add((long)count);
        var found = Read(sql.ToString(), static row => CaseSummary.Parser.ParseFrom(row.GetFieldValue<byte[]>(0)), [.. values]);
        foreach (var summary in found.Where(static summary => IsInHand(summary.State)))
        {
            summary.Overdue = summary.PromiseEnds > 0 && summary.PromiseEnds < query.Today;
            summary.BeyondLimit = summary.LimitEnds > 0 && summary.LimitEnds < query.Today;
        }

        return found;

        void Add(bool asked, string condition, object value)
        {
            if (!asked)
                return;
            sql.Append(" AND ").Append(condition.Replace("$", $"${values.Count}", StringComparison.Ordinal));
            values.Add(value);
        }
    }

    /// <summary>Whether a case is neither recorded nor ended.</summary>
    public static bool IsInHand(CaseState state) => state is >= CaseState.Accepted and <= CaseState.Reviewed;

    /// <inheritdoc/>
    public void Dispose() => cache.Dispose();

    private static long BitOf(string department) => 1L << Math.Max(0, DepartmentNames.All.ToList().IndexOf(department));

    private static long BitOf(CaseStepKind step) => 1L << (int)step;

    private void Run(string sql, params object[] values) => cache.Run(sql, values);

    private List<T> Read<T>(string sql, Func<SqliteDataReader, T> read, params object[] values) => cache.Read(sql, read, values);
}
