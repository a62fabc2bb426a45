namespace Ledger.Chain;

/// <summary>What a replay came to: to be compared with a checkpoint that the departments signed.</summary>
/// <param name="Head">The last block: size, root, state root.</param>
/// <param name="Seal">Bytes of its seal entry.</param>
/// <param name="Events">Events applied.</param>
public sealed record ReplayResult(BlockInfo Head, byte[] Seal, ulong Events);
