namespace Ledger.Log;

/// <summary>
/// Reads the stored hashes of complete subtrees. Hash (level, index) is the root of the
/// entries [index·2^level, (index+1)·2^level); once stored it never changes.
/// </summary>
public interface IMerkleHashReader
{
    /// <summary>Copies one stored hash.</summary>
    /// <param name="level">0 for leaf hashes, at most 62.</param>
    /// <param name="index">Number of the subtree at that level, from the left.</param>
    /// <param name="destination">Exactly 32 bytes.</param>
    /// <exception cref="KeyNotFoundException">The hash is not stored: the store holds a smaller tree than asked for, or is damaged.</exception>
    void Read(int level, ulong index, Span<byte> destination);
}
