namespace Ledger.Chain;

/// <summary>A block as a peer computed it.</summary>
/// <param name="Number">Block number; 0 is genesis.</param>
/// <param name="FirstEntry">Index of its first entry.</param>
/// <param name="EntryCount">Its entries, without the seal.</param>
/// <param name="Size">Size of the log with the block's seal; the seal's index is Size − 1.</param>
/// <param name="Root">Root of the log at that size, 32 bytes.</param>
/// <param name="StateRoot">Root of the world state after the block, 32 bytes.</param>
/// <param name="SealHash">Leaf hash of the seal, 32 bytes.</param>
/// <param name="TimeMs">Latest envelope time so far, milliseconds since 1970; informational.</param>
/// <param name="Profile">Rule profile in force after the block.</param>
/// <param name="GovernanceBlock">Newest block up to this one that changed quorum or peer keys.</param>
public sealed record BlockInfo(
    ulong Number,
    ulong FirstEntry,
    uint EntryCount,
    ulong Size,
    byte[] Root,
    byte[] StateRoot,
    byte[] SealHash,
    ulong TimeMs,
    uint Profile,
    ulong GovernanceBlock);
