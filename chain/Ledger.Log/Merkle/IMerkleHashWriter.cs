namespace Ledger.Log;

/// <summary>Takes the hashes that an append completes; each must be stored together with the entry.</summary>
public interface IMerkleHashWriter
{
    /// <summary>Takes one hash of a complete subtree (see <see cref="IMerkleHashReader"/>).</summary>
    /// <param name="level">0 for leaf hashes, at most 62.</param>
    /// <param name="index">Number of the subtree at that level, from the left.</param>
    /// <param name="hash">32 bytes, valid during the call only.</param>
    void Write(int level, ulong index, ReadOnlySpan<byte> hash);
}
