namespace Ledger.Log;

/// <summary>The hashes of the Merkle tree of RFC 6962 section 2.1 (SHA-256).</summary>
public static class MerkleHash
{
    /// <summary>Length of every hash, in bytes.</summary>
    public const int Size = 32;

    private const int NodeInputSize = 1 + (2 * Size);
    private static readonly byte[] LeafPrefix = [0x00];

    /// <summary>Root of the tree without leaves: SHA-256 of nothing.</summary>
    public static ReadOnlySpan<byte> Empty =>
    [
        0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9, 0x24,
        0x27, 0xae, 0x41, 0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52, 0xb8, 0x55,
    ];

    /// <summary>Writes <c>SHA-256(0x00 || entry)</c>.</summary>
    /// <param name="entry">The leaf's bytes.</param>
    /// <param name="destination">At least 32 bytes.</param>
    public static void Leaf(ReadOnlySpan<byte> entry, Span<byte> destination)
    {
        ByteWork.CountLeafHash();
        Sha256.Hash(LeafPrefix, entry, destination[..Size]);
    }

    /// <summary>Returns <c>SHA-256(0x00 || entry)</c>.</summary>
    public static byte[] Leaf(ReadOnlySpan<byte> entry)
    {
        var hash = new byte[Size];
        Leaf(entry, hash);
        return hash;
    }

    /// <summary>Returns <c>SHA-256(0x00 || start || rest)</c>: of a leaf whose bytes do not stand in one place.</summary>
    /// <param name="start">At most 63 bytes.</param>
    /// <param name="rest">Any length.</param>
    public static byte[] LeafOf(ReadOnlySpan<byte> start, ReadOnlySpan<byte> rest)
    {
        ByteWork.CountLeafHash();
        Span<byte> first = stackalloc byte[64];
        first[0] = LeafPrefix[0];
        start.CopyTo(first[1..]);
        var hash = new byte[Size];
        Sha256.Hash(first[..(1 + start.Length)], rest, hash);
        return hash;
    }

    /// <summary>Writes <c>SHA-256(0x01 || left || right)</c>. The destination may be one of the inputs.</summary>
    /// <param name="left">32 bytes.</param>
    /// <param name="right">32 bytes.</param>
    /// <param name="destination">At least 32 bytes.</param>
    /// <exception cref="ArgumentException">An input is not 32 bytes long.</exception>
    public static void Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> destination)
    {
        if (left.Length != Size || right.Length != Size)
            throw new ArgumentException($"A node has two hashes of {Size} bytes, not {left.Length} and {right.Length}.", nameof(left));

        Span<byte> input = stackalloc byte[NodeInputSize];
        input[0] = 0x01;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + Size)..]);
        Sha256.Hash(input, destination[..Size]);
    }

    /// <summary>Returns <c>SHA-256(0x01 || left || right)</c>.</summary>
    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var hash = new byte[Size];
        Node(left, right, hash);
        return hash;
    }
}
