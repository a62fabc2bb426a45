namespace Ledger.Log;

/// <summary>A group of witnesses or groups, satisfied when at least <see cref="Threshold"/> members are.</summary>
public sealed class PolicyGroup : PolicyNode
{
    internal PolicyGroup(string name, int threshold, IReadOnlyList<PolicyNode> members)
        : base(name)
    {
        Threshold = threshold;
        Members = members;
    }

    /// <summary>How many members are needed, from 1 to their number.</summary>
    public int Threshold { get; }

    /// <summary>The members, each in no other group.</summary>
    public IReadOnlyList<PolicyNode> Members { get; }

    internal override ulong? SatisfiedUntil(IReadOnlyDictionary<VerifierKey, ulong> newest)
    {
        // The k-th latest of the members' times: at that time k of them are still satisfied.
        var times = Members.Select(member => member.SatisfiedUntil(newest)).OfType<ulong>().OrderDescending().ToList();
        return times.Count >= Threshold ? times[Threshold - 1] : null;
    }

    internal override IEnumerable<string> Missing(IReadOnlyDictionary<VerifierKey, ulong> newest) =>
        Members.SelectMany(member => member.Missing(newest));
}
