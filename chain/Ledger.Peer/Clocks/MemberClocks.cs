namespace Ledger.Peers;

/// <summary>
/// What the other members' nodes say of their clocks, as this node reads them.
/// A reading goes on with the monotonic clock: a wall clock that is set, or jumps, is noticed without asking again. Safe for
/// use by several threads.
/// </summary>
public sealed class MemberClocks
{
    /// <summary>How far a clock may differ from the median of the members' clocks.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly string organisation;
    private readonly bool mayStandAlone;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, Reading> readings = new(StringComparer.Ordinal);

    /// <summary>No clock is known yet.</summary>
    /// <param name="organisation">Whose node reads them.</param>
    /// <param name="time">The own clock.</param>
    /// <param name="mayStandAlone">By an operator's word nothing waits for the others' clocks; those that are known count all the same.</param>
    public MemberClocks(string organisation, TimeProvider time, bool mayStandAlone = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(organisation);
        ArgumentNullException.ThrowIfNull(time);
        this.organisation = organisation;
        this.time = time;
        this.mayStandAlone = mayStandAlone;
    }

    /// <summary>Takes in what a member's node answered just now.</summary>
    /// <param name="member">Its organisation.</param>
    /// <param name="clock">Its clock when it answered.</param>
    /// <param name="roundTrip">From the question to the answer; the clock was read half-way as far as anyone knows.</param>
    public void Add(string member, DateTimeOffset clock, TimeSpan roundTrip)
    {
        ArgumentException.ThrowIfNullOrEmpty(member);
        lock (gate)
        {
            readings[member] = new Reading(clock.UtcTicks + (roundTrip.Ticks / 2), time.GetTimestamp());
        }
    }

    /// <summary>Compares the clocks as they stand now.</summary>
    /// <param name="quorum">Cosignatures that a block needs at present: so many clocks, the own one among them, are enough to compare.</param>
    public ClockComparison Compare(int quorum)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(quorum);
        List<MemberClock> off;
        lock (gate)
        {
            // In ticks: a clock that says the calendar's last day goes on beyond it.
            var now = time.GetUtcNow().UtcTicks;
            off = [new(organisation, TimeSpan.Zero), .. readings.Select(
                pair => new MemberClock(pair.Key, TimeSpan.FromTicks(pair.Value.Clock + time.GetElapsedTime(pair.Value.Stamp).Ticks - now)))];
        }

        var sorted = off.Select(clock => clock.Off).Order().ToList();
        var median = TimeSpan.FromTicks((sorted[(sorted.Count - 1) / 2].Ticks + sorted[sorted.Count / 2].Ticks) / 2);
        return new ClockComparison(
            off[0] with { Off = -median },
            [.. off.Skip(1).Select(clock => clock with { Off = clock.Off - median })],
            IsKnown: mayStandAlone || off.Count >= quorum);
    }

    private sealed record Reading(long Clock, long Stamp);
}
