namespace Ledger.Peers;

/// <summary>An entry proved in a checkpoint that bears the quorum: the acknowledgement of an envelope.</summary>
/// <param name="LeafHash">Leaf hash of the entry, 32 bytes.</param>
/// <param name="Index">Its index in the log.</param>
/// <param name="Entry">Its bytes.</param>
/// <param name="Size">Size of the checkpoint that it is proved in.</param>
/// <param name="Proof">Proof file (C2SP tlog-proof) with the checkpoint note.</param>
public sealed record Receipt(byte[] LeafHash, ulong Index, byte[] Entry, ulong Size, string Proof);
