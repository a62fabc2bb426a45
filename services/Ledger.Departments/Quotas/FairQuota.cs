namespace Ledger.Departments.Quotas;

/// <summary>
/// Something that is limited in all, shared so that whatever some hold, each member can always have its share: half of it is set
/// aside for the members in equal parts, the rest goes to who comes first.
/// </summary>
/// <param name="total">What there is.</param>
/// <param name="most">What one member may hold.</param>
/// <param name="members">Members that it is for.</param>
internal sealed class FairQuota(int total, int most, Func<int> members)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _held = new(StringComparer.Ordinal);

    /// <summary>What a member holds.</summary>
    public int HeldBy(string member)
    {
        lock (_gate)
        {
            return _held.GetValueOrDefault(member);
        }
    }

    /// <summary>What a member may hold.</summary>
    public int Most => most;

    /// <summary>Takes one.</summary>
    /// <returns>Gives it back when disposed; null when the member may have no more.</returns>
    public IDisposable? TryTake(string member)
    {
        var parts = Math.Max(1, members());
        var share = Math.Max(1, total / (2 * parts));
        lock (_gate)
        {
            var held = _held.GetValueOrDefault(member);
            var beyondShares = _held.Values.Sum(count => Math.Max(0, count - share));
            if (held >= share && (held >= most || beyondShares >= total - (share * parts)))
            {
                return null;
            }

            _held[member] = held + 1;
            return new Part(this, member);
        }
    }

    private void Give(string member)
    {
        lock (_gate)
        {
            if (--_held[member] == 0)
            {
                _held.Remove(member);
            }
        }
    }

    private sealed class Part(FairQuota quota, string member) : IDisposable
    {
        private int _given;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _given, 1) == 0)
            {
                quota.Give(member);
            }
        }
    }
}
