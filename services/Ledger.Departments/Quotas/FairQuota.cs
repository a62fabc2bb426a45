namespace Ledger.Departments;

/// <summary>
/// Something that is limited in all, shared so that whatever some hold, each member can always have its share: half of it is set
/// aside for the members in equal parts, the rest goes to who comes first.
/// </summary>
/// <param name="total">What there is.</param>
/// <param name="most">What one member may hold.</param>
/// <param name="members">Members that it is for.</param>
internal sealed class FairQuota(int total, int most, Func<int> members)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> held = new(StringComparer.Ordinal);

    /// <summary>What a member holds.</summary>
    public int HeldBy(string member)
    {
        lock (gate)
        {
            return held.GetValueOrDefault(member);
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
        lock (gate)
        {
            var held = this.held.GetValueOrDefault(member);
            var beyondShares = this.held.Values.Sum(count => Math.Max(0, count - share));
            if (held >= share && (held >= most || beyondShares >= total - (share * parts)))
                return null;

            this.held[member] = held + 1;
            return new Part(this, member);
        }
    }

    private void Give(string member)
    {
        lock (gate)
        {
            if (--held[member] == 0)
                held.Remove(member);
        }
    }

    private sealed class Part(FairQuota quota, string member) : IDisposable
    {
        private int given;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref given, 1) == 0)
                quota.Give(member);
        }
    }
}
