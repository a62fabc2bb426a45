using Ledger.Departments.Records.Rows;
using Ledger.V1;
using Microsoft.Data.Sqlite;

namespace Ledger.Departments;

/// <summary>Finds and counts verdicts on one connection; checks every row it hands out.</summary>
internal sealed class SqliteVerdictReader(SqliteConnection connection)
{
    /// <summary>Verdicts that a filter asks for, newest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="before">Only numbers below this one.</param>
    /// <param name="count">At most this many.</param>
    public List<StoredVerdict> List(VerdictFilter filter, long before, int count)
    {
        var (conditions, values) = Conditions(filter);
        using var statement = new SqliteStatement(
            connection,
            $"SELECT number, body, hash FROM verdicts WHERE number IN (SELECT DISTINCT verdict FROM verdict_rules WHERE verdict < $before{conditions} "
                + "ORDER BY verdict DESC LIMIT $count) ORDER BY number DESC",
            ["$before", .. values.Select(static value => value.Name), "$count"]);
        var found = new List<StoredVerdict>();
        using var rows = statement.Read([before, .. values.Select(static value => value.Value), count]);
        while (rows.Read())
        {
            var number = rows.GetInt64(0);
            var body = rows.GetFieldValue<byte[]>(1);
            RowHash.Check(SqliteSchema.Verdicts, number, RowHash.Of(SqliteSchema.Verdicts, number, [], body), rows.GetFieldValue<byte[]>(2));
            found.Add(new(number, VerdictRow.Parser.ParseFrom(body)));
        }

        return found;
    }

    /// <summary>How many verdicts there are of each group, the largest first.</summary>
    /// <param name="filter">Which are counted.</param>
    /// <param name="by">What makes a group.</param>
    /// <param name="count">At most so many groups.</param>
    public List<VerdictCount> Count(VerdictFilter filter, IReadOnlyList<VerdictKey> by, int count)
    {
        var (conditions, values) = Conditions(filter);
        var columns = by.Distinct().Select(Column).ToList();
        var grouped = columns.Count == 0 ? "" : $" GROUP BY {string.Join(", ", columns)}";
        using var statement = new SqliteStatement(
            connection,
            $"SELECT count(DISTINCT verdict) AS verdicts{string.Concat(columns.Select(static column => ", " + column))} FROM verdict_rules WHERE 1 = 1{conditions}{grouped} "
                + $"ORDER BY verdicts DESC{string.Concat(columns.Select(static column => ", " + column))} LIMIT $count",
            [.. values.Select(static value => value.Name), "$count"]);
        var found = new List<VerdictCount>();
        using var rows = statement.Read([.. values.Select(static value => value.Value), count]);
        while (rows.Read())
        {
            var group = new VerdictCount { Count = (ulong)rows.GetInt64(0) };
            for (var i = 0; i < columns.Count; i++)
                Set(group, columns[i], rows, i + 1);

            found.Add(group);
        }

        return found;
    }

    private static void Set(VerdictCount group, string column, SqliteDataReader row, int index)
    {
        switch (column)
        {
            case "rule":
                group.Rule = row.GetString(index);
                break;
            case "flow":
                group.Flow = row.GetString(index);
                break;
            case "event":
                group.Event = row.GetString(index);
                break;
            case "town":
                group.Town = (uint)row.GetInt64(index);
                break;
            case "day":
                group.Day = (uint)row.GetInt64(index);
                break;
            default:
                group.Outcome = (VerdictOutcome)row.GetInt64(index);
                break;
        }
    }

    private static string Column(VerdictKey key) => key switch
    {
        VerdictKey.Rule => "rule",
        VerdictKey.Flow => "flow",
        VerdictKey.Town => "town",
        VerdictKey.Day => "day",
        VerdictKey.Outcome => "outcome",
        VerdictKey.Event => "event",
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "It is none that verdicts are counted by."),
    };

    private static (string Sql, List<(string Name, object Value)> Values) Conditions(VerdictFilter filter)
    {
        var sql = new System.Text.StringBuilder();
        var values = new List<(string Name, object Value)>();
        Add(filter.Rule.Length > 0, "rule = $rule", "$rule", filter.Rule);
        Add(filter.Flow.Length > 0, "flow = $flow", "$flow", filter.Flow);
        Add(filter.Event.Length > 0, "event = $event", "$event", filter.Event);
        Add(filter.Town > 0, "town = $town", "$town", (long)filter.Town);
        Add(filter.FromDay > 0, "day >= $from", "$from", (long)filter.FromDay);
        Add(filter.ToDay > 0, "day <= $to", "$to", (long)filter.ToDay);
        Add(filter.Outcome != VerdictOutcome.Unspecified, "outcome = $outcome", "$outcome", (long)filter.Outcome);
        Add(filter.HasDryRun, "dry_run = $dry", "$dry", filter.DryRun ? 1L : 0L);
        return (sql.ToString(), values);

        void Add(bool asked, string condition, string name, object value)
        {
            if (!asked)
                return;

            sql.Append(" AND ").Append(condition);
            values.Add((name, value));
        }
    }
}
