namespace Ledger.Departments.Quotas;

/// <summary>What each member may use up in a day. It comes back evenly, so no midnight brings a rush; a restart begins with full ones.</summary>
/// <param name="perDay">What a member has when it has used nothing.</param>
/// <param name="time">The clock.</param>
internal sealed class DailyAllowance(long perDay, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (double Left, long Seen)> _members = new(StringComparer.Ordinal);

    /// <summary>What a member has when it has used nothing.</summary>
    public long PerDay => perDay;

    /// <summary>What a member has left, whole.</summary>
    public long Left(string member)
    {
        lock (_gate)
        {
            return (long)Refill(member);
        }
    }

    /// <summary>Uses some up; goes below nothing rather than refuse, for the use has happened.</summary>
    public void Take(string member, long amount)
    {
        lock (_gate)
        {
            _members[member] = (Refill(member) - amount, time.GetTimestamp());
        }
    }

    /// <summary>How long until a member has something again.</summary>
    public TimeSpan Wait(string member)
    {
        lock (_gate)
        {
            return TimeSpan.FromDays(Math.Max(0, 1 - Refill(member)) / perDay);
        }
    }

    private double Refill(string member)
    {
        if (!_members.TryGetValue(member, out var known))
        {
            return perDay;
        }

        var now = time.GetTimestamp();
        var left = Math.Min(perDay, known.Left + (time.GetElapsedTime(known.Seen, now).TotalDays * perDay));
        _members[member] = (left, now);
        return left;
    }
}
