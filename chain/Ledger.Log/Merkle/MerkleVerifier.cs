using System.Numerics;

namespace Ledger.Log;

/// <summary>
/// Checks proofs made by anyone (RFC 9162 sections 2.1.3.2 and 2.1.4.2, with the stricter
/// guards of <see cref="MerkleResult"/>). Never throws, whatever the input.
/// </summary>
public static class MerkleVerifier
{
    /// <summary>Checks that a leaf is entry <paramref name="index"/> of the tree with the given size and root.</summary>
    /// <param name="leafHash">32 bytes: <c>SHA-256(0x00 || entry)</c>.</param>
    /// <param name="index">Position of the entry, from 0.</param>
    /// <param name="size">Number of entries.</param>
    /// <param name="root">32 bytes.</param>
    /// <param name="proof">Sibling hashes from the leaf to the root.</param>
    public static MerkleResult Inclusion(ReadOnlySpan<byte> leafHash, ulong index, ulong size, ReadOnlySpan<byte> root, IReadOnlyList<byte[]> proof)
    {
        if (size > MerkleLog.MaxSize)
            return MerkleResult.SizeTooLarge;

        if (index >= size)
            return MerkleResult.IndexNotInTree;

        if (CheckHashes(leafHash, root, proof) is var guard and not MerkleResult.Valid)
            return guard;

        Span<byte> hash = stackalloc byte[MerkleHash.Size];
        leafHash.CopyTo(hash);
        var node = index;
        var last = size - 1;
        foreach (var sibling in proof)
        {
            if (last == 0)
                return MerkleResult.ProofTooLong;

            if ((node & 1) == 1 || node == last)
            {
                MerkleHash.Node(sibling, hash, hash);
                SkipLevelsWithoutSibling(ref node, ref last);
            }
            else
            {
                MerkleHash.Node(hash, sibling, hash);
            }

            node >>= 1;
            last >>= 1;
        }

        if (last != 0)
            return MerkleResult.ProofTooShort;

        return hash.SequenceEqual(root) ? MerkleResult.Valid : MerkleResult.RootDiffers;
    }

    /// <summary>Checks that the tree with the old size and root is a prefix of the one with the new size and root.</summary>
    /// <param name="oldSize">At least 1.</param>
    /// <param name="oldRoot">32 bytes.</param>
    /// <param name="newSize">At least the old size.</param>
    /// <param name="newRoot">32 bytes.</param>
    /// <param name="proof">Empty exactly when the sizes are equal.</param>
    public static MerkleResult Consistency(ulong oldSize, ReadOnlySpan<byte> oldRoot, ulong newSize, ReadOnlySpan<byte> newRoot, IReadOnlyList<byte[]> proof)
    {
        if (oldSize == 0)
            return MerkleResult.OldTreeEmpty;

        if (newSize > MerkleLog.MaxSize || oldSize > MerkleLog.MaxSize)
            return MerkleResult.SizeTooLarge;

        if (oldSize > newSize)
            return MerkleResult.OldTreeLarger;

        if (CheckHashes(oldRoot, newRoot, proof) is var guard and not MerkleResult.Valid)
            return guard;

        if (oldSize == newSize)
        {
            return proof.Count != 0 ? MerkleResult.ProofTooLong
                : oldRoot.SequenceEqual(newRoot) ? MerkleResult.Valid
                : MerkleResult.RootDiffers;
        }

        if (proof.Count == 0)
            return MerkleResult.ProofTooShort;

        return Climb(oldSize, oldRoot, newSize, newRoot, proof);
    }

    private static MerkleResult Climb(ulong oldSize, ReadOnlySpan<byte> oldRoot, ulong newSize, ReadOnlySpan<byte> newRoot, IReadOnlyList<byte[]> proof)
    {
        var complete = BitOperations.TrailingZeroCount(oldSize);
        var node = (oldSize - 1) >> complete;
        var last = (newSize - 1) >> complete;

        // An old tree of 2^k entries is itself the subtree to start from; otherwise the proof names it.
        var next = BitOperations.IsPow2(oldSize) ? 0 : 1;
        Span<byte> oldHash = stackalloc byte[MerkleHash.Size];
        Span<byte> newHash = stackalloc byte[MerkleHash.Size];
        var start = next == 0 ? oldRoot : proof[0];
        start.CopyTo(oldHash);
        start.CopyTo(newHash);
        for (; next < proof.Count; next++)
        {
            if (last == 0)
                return MerkleResult.ProofTooLong;

            if ((node & 1) == 1 || node == last)
            {
                MerkleHash.Node(proof[next], oldHash, oldHash);
                MerkleHash.Node(proof[next], newHash, newHash);
                SkipLevelsWithoutSibling(ref node, ref last);
            }
            else
            {
                MerkleHash.Node(newHash, proof[next], newHash);
            }

            node >>= 1;
            last >>= 1;
        }

        if (last != 0)
            return MerkleResult.ProofTooShort;

        return !oldHash.SequenceEqual(oldRoot) ? MerkleResult.OldRootDiffers
            : newHash.SequenceEqual(newRoot) ? MerkleResult.Valid
            : MerkleResult.RootDiffers;
    }

    /// <summary>A left child at the right edge has no sibling on its level and moves up unchanged.</summary>
    private static void SkipLevelsWithoutSibling(ref ulong node, ref ulong last)
    {
        while ((node & 1) == 0 && node != 0)
        {
            node >>= 1;
            last >>= 1;
        }
    }

    private static MerkleResult CheckHashes(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, IReadOnlyList<byte[]> proof)
    {
        if (proof is null || first.Length != MerkleHash.Size || second.Length != MerkleHash.Size)
            return MerkleResult.WrongHashLength;

        if (proof.Count > MerkleLog.MaxProofLength)
            return MerkleResult.ProofTooLong;

        for (var i = 0; i < proof.Count; i++)
        {
            if (proof[i] is not { Length: MerkleHash.Size })
                return MerkleResult.WrongHashLength;
        }

        return MerkleResult.Valid;
    }
}
