using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Ledger.State;

/// <summary>
/// Four levels of the binary tree, stored as one: up to 16 children, each a leaf held here with its key and value, or
/// the hash of another node and the version that wrote it. Immutable.
/// </summary>
/// <remarks>
/// <para>
/// A node below the root holds at least two keys. The places inside are numbered as in a binary heap: 1 is the node's
/// own place, 2i and 2i + 1 are the children of i, 16 to 31 are the slots. The hashes of the inner ones of 1 to 15 are not
/// stored but computed once when a node is read; that also checks the node against its parent.
/// </para>
/// <para>
/// Stored is the version that wrote it (8 bytes) and its encoding, integers big-endian: format (1 byte, 1), width w of
/// versions (1 byte, 0 to 8), mask of leaf slots (2), mask of inner slots (2), for each used slot its hash (32), for each
/// inner slot its version (w), for each leaf slot the lengths of key and value (2 + 2), then for each leaf slot key and
/// value. Bit i of a mask stands for slot i.
/// </para>
/// </remarks>
internal sealed class NibbleNode
{
    public const int Slots = 16;
    public const int FirstSlot = Slots;
    public const byte Format = 1;
    public const int HeaderSize = 6;

    /// <summary>Memory of the objects around a node's bytes.</summary>
    public const int Overhead = 120;

    /// <summary>Room for the hashes of all places, the unused place 0 included.</summary>
    public const int HeapSize = 2 * Slots * Hash256.Size;

    private const int VersionSize = sizeof(ulong);
    private readonly byte[] bytes;
    private readonly int size;
    private readonly ushort leaves;
    private readonly ushort inners;
    private readonly ushort innerPlaces;
    private readonly byte versionWidth;

    private NibbleNode(NodePath path, byte[] bytes, int size, int innerPlaces)
    {
        Path = path;
        this.bytes = bytes;
        this.size = size;
        this.innerPlaces = (ushort)innerPlaces;
        Version = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        versionWidth = bytes[VersionSize + 1];
        leaves = BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(VersionSize + 2));
        inners = BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(VersionSize + 4));
    }

    /// <summary>The version that wrote the node.</summary>
    public ulong Version { get; }

    /// <summary>Where it stands.</summary>
    public NodePath Path { get; }

    /// <summary>Nibbles of the path, 0 for the root.</summary>
    public int Depth => Path.Depth;

    /// <summary>What is stored: the version, then the encoding.</summary>
    public ReadOnlySpan<byte> Stored => bytes.AsSpan(0, size);

    public ushort Leaves => leaves;

    public ushort Inners => inners;

    /// <summary>About the memory it takes, in bytes.</summary>
    public int Memory => bytes.Length + Overhead;

    private ReadOnlySpan<byte> Encoded => bytes.AsSpan(VersionSize, size - VersionSize);

    private ReadOnlySpan<byte> InnerHashes => bytes.AsSpan(size);

    /// <summary>Makes room for a node just made.</summary>
    /// <param name="encodedSize">Bytes of its encoding.</param>
    /// <param name="innerPlaces">Its inner places.</param>
    /// <param name="encoding">Takes the encoding.</param>
    public static byte[] Allocate(int encodedSize, int innerPlaces, out Span<byte> encoding)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(VersionSize + encodedSize + (Hash256.Size * BitOperations.PopCount((uint)innerPlaces)));
        encoding = bytes.AsSpan(VersionSize, encodedSize);
        return bytes;
    }

    /// <summary>A node just made, whose hashes are known.</summary>
    /// <param name="version">The version that makes it.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="bytes">From <see cref="Allocate"/>, with the encoding.</param>
    /// <param name="innerPlaces">Its inner places.</param>
    /// <param name="heap">Hashes by place, those of the inner places at least.</param>
    public static NibbleNode FromBuilder(ulong version, NodePath path, byte[] bytes, int innerPlaces, ReadOnlySpan<byte> heap)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, version);
        var size = bytes.Length - (Hash256.Size * BitOperations.PopCount((uint)innerPlaces));
        KeepInner(heap, innerPlaces, bytes.AsSpan(size));
        return new NibbleNode(path, bytes, size, innerPlaces);
    }

    /// <summary>Reads a stored node and computes its hashes.</summary>
    /// <returns>False if the bytes are no node; <paramref name="reason"/> says why.</returns>
    public static bool TryDecode(
        NodePath path, ReadOnlySpan<byte> stored, [NotNullWhen(true)] out NibbleNode? node, [NotNullWhen(false)] out string? reason)
    {
        node = null;
        reason = Check(stored);
        if (reason is not null)
            return false;

        Span<byte> heap = stackalloc byte[HeapSize];
        var encoded = stored[VersionSize..];
        var leafMask = BinaryPrimitives.ReadUInt16BigEndian(encoded[2..]);
        var innerMask = BinaryPrimitives.ReadUInt16BigEndian(encoded[4..]);
        var offset = HeaderSize;
        for (var slot = 0; slot < Slots; slot++)
        {
            if ((((leafMask | innerMask) >> slot) & 1) != 0)
            {
                encoded.Slice(offset, Hash256.Size).CopyTo(heap[((FirstSlot + slot) * Hash256.Size)..]);
                offset += Hash256.Size;
            }
        }

        var innerPlaces = HashHeap.InnerPlaces(leafMask, innerMask);
        HashHeap.Fold(heap, leafMask | innerMask, innerPlaces, dirtySlots: 0xFFFF);
        var bytes = GC.AllocateUninitializedArray<byte>(stored.Length + (Hash256.Size * BitOperations.PopCount((uint)innerPlaces)));
        stored.CopyTo(bytes);
        KeepInner(heap, innerPlaces, bytes.AsSpan(stored.Length));
        var read = new NibbleNode(path, bytes, stored.Length, innerPlaces);
        if (read.MisplacedLeaf() is { } misplaced)
        {
            reason = $"the key in slot {misplaced} belongs elsewhere.";
            return false;
        }

        node = read;
        return true;
    }

    /// <summary>What stands at a place.</summary>
    public NodeKind Kind(int place) => HashHeap.Kind(place, leaves, inners);

    /// <summary>The hash at a place, 32 bytes; a leaf stands at every place where it is alone.</summary>
    public ReadOnlySpan<byte> Hash(int place)
    {
        if (place < FirstSlot && ((innerPlaces >> place) & 1) != 0)
            return InnerHashes.Slice(Hash256.Size * Rank(innerPlaces, place), Hash256.Size);

        var below = (leaves | inners) & HashHeap.SlotsBelow(place);
        return below == 0
            ? StateHash.Empty
            : Encoded.Slice(HeaderSize + (Hash256.Size * Rank(leaves | inners, BitOperations.TrailingZeroCount(below))), Hash256.Size);
    }

    /// <summary>Gives hashes by place, of used slots and inner places, and what stands in the slots.</summary>
    public void CopyTo(Span<byte> heap, Span<ulong> versions, Span<TreeLeaf> leafSlots)
    {
        var encoded = Encoded;
        var inner = InnerHashes;
        for (int mask = innerPlaces; mask != 0; mask &= mask - 1)
        {
            inner[..Hash256.Size].CopyTo(heap[(BitOperations.TrailingZeroCount(mask) * Hash256.Size)..]);
            inner = inner[Hash256.Size..];
        }

        var hash = HeaderSize;
        var version = hash + (Hash256.Size * UsedSlots);
        var lengths = version + (versionWidth * BitOperations.PopCount(inners));
        var body = lengths + (4 * BitOperations.PopCount(leaves));
        for (var mask = leaves | inners; mask != 0; mask &= mask - 1)
        {
            var slot = BitOperations.TrailingZeroCount(mask);
            var slotHash = encoded.Slice(hash, Hash256.Size);
            slotHash.CopyTo(heap[((FirstSlot + slot) * Hash256.Size)..]);
            hash += Hash256.Size;
            if (((leaves >> slot) & 1) == 0)
            {
                versions[slot] = Version64(encoded.Slice(version, versionWidth));
                version += versionWidth;
                continue;
            }

            var (keyLength, valueLength) = (Length(lengths), Length(lengths + 2));
            leafSlots[slot] = new TreeLeaf(
                bytes.AsMemory(VersionSize + body, keyLength),
                bytes.AsMemory(VersionSize + body + keyLength, valueLength),
                Hash256.Read(slotHash));
            lengths += 4;
            body += keyLength + valueLength;
        }
    }

    /// <summary>The version that wrote the child in an inner slot.</summary>
    public ulong ChildVersion(int slot)
    {
        var offset = HeaderSize + (Hash256.Size * UsedSlots) + (versionWidth * Rank(inners, slot));
        return Version64(Encoded.Slice(offset, versionWidth));
    }

    /// <summary>The leaf in a leaf slot. Key and value are views of the node's bytes.</summary>
    public TreeLeaf Leaf(int slot)
    {
        var lengths = HeaderSize + (Hash256.Size * UsedSlots) + (versionWidth * BitOperations.PopCount(inners));
        var rank = Rank(leaves, slot);
        var offset = lengths + (4 * BitOperations.PopCount(leaves));
        for (var i = 0; i < rank; i++)
            offset += Length(lengths + (4 * i)) + Length(lengths + (4 * i) + 2);

        int keyLength = Length(lengths + (4 * rank));
        int valueLength = Length(lengths + (4 * rank) + 2);
        return new TreeLeaf(
            bytes.AsMemory(VersionSize + offset, keyLength),
            bytes.AsMemory(VersionSize + offset + keyLength, valueLength),
            Hash256.Read(Hash(FirstSlot + slot)));
    }

    /// <summary>The leaf in a leaf slot, checked against its hash.</summary>
    /// <exception cref="StateNodeDamagedException">Key or value are not those that were hashed.</exception>
    public TreeLeaf CheckedLeaf(int slot)
    {
        var leaf = Leaf(slot);
        if (StateHash.Leaf(StateHash.Key(leaf.Key.Span), leaf.Value.Span) != leaf.Hash)
            throw new StateNodeDamagedException(Path, $"key and value of a leaf do not hash to {leaf.Hash}.");

        return leaf;
    }

    /// <summary>The only leaf at or below a place whose kind is <see cref="NodeKind.Leaf"/>, checked against its hash.</summary>
    /// <exception cref="StateNodeDamagedException">Key or value are not those that were hashed.</exception>
    public TreeLeaf LeafBelow(int place) =>
        CheckedLeaf(BitOperations.TrailingZeroCount(leaves & HashHeap.SlotsBelow(place)));

    private static string? Check(ReadOnlySpan<byte> stored)
    {
        if (stored.Length < VersionSize + HeaderSize)
            return $"it has {stored.Length} bytes only.";

        var version = BinaryPrimitives.ReadUInt64BigEndian(stored);
        var encoded = stored[VersionSize..];
        if (encoded[0] != Format || encoded[1] > sizeof(ulong))
            return $"it does not begin as a node of format {Format} does.";

        var leafMask = BinaryPrimitives.ReadUInt16BigEndian(encoded[2..]);
        var innerMask = BinaryPrimitives.ReadUInt16BigEndian(encoded[4..]);
        if ((leafMask & innerMask) != 0)
            return "a slot is both leaf and node.";

        var leafCount = BitOperations.PopCount(leafMask);
        var innerCount = BitOperations.PopCount(innerMask);
        var versions = HeaderSize + (Hash256.Size * (leafCount + innerCount));
        var lengths = versions + (encoded[1] * innerCount);
        long size = lengths + (4 * leafCount);
        if (size <= encoded.Length)
        {
            for (var i = lengths; i < lengths + (4 * leafCount); i += 2)
            {
                var length = BinaryPrimitives.ReadUInt16BigEndian(encoded[i..]);
                if (length == 0)
                    return "a key or value is empty.";

                size += length;
            }
        }

        if (size != encoded.Length)
            return $"its parts take {size} bytes, but it has {encoded.Length}.";

        for (var i = versions; i < lengths; i += encoded[1])
        {
            if (Version64(encoded.Slice(i, encoded[1])) is var child && child > version)
                return $"a child is of version {child}, later than the node's own, {version}.";
        }

        return null;
    }

    /// <summary>A slot whose leaf's key does not hash to it. The node's hash cannot tell: a lone leaf has the same in every slot.</summary>
    private int? MisplacedLeaf()
    {
        for (var mask = (int)leaves; mask != 0; mask &= mask - 1)
        {
            var slot = BitOperations.TrailingZeroCount(mask);
            var keyHash = StateHash.Key(Leaf(slot).Key.Span);
            if (keyHash.Nibble(Depth) != slot || keyHash.CommonBits(Path.Nibbles) < 4 * Depth)
                return slot;
        }

        return null;
    }

    private static void KeepInner(ReadOnlySpan<byte> heap, int innerPlaces, Span<byte> into)
    {
        for (var mask = innerPlaces; mask != 0; mask &= mask - 1)
        {
            heap.Slice(BitOperations.TrailingZeroCount(mask) * Hash256.Size, Hash256.Size).CopyTo(into);
            into = into[Hash256.Size..];
        }
    }

    private static ulong Version64(ReadOnlySpan<byte> digits)
    {
        ulong version = 0;
        foreach (var digit in digits)
            version = (version << 8) | digit;

        return version;
    }

    private int UsedSlots => BitOperations.PopCount((uint)(leaves | inners));

    private static int Rank(int mask, int slot) => BitOperations.PopCount((uint)(mask & ((1 << slot) - 1)));

    private ushort Length(int offset) => BinaryPrimitives.ReadUInt16BigEndian(Encoded[offset..]);
}
