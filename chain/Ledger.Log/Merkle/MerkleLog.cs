using System.Numerics;

namespace Ledger.Log;

/// <summary>
/// Appends to and proves from a log whose complete subtree hashes are stored
/// (RFC 6962 section 2.1). Nothing here hashes entries again: every call reads and hashes a
/// number of nodes logarithmic in the size.
/// </summary>
public static class MerkleLog
{
    /// <summary>Largest number of entries: 2^63 − 1 (C2SP tlog-checkpoint).</summary>
    public const ulong MaxSize = long.MaxValue;

    /// <summary>Longest inclusion or consistency proof, in hashes.</summary>
    public const int MaxProofLength = 63;

    /// <summary>
    /// The hashes to store when a leaf is appended to a log of the given size: the leaf's own, then each subtree it completes.
    /// <see cref="MerkleFrontier"/> does the same for many leaves without reading.
    /// </summary>
    /// <param name="size">Entries before the append.</param>
    /// <param name="leafHash">32 bytes.</param>
    /// <param name="reader">Stored hashes of the log so far.</param>
    public static IReadOnlyList<StoredHash> Append(ulong size, ReadOnlySpan<byte> leafHash, IMerkleHashReader reader)
    {
        var collected = new Collector();
        MerkleFrontier.Load(size, reader).Append(leafHash, collected);
        return collected.Hashes;
    }

    /// <summary>Root of the first <paramref name="size"/> entries.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is over <see cref="MaxSize"/>.</exception>
    /// <exception cref="KeyNotFoundException">The store lacks a hash.</exception>
    public static byte[] Root(ulong size, IMerkleHashReader reader) => MerkleFrontier.Load(size, reader).Root();

    /// <summary>
    /// Proof that entry <paramref name="index"/> is in the tree of <paramref name="size"/> entries, from the leaf to the root
    /// (RFC 9162 section 2.1.3.1).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not index &lt; size ≤ <see cref="MaxSize"/>.</exception>
    /// <exception cref="KeyNotFoundException">The store lacks a hash.</exception>
    public static IReadOnlyList<byte[]> InclusionProof(ulong index, ulong size, IMerkleHashReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, MaxSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var proof = new List<byte[]>();
        AddSiblings(proof, 0, index, size, reader);
        return proof;
    }

    /// <summary>
    /// Proof that the tree of <paramref name="oldSize"/> entries is a prefix of that of <paramref name="newSize"/> (RFC 9162
    /// section 2.1.4.1). Empty when the sizes are equal.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 &lt; old size ≤ new size ≤ <see cref="MaxSize"/>: an empty tree is
    /// consistent with anything and proves nothing.</exception>
    /// <exception cref="KeyNotFoundException">The store lacks a hash.</exception>
    public static IReadOnlyList<byte[]> ConsistencyProof(ulong oldSize, ulong newSize, IMerkleHashReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentOutOfRangeException.ThrowIfZero(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(newSize, MaxSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, newSize);
        var proof = new List<byte[]>();
        if (oldSize == newSize)
            return proof;

        // The proof climbs from the last complete subtree of the old tree. A verifier knows that
        // subtree's root when it is the whole old tree, so it is left out then.
        var level = BitOperations.TrailingZeroCount(oldSize);
        if (!BitOperations.IsPow2(oldSize))
            proof.Add(ReadHash(level, (oldSize - 1) >> level, reader));

        AddSiblings(proof, level, oldSize - 1, newSize, reader);
        return proof;
    }

    /// <summary>Adds the siblings on the way from the subtree at <paramref name="level"/> that holds <paramref name="entry"/> up to the root.</summary>
    private static void AddSiblings(List<byte[]> proof, int level, ulong entry, ulong size, IMerkleHashReader reader)
    {
        for (var last = (size - 1) >> level; last != 0; level++, last >>= 1)
        {
            var sibling = (entry >> level) ^ 1;
            if (sibling < last)
            {
                proof.Add(ReadHash(level, sibling, reader));
            }
            else if (sibling == last)
            {
                proof.Add(RightEdge(level, size, reader));
            }
        }
    }

    /// <summary>Root of the last subtree at a level, which may be incomplete.</summary>
    private static byte[] RightEdge(int level, ulong size, IMerkleHashReader reader)
    {
        var rest = size - (((size - 1) >> level) << level);
        var lowest = BitOperations.TrailingZeroCount(rest);
        var root = ReadHash(lowest, (size >> lowest) - 1, reader);
        Span<byte> left = stackalloc byte[MerkleHash.Size];
        for (rest &= rest - 1; rest != 0; rest &= rest - 1)
        {
            var peak = BitOperations.TrailingZeroCount(rest);
            reader.Read(peak, (size >> peak) - 1, left);
            MerkleHash.Node(left, root, root);
        }

        return root;
    }

    private static byte[] ReadHash(int level, ulong index, IMerkleHashReader reader)
    {
        var hash = new byte[MerkleHash.Size];
        reader.Read(level, index, hash);
        return hash;
    }

    private sealed class Collector : IMerkleHashWriter
    {
        public List<StoredHash> Hashes { get; } = [];

        public void Write(int level, ulong index, ReadOnlySpan<byte> hash) =>
            Hashes.Add(new StoredHash(level, index, hash.ToArray()));
    }
}
