namespace Ledger.State;

/// <summary>A key and its value, with the hash of their leaf.</summary>
/// <param name="Key">The raw key; absence proofs show it.</param>
/// <param name="Value">The value.</param>
/// <param name="Hash">The leaf's hash.</param>
internal readonly record struct TreeLeaf(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Value, Hash256 Hash);
