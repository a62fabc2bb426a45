namespace Ledger.Departments.Quotas;

/// <summary>What each member may use up in a day. It comes back evenly, so no midnight brings a rush; a restart begins with full ones.</summary>
/// <param name="perDay">What a member has when it has used nothing.</param>
/// <param name="time">The clock.</param>
internal sealed class DailyAllowance(long perDay, TimeProvider time)
{
    private readonly Lock _gate = new();

    // What is left is counted in parts, as many to one as a day has ticks: in a tick as many parts come back as a day allows.
    private readonly Dictionary<string, (Int128 Left, long Seen)> _members = new(StringComparer.Ordinal);

    private readonly Int128 _full = (Int128)perDay * TimeSpan.TicksPerDay;

    /// <summary>What a member has when it has used nothing.</summary>
    public long PerDay => perDay;

    /// <summary>What a member has left, whole.</summary>
    public long Left(string member)
    {
        lock (_gate)
        {
            return (long)(Refill(member) / TimeSpan.TicksPerDay);
        }
    }

    /// <summary>Uses some up; goes below nothing rather than refuse, for the use has happened.</summary>
    public void Take(string member, long amount)
    {
        lock (_gate)
        {
            _members[member] = (Refill(member) - ((Int128)amount * TimeSpan.TicksPerDay), time.GetTimestamp());
        }
    }

    /// <summary>Uses some up if a member has as much.</summary>
    public bool TryTake(string member, long amount)
    {
        lock (_gate)
        {
            var left = Refill(member) - ((Int128)amount * TimeSpan.TicksPerDay);
            if (left < 0)
            {
                return false;
            }

            _members[member] = (left, time.GetTimestamp());
            return true;
        }
    }

    /// <summary>Gives back what was taken for a use that has not happened.</summary>
    public void GiveBack(string member, long amount) => Take(member, -amount);

    /// <summary>How long until a member has something again.</summary>
    public TimeSpan Wait(string member)
    {
        lock (_gate)
        {
            var lacking = TimeSpan.TicksPerDay - Refill(member);
            return lacking <= 0 ? TimeSpan.Zero : TimeSpan.FromTicks((long)((lacking + perDay - 1) / perDay));
        }
    }

    private Int128 Refill(string member)
    {
        if (!_members.TryGetValue(member, out var known))
        {
            return _full;
        }

        var now = time.GetTimestamp();
        var left = Int128.Min(_full, known.Left + ((Int128)time.GetElapsedTime(known.Seen, now).Ticks * perDay));
        _members[member] = (left, now);
        return left;
    }
}
