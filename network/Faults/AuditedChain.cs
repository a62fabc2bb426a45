namespace Ledger.Network;

/// <summary>What a replay of the whole chain came to.</summary>
/// <param name="Blocks">Blocks, block 0 included.</param>
/// <param name="Events">Events executed.</param>
/// <param name="StateRoot">The state root reached, 32 bytes.</param>
internal sealed record AuditedChain(ulong Blocks, ulong Events, byte[] StateRoot);
