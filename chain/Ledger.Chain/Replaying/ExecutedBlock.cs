using Ledger.V1;

namespace Ledger.Chain;

/// <summary>A block of a replay whose envelopes were executed, to be sealed and compared with the seal on the ledger.</summary>
/// <param name="Block">The block as the stream had it.</param>
/// <param name="Recorded">Its seal.</param>
/// <param name="Base">What it stands on.</param>
/// <param name="Builder">Holds what was executed.</param>
/// <param name="Events">Events applied with it.</param>
internal sealed record ExecutedBlock(ReplayBlock Block, Seal Recorded, ReplayBase Base, BlockBuilder Builder, ulong Events);
