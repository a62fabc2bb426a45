namespace Ledger.State;

/// <summary>A verifier's answer.</summary>
/// <param name="Failed">The guard that failed, or <see cref="ProofGuard.None"/>.</param>
/// <param name="Detail">What was seen and what was wanted; empty for a valid proof.</param>
public readonly record struct ProofVerdict(ProofGuard Failed, string Detail)
{
    /// <summary>The verdict on a valid proof.</summary>
    public static ProofVerdict Valid { get; } = new(ProofGuard.None, "");

    /// <summary>Whether the proof holds.</summary>
    public bool IsValid => Failed == ProofGuard.None;
}
