using Ledger.Chain;
using Ledger.Log;

namespace Ledger.Peers;

/// <summary>A block whose checkpoint bears the quorum and this department's log signature.</summary>
/// <param name="Info">The block.</param>
/// <param name="Note">Its checkpoint with all lines held.</param>
/// <param name="Verdict">What the ledger's own policy says of it: also what dates it.</param>
public sealed record PublishedBlock(BlockInfo Info, SignedNote Note, CheckpointVerdict Verdict);
