
namespace Ledger.Departments;

/// <summary>What members used since a day ago, as the record store kept it: a restart gives nobody a new day.</summary>
/// <param name="store">The records.</param>
/// <param name="since">From when on, ms since 1970.</param>
internal sealed class UsesOfDay(IRecordStore store, ulong since)
{
    private const int Page = 1000;

    /// <summary>Checks and attempts that were kept, in order.</summary>
    public IEnumerable<StoredCheck> Checks() => From(
        (after, count) => store.ListChecks(after, "", count), static check => check.Number, check => check.Row.TimeMs);

    /// <summary>Dry runs that were kept, in order: who, and when.</summary>
    public IEnumerable<(string Member, ulong TimeMs)> DryRuns() => From(store.ListUses, static use => use.Number, static use => use.Row.TimeMs)
        .Where(static use => use.Row.Query.StartsWith(DryRun.UsePrefix, StringComparison.Ordinal))
        .Select(static use => (use.Row.Organisation, use.Row.TimeMs));

    /// <summary>Acts of banks that were kept, in order: whose, when, and how many bytes of them are there still.</summary>
    public IEnumerable<(string Member, ulong TimeMs, long Bytes)> Prepared()
        => From((after, count) => store.List(after, "", count), static record => record.Number, static record => record.Row.ReceivedMs)
        .Where(static record => record.Row.Prepared)
        .Select(record => (
            record.Row.Organisation,
            record.Row.ReceivedMs,
            (store.ReadContent(record.Number)?.CalculateSize() ?? 0) + store.ReadEnvelopes(record.Number).Sum(static envelope => (long)envelope.Bytes.Length)));

    /// <summary>Rows from the first one that is young enough, found by halving: they stand in order of time, as good as.</summary>
    private IEnumerable<T> From<T>(Func<long, int, IReadOnlyList<T>> list, Func<T, long> number, Func<T, ulong> time)
    {
        var (below, above) = (0L, 1L);
        while (list(above, 1) is [var row] && time(row) < since)
            (below, above) = (above, above * 2);

        while (above - below > 1)
        {
            var middle = below + ((above - below) / 2);
            if (list(middle, 1) is [var row] && time(row) < since)
            {
                below = middle;
            }
            else
            {
                above = middle;
            }
        }

        for (var rows = list(below, Page); rows.Count > 0; rows = list(number(rows[^1]), Page))
        {
            foreach (var row in rows.Where(row => time(row) >= since))
                yield return row;
        }
    }
}
