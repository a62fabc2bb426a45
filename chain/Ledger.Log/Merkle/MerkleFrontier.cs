using System.Numerics;

namespace Ledger.Log;

/// <summary>
/// The right edge of a growing log: its size and the roots of its complete subtrees, one per
/// set bit of the size. Enough to append and to give the root without reading the store, with
/// no allocation per entry. Not safe for use by several threads at once.
/// </summary>
public sealed class MerkleFrontier
{
    private const int MaxLevels = 63;

    // Slot L holds the root of the complete subtree of 2^L entries when bit L of the size is set.
    private readonly byte[] peaks;

    /// <summary>The edge of an empty log.</summary>
    public MerkleFrontier()
        : this(0, new byte[MaxLevels * MerkleHash.Size])
    {
    }

    private MerkleFrontier(ulong size, byte[] peaks)
    {
        Size = size;
        this.peaks = peaks;
    }

    /// <summary>Number of entries, at most 2^63 − 1.</summary>
    public ulong Size { get; private set; }

    /// <summary>Reads the edge of a stored log: at most 63 hashes.</summary>
    /// <param name="size">Number of entries of the stored log.</param>
    /// <param name="reader">Its stored hashes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is over 2^63 − 1.</exception>
    /// <exception cref="KeyNotFoundException">The store lacks a hash.</exception>
    public static MerkleFrontier Load(ulong size, IMerkleHashReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, MerkleLog.MaxSize);
        var frontier = new MerkleFrontier(size, new byte[MaxLevels * MerkleHash.Size]);
        for (var rest = size; rest != 0; rest &= rest - 1)
        {
            var level = BitOperations.TrailingZeroCount(rest);
            reader.Read(level, (size >> level) - 1, frontier.Peak(level));
        }

        return frontier;
    }

    /// <summary>Appends one leaf and passes on every hash this completes, the leaf's own first.</summary>
    /// <param name="leafHash">32 bytes: <see cref="MerkleHash.Leaf(ReadOnlySpan{byte})"/> of the entry.</param>
    /// <param name="writer">Stores the completed hashes; null when only the root is wanted.</param>
    /// <exception cref="ArgumentException">The leaf hash is not 32 bytes long.</exception>
    /// <exception cref="InvalidOperationException">The log is full.</exception>
    public void Append(ReadOnlySpan<byte> leafHash, IMerkleHashWriter? writer = null)
    {
        if (leafHash.Length != MerkleHash.Size)
            throw new ArgumentException($"A leaf hash has {MerkleHash.Size} bytes, not {leafHash.Length}.", nameof(leafHash));

        if (Size == MerkleLog.MaxSize)
            throw new InvalidOperationException($"A log holds at most {MerkleLog.MaxSize} entries.");

        Span<byte> hash = stackalloc byte[MerkleHash.Size];
        leafHash.CopyTo(hash);
        var level = 0;
        writer?.Write(level, Size, hash);
        while (((Size >> level) & 1) == 1)
        {
            MerkleHash.Node(Peak(level), hash, hash);
            level++;
            writer?.Write(level, Size >> level, hash);
        }

        hash.CopyTo(Peak(level));
        Size++;
    }

    /// <summary>Writes the root of the log so far.</summary>
    /// <param name="destination">At least 32 bytes.</param>
    public void Root(Span<byte> destination)
    {
        var root = destination[..MerkleHash.Size];
        if (Size == 0)
        {
            MerkleHash.Empty.CopyTo(root);
            return;
        }

        var lowest = BitOperations.TrailingZeroCount(Size);
        Peak(lowest).CopyTo(root);
        for (var rest = Size & (Size - 1); rest != 0; rest &= rest - 1)
            MerkleHash.Node(Peak(BitOperations.TrailingZeroCount(rest)), root, root);
    }

    /// <summary>Returns the root of the log so far.</summary>
    public byte[] Root()
    {
        var root = new byte[MerkleHash.Size];
        Root(root);
        return root;
    }

    /// <summary>An independent copy, to try a block before it is stored.</summary>
    public MerkleFrontier Clone() => new(Size, (byte[])peaks.Clone());

    private Span<byte> Peak(int level) => peaks.AsSpan(level * MerkleHash.Size, MerkleHash.Size);
}
