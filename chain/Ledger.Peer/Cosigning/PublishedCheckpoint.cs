using Ledger.Chain;
using Ledger.Log;

namespace Ledger.Peers;

/// <summary>The newest checkpoint with a quorum, signed by this department's log key.</summary>
internal sealed record PublishedCheckpoint(BlockInfo Info, string Text, VerifiedSignature LogSignature, Policy Policy);
