using Google.Protobuf;
using Ledger.Departments.Records.Rows;
using Ledger.Facts;
using Microsoft.Data.Sqlite;

namespace Ledger.Departments;

/// <summary>The statements that keep verdicts, on the store's one writing connection.</summary>
internal sealed class SqliteVerdictWriter : IDisposable
{
    private readonly SqliteStatement next;
    private readonly SqliteStatement add;
    private readonly SqliteStatement addRule;
    private readonly SqliteStatement lastToDrop;
    private readonly SqliteStatement drop;
    private readonly SqliteStatement dropRules;
    private readonly RecordChain chain;
    private uint dropped;

    /// <param name="connection">The connection that writes.</param>
    /// <param name="chain">Gets the header of every row written.</param>
    public SqliteVerdictWriter(SqliteConnection connection, RecordChain chain)
    {
        this.chain = chain;
        next = new(connection, "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'verdicts'), 0) + 1");
        add = new(connection, "INSERT INTO verdicts VALUES ($n, $b, $h)", "$n", "$b", "$h");
        addRule = new(connection, "INSERT OR IGNORE INTO verdict_rules VALUES ($n, $r, $f, $e, $t, $d, $o, $y)", "$n", "$r", "$f", "$e", "$t", "$d", "$o", "$y");
        // Before the first that is to be kept, whatever days the later ones have: a clock that was wrong must not take newer ones along.
        lastToDrop = new(
            connection,
            "SELECT coalesce((SELECT min(verdict) - 1 FROM verdict_rules WHERE day >= $d), (SELECT max(number) FROM verdicts), 0)",
            "$d");
        drop = new(connection, "DELETE FROM verdicts WHERE number <= $n", "$n");
        dropRules = new(connection, "DELETE FROM verdict_rules WHERE verdict <= $n", "$n");
    }

    /// <summary>Keeps a verdict; the first of a day drops those that were kept for more than so many days.</summary>
    public void Add(VerdictRow verdict, int keptDays)
    {
        var day = Day.At(verdict.TimeMs);
        var first = day.DaysSince(Day.First) > keptDays ? day.AddDays(-keptDays).Number : 0;
        if (first > dropped)
        {
            Drop(first);
            dropped = first;
        }

        var number = (long)next.Scalar()!;
        var body = verdict.ToByteArray();
        var hash = RowHash.Of(SqliteSchema.Verdicts, number, [], body);
        add.Run(number, body, hash);
        chain.Add(RecordKind.Verdict, number, hash);
        foreach (var rule in verdict.Findings.Select(static finding => finding.Rule).Distinct(StringComparer.Ordinal))
        {
            addRule.Run(
                number, rule, verdict.Flow, verdict.Event, (long)verdict.Town, (long)day.Number, (long)verdict.Outcome, verdict.Record == 0 ? 1L : 0L);
        }
    }

    public void Dispose()
    {
        foreach (var statement in new[] { next, add, addRule, lastToDrop, drop, dropRules })
            statement.Dispose();
    }

    private void Drop(uint firstKept)
    {
        var last = (long)lastToDrop.Scalar((long)firstKept)!;
        if (drop.Run(last) == 0)
            return;

        dropRules.Run(last);
        chain.Add(RecordKind.VerdictsDropped, last, new byte[RowHash.Size]);
    }
}
