namespace Ledger.Chain;

/// <summary>How far a replay has come.</summary>
/// <param name="Block">Newest block executed, sealed and compared.</param>
/// <param name="Size">Entries up to it, seals included.</param>
/// <param name="Events">Events applied up to it, those of earlier runs among them.</param>
public sealed record ReplayProgress(ulong Block, ulong Size, ulong Events);
