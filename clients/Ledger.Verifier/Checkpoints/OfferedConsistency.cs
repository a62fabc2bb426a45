namespace Ledger.Verifier;

/// <summary>A consistency proof that came with a checkpoint, not yet verified.</summary>
/// <param name="First">Size it starts from.</param>
/// <param name="Path">Hashes of the proof.</param>
public sealed record OfferedConsistency(ulong First, IReadOnlyList<byte[]> Path);
