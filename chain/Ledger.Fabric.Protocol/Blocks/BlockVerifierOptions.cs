using System.Collections.Frozen;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>What a verifier tolerates and what it is told.</summary>
public sealed record BlockVerifierOptions
{
    /// <summary>
    /// Accepts an empty previous hash in block 1. Test networks and ledgers of Fabric 1.1 have it; the chain then holds
    /// from block 1 on, and nothing ties it to block 0.
    /// </summary>
    public bool AllowEmptyPreviousHashInBlockOne { get; init; }

    /// <summary>
    /// Accepts blocks without ordering signatures. Only for files made by tools: hashes alone prove nothing about who
    /// made a block.
    /// </summary>
    public bool AllowUnsignedBlocks { get; init; }

    /// <summary>
    /// Namespaces that the reader goes by; null for all. A transaction is then judged whole only when it writes to one of them, and by
    /// its endorsements when it changes the definition of the chaincode of that name: what else stands on the channel may be signed
    /// with other keys and validated by other rules than are known here, and is Fabric's own affair.
    /// </summary>
    public IReadOnlySet<string>? Namespaces { get; init; }

    /// <summary>
    /// Endorsement policies by chaincode, for those that the verifier cannot learn from the ledger: defined before the
    /// block it starts at, or by the lifecycle of Fabric 1.x.
    /// </summary>
    public IReadOnlyDictionary<string, ApplicationPolicy> EndorsementPolicies { get; init; } = FrozenDictionary<string, ApplicationPolicy>.Empty;
}
