namespace Ledger.Departments;

/// <summary>
/// What each member may use up in a day. It comes back evenly, so no midnight brings a rush; after a restart it is counted from
/// what was kept (<see cref="Restore"/>).
/// </summary>
/// <param name="perDay">What a member has when it has used nothing.</param>
/// <param name="time">The clock.</param>
internal sealed class DailyAllowance(long perDay, TimeProvider time)
{
    private readonly Lock gate = new();

    // What is left is counted in parts, as many to one as a day has ticks: in a tick as many parts come back as a day allows.
    private readonly Dictionary<string, (Int128 Left, long Seen)> members = new(StringComparer.Ordinal);

    private readonly Int128 full = (Int128)perDay * TimeSpan.TicksPerDay;

    /// <summary>What a member has when it has used nothing.</summary>
    public long PerDay => perDay;

    /// <summary>What a member has left, whole.</summary>
    public long Left(string member)
    {
        lock (gate)
        {
            return (long)(Refill(member) / TimeSpan.TicksPerDay);
        }
    }

    /// <summary>Uses some up; goes below nothing rather than refuse, for the use has happened.</summary>
    public void Take(string member, long amount)
    {
        lock (gate)
        {
            members[member] = (Refill(member) - ((Int128)amount * TimeSpan.TicksPerDay), time.GetTimestamp());
        }
    }

    /// <summary>Uses some up if a member has as much.</summary>
    public bool TryTake(string member, long amount)
    {
        lock (gate)
        {
            var left = Refill(member) - ((Int128)amount * TimeSpan.TicksPerDay);
            if (left < 0)
                return false;

            members[member] = (left, time.GetTimestamp());
            return true;
        }
    }

    /// <summary>Gives back what was taken for a use that has not happened.</summary>
    public void GiveBack(string member, long amount) => Take(member, -amount);

    /// <summary>Counts what was used before a restart, as if it had been a full day ago that nobody had used anything.</summary>
    /// <param name="uses">Who used how much when, ms since 1970, in order of time, as good as.</param>
    public void Restore(IEnumerable<(string Member, ulong TimeMs, long Amount)> uses)
    {
        var now = (ulong)time.GetUtcNow().ToUnixTimeMilliseconds();
        lock (gate)
        {
            var folded = new Dictionary<string, (Int128 Left, ulong AtMs)>(StringComparer.Ordinal);
            foreach (var (member, timeMs, amount) in uses)
            {
                var (left, at) = folded.TryGetValue(member, out var known) ? known : (full, timeMs);
                var until = Math.Min(now, Math.Max(at, timeMs));
                folded[member] = (Grown(left, at, until) - ((Int128)amount * TimeSpan.TicksPerDay), until);
            }

            foreach (var (member, (left, at)) in folded)
                members[member] = (Grown(left, at, now), time.GetTimestamp());
        }
    }

    /// <summary>How long until a member has so much again.</summary>
    /// <param name="member">The member.</param>
    /// <param name="amount">How much; more than a day brings is waited for as long as a full day's.</param>
    public TimeSpan Wait(string member, long amount = 1)
    {
        lock (gate)
        {
            var lacking = ((Int128)Math.Min(amount, perDay) * TimeSpan.TicksPerDay) - Refill(member);
            return lacking <= 0 ? TimeSpan.Zero : TimeSpan.FromTicks((long)((lacking + perDay - 1) / perDay));
        }
    }

    private Int128 Grown(Int128 left, ulong fromMs, ulong untilMs)
        => Int128.Min(full, left + ((Int128)(untilMs > fromMs ? untilMs - fromMs : 0) * TimeSpan.TicksPerMillisecond * perDay));

    private Int128 Refill(string member)
    {
        if (!members.TryGetValue(member, out var known))
            return full;

        var now = time.GetTimestamp();
        var left = Int128.Min(full, known.Left + ((Int128)time.GetElapsedTime(known.Seen, now).Ticks * perDay));
        members[member] = (left, now);
        return left;
    }
}
