namespace Ledger.Log;

/// <summary>A cosigner named in a policy.</summary>
public sealed class PolicyWitness : PolicyNode
{
    internal PolicyWitness(string name, VerifierKey key)
        : base(name) => Key = key;

    /// <summary>Its cosignature key.</summary>
    public VerifierKey Key { get; }

    internal override ulong? SatisfiedUntil(IReadOnlyDictionary<VerifierKey, ulong> newest) =>
        newest.TryGetValue(Key, out var time) ? time : null;

    internal override IEnumerable<string> Missing(IReadOnlyDictionary<VerifierKey, ulong> newest) =>
        newest.ContainsKey(Key) ? [] : [Name];
}
