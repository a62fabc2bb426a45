namespace Ledger.Peers;

/// <summary>A block as a member holds it. Its seal is not believed: with it the log's root is computed before anything is executed.</summary>
/// <param name="Number">Block number.</param>
/// <param name="Envelopes">Bytes of its envelopes.</param>
/// <param name="Seal">Bytes of its seal entry there.</param>
public sealed record HeldBlock(ulong Number, IReadOnlyList<ReadOnlyMemory<byte>> Envelopes, ReadOnlyMemory<byte> Seal);
