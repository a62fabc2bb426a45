namespace Ledger.Log;

/// <summary>The root of the complete subtree over the entries [index·2^level, (index+1)·2^level).</summary>
/// <param name="Level">0 for leaf hashes.</param>
/// <param name="Index">Number of the subtree at that level.</param>
/// <param name="Hash">32 bytes.</param>
public readonly record struct StoredHash(int Level, ulong Index, byte[] Hash);
