namespace Ledger.Fabric.Protocol;

/// <summary>A block that passed.</summary>
/// <param name="Block">The block.</param>
/// <param name="Signers">Ordering nodes whose signatures on it hold; empty for a block taken as the start.</param>
/// <param name="IgnoredSignatures">Signatures on it that do not hold, beyond those that satisfied the policy.</param>
/// <param name="Configuration">The configuration it brings; null if it brings none.</param>
public sealed record VerifiedBlock(ChannelBlock Block, IReadOnlyList<Member> Signers, int IgnoredSignatures, ChannelConfiguration? Configuration);
