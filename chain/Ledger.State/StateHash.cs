using Ledger.Log;

namespace Ledger.State;

/// <summary>The hashes of a Jellyfish Merkle tree (formats.md, section 8).</summary>
internal static class StateHash
{
    /// <summary>Bytes of what the hash of a node with two children is over.</summary>
    public const int InnerSize = 16 + (2 * Hash256.Size);

    /// <summary>The hash of an empty subtree; no hash of anything, so nothing can be shown under it.</summary>
    public static ReadOnlySpan<byte> Empty => "SPARSE_MERKLE_PLACEHOLDER_HASH__"u8;

    /// <summary>What a leaf's two hashes are prefixed with, 13 bytes.</summary>
    public static ReadOnlySpan<byte> LeafTag => "JMT::LeafNode"u8;

    /// <summary>What the hashes of two children are prefixed with, 16 bytes; the spelling is Diem's and part of the format.</summary>
    public static ReadOnlySpan<byte> InnerTag => "JMT::IntrnalNode"u8;

    /// <summary>The place of a key in the tree: SHA-256 of its bytes.</summary>
    public static Hash256 Key(ReadOnlySpan<byte> key)
    {
        Span<byte> hash = stackalloc byte[Hash256.Size];
        Sha256.Hash(key, hash);
        return Hash256.Read(hash);
    }

    /// <summary>The hash of the leaf that holds <paramref name="value"/> at <paramref name="keyHash"/>.</summary>
    public static Hash256 Leaf(Hash256 keyHash, ReadOnlySpan<byte> value)
    {
        Span<byte> message = stackalloc byte[77];
        LeafTag.CopyTo(message);
        keyHash.Write(message[13..]);
        Sha256.Hash(value, message[45..]);
        Sha256.Hash(message, message[..Hash256.Size]);
        return Hash256.Read(message);
    }

    /// <summary>The hash of a node with two children.</summary>
    /// <param name="children">Left and right hash, 64 bytes.</param>
    /// <param name="destination">32 bytes; may overlap the children.</param>
    public static void Inner(ReadOnlySpan<byte> children, Span<byte> destination)
    {
        Span<byte> message = stackalloc byte[InnerSize];
        InnerTag.CopyTo(message);
        children[..(2 * Hash256.Size)].CopyTo(message[InnerTag.Length..]);
        Sha256.Hash(message, destination);
    }
}
