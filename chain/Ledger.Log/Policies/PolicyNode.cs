namespace Ledger.Log;

/// <summary>A name that a quorum can be made of: a witness or a group.</summary>
public abstract class PolicyNode
{
    private protected PolicyNode(string name) => Name = name;

    /// <summary>The name used inside the policy.</summary>
    public string Name { get; }

    /// <summary>
    /// Latest T such that cosignatures with time ≥ T satisfy this node; null when it is not
    /// satisfied at all.
    /// </summary>
    /// <param name="newest">Newest time of a valid cosignature per key.</param>
    internal abstract ulong? SatisfiedUntil(IReadOnlyDictionary<VerifierKey, ulong> newest);

    /// <summary>Names of the witnesses below that have not cosigned.</summary>
    internal abstract IEnumerable<string> Missing(IReadOnlyDictionary<VerifierKey, ulong> newest);
}
