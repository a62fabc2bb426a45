using System.Buffers.Binary;
using System.Numerics;

namespace Ledger.State;

/// <summary>A nibble node being changed. Used again and again at one depth.</summary>
internal sealed class NodeBuilder
{
    private readonly byte[] heap = new byte[NibbleNode.HeapSize];
    private readonly ulong[] versions = new ulong[NibbleNode.Slots];
    private readonly TreeLeaf[] leafSlots = new TreeLeaf[NibbleNode.Slots];
    private int leaves;
    private int inners;
    private int dirty;

    public bool Changed => dirty != 0;

    /// <summary>Starts from a node, or from nothing.</summary>
    public void Load(NibbleNode? node)
    {
        if (node is null)
        {
            leaves = inners = 0;
            // Every place above must be folded, also those of slots that stay empty.
            dirty = 0xFFFF;
            return;
        }

        leaves = node.Leaves;
        inners = node.Inners;
        dirty = 0;
        node.CopyTo(heap, versions, leafSlots);
    }

    public NodeKind Kind(int slot) => HashHeap.Kind(NibbleNode.FirstSlot + slot, leaves, inners);

    public TreeLeaf Leaf(int slot) => leafSlots[slot];

    public ulong ChildVersion(int slot) => versions[slot];

    public Hash256 ChildHash(int slot) => Hash256.Read(SlotHash(slot));

    public void Clear(int slot)
    {
        leaves &= ~(1 << slot);
        inners &= ~(1 << slot);
        dirty |= 1 << slot;
    }

    public void SetLeaf(int slot, in TreeLeaf leaf)
    {
        Clear(slot);
        leaves |= 1 << slot;
        leafSlots[slot] = leaf;
        leaf.Hash.Write(SlotHash(slot));
    }

    public void SetInner(int slot, ulong version, Hash256 hash)
    {
        Clear(slot);
        inners |= 1 << slot;
        versions[slot] = version;
        hash.Write(SlotHash(slot));
    }

    /// <summary>What the node as a whole is now.</summary>
    public NodeKind Kind() => HashHeap.Kind(1, leaves, inners);

    /// <summary>The only leaf, when <see cref="Kind()"/> says so.</summary>
    public TreeLeaf OnlyLeaf() => leafSlots[BitOperations.TrailingZeroCount(leaves)];

    /// <summary>Computes the hashes and makes the node.</summary>
    public NibbleNode Build(ulong version, NodePath path)
    {
        var innerPlaces = HashHeap.InnerPlaces(leaves, inners);
        HashHeap.Fold(heap, leaves | inners, innerPlaces, dirty);
        return NibbleNode.FromBuilder(version, path, Encode(innerPlaces), innerPlaces, heap);
    }

    /// <summary>Takes a slot over from another node at the same path.</summary>
    public void Take(int slot, NibbleNode other)
    {
        if (((other.Leaves >> slot) & 1) != 0)
        {
            SetLeaf(slot, other.Leaf(slot));
        }
        else if (((other.Inners >> slot) & 1) != 0)
        {
            SetInner(slot, other.ChildVersion(slot), Hash256.Read(other.Hash(NibbleNode.FirstSlot + slot)));
        }
        else
        {
            Clear(slot);
        }
    }

    private byte[] Encode(int innerPlaces)
    {
        ulong highest = 0;
        var size = NibbleNode.HeaderSize;
        for (var slot = 0; slot < NibbleNode.Slots; slot++)
        {
            if (((inners >> slot) & 1) != 0)
            {
                highest = Math.Max(highest, versions[slot]);
                size += Hash256.Size;
            }
            else if (((leaves >> slot) & 1) != 0)
            {
                size += Hash256.Size + 4 + leafSlots[slot].Key.Length + leafSlots[slot].Value.Length;
            }
        }

        var width = (64 - BitOperations.LeadingZeroCount(highest) + 7) / 8;
        size += width * BitOperations.PopCount((uint)inners);
        var bytes = NibbleNode.Allocate(size, innerPlaces, out var encoded);
        encoded[0] = NibbleNode.Format;
        encoded[1] = (byte)width;
        BinaryPrimitives.WriteUInt16BigEndian(encoded[2..], (ushort)leaves);
        BinaryPrimitives.WriteUInt16BigEndian(encoded[4..], (ushort)inners);
        var rest = encoded[NibbleNode.HeaderSize..];
        for (var used = leaves | inners; used != 0; used &= used - 1)
        {
            SlotHash(BitOperations.TrailingZeroCount(used)).CopyTo(rest);
            rest = rest[Hash256.Size..];
        }

        for (var mask = inners; mask != 0; mask &= mask - 1)
        {
            var version = versions[BitOperations.TrailingZeroCount(mask)];
            for (var i = 0; i < width; i++)
                rest[i] = (byte)(version >> (8 * (width - 1 - i)));

            rest = rest[width..];
        }

        var bodies = rest[(4 * BitOperations.PopCount((uint)leaves))..];
        for (var mask = leaves; mask != 0; mask &= mask - 1)
        {
            ref readonly var leaf = ref leafSlots[BitOperations.TrailingZeroCount(mask)];
            BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)leaf.Key.Length);
            BinaryPrimitives.WriteUInt16BigEndian(rest[2..], (ushort)leaf.Value.Length);
            rest = rest[4..];
            leaf.Key.Span.CopyTo(bodies);
            leaf.Value.Span.CopyTo(bodies[leaf.Key.Length..]);
            bodies = bodies[(leaf.Key.Length + leaf.Value.Length)..];
        }

        return bytes;
    }

    private Span<byte> SlotHash(int slot) =>
        heap.AsSpan((NibbleNode.FirstSlot + slot) * Hash256.Size, Hash256.Size);
}
