namespace Ledger.Log;

/// <summary>
/// Counts failures of one thing in a row, so that they are told and not repeated: the first at once, then their count after
/// 10 s, 20 s, 40 s and so on up to ten minutes, and their end. Safe for use by several threads.
/// </summary>
/// <param name="time">Tells when.</param>
public sealed class Setbacks(TimeProvider time)
{
    private static readonly TimeSpan FirstInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private SetbackRow? row;
    private long told;
    private TimeSpan interval;

    /// <summary>The row that goes on; null when the last attempt succeeded.</summary>
    public SetbackRow? Row
    {
        get
        {
            lock (gate)
            {
                return row;
            }
        }
    }

    /// <summary>An attempt failed.</summary>
    /// <param name="reason">Why.</param>
    /// <returns>What is to be told now; null when it is told later, with those to come.</returns>
    public SetbackRow? Add(OutageReason reason)
    {
        lock (gate)
        {
            if (row is null)
            {
                row = new SetbackRow(reason, 1, time.GetUtcNow());
                (told, interval) = (time.GetTimestamp(), FirstInterval);
                return row;
            }

            row = row with { Reason = reason, Count = row.Count + 1 };
            if (time.GetElapsedTime(told) < interval)
                return null;

            (told, interval) = (time.GetTimestamp(), interval + interval < LongestInterval ? interval + interval : LongestInterval);
            return row;
        }
    }

    /// <summary>An attempt succeeded.</summary>
    /// <returns>The row that has ended; null when there was none.</returns>
    public SetbackRow? Succeed()
    {
        lock (gate)
        {
            var ended = row;
            row = null;
            return ended;
        }
    }
}
