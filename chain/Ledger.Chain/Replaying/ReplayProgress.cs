namespace Ledger.Chain;

/// <summary>How far a replay has come.</summary>
/// <param name="Block">Newest block executed.</param>
/// <param name="Size">Entries read, seals included.</param>
/// <param name="Events">Events applied.</param>
public sealed record ReplayProgress(ulong Block, ulong Size, ulong Events);
