using System.Numerics;

namespace Ledger.State;

/// <summary>The binary tree inside a nibble node; for the numbering of places see <see cref="NibbleNode"/>.</summary>
internal static class HashHeap
{
    /// <summary>The slots at or below a place, as a mask.</summary>
    public static int SlotsBelow(int place)
    {
        var level = BitOperations.Log2((uint)place);
        var width = NibbleNode.Slots >> level;
        return ((1 << width) - 1) << ((place - (1 << level)) * width);
    }

    /// <summary>What stands at a place, given which slots are leaves and which are nodes.</summary>
    public static NodeKind Kind(int place, int leaves, int inners)
    {
        var below = SlotsBelow(place);
        if ((inners & below) != 0)
            return NodeKind.Inner;

        return BitOperations.PopCount((uint)(leaves & below)) switch
        {
            0 => NodeKind.Empty,
            1 => NodeKind.Leaf,
            _ => NodeKind.Inner,
        };
    }

    /// <summary>Computes the hashes of places 15 to 1 that lie above changed slots.</summary>
    /// <param name="heap">Hashes by place; those of used slots, and of places above unchanged slots only, are right.</param>
    /// <param name="leaves">Which slots are leaves.</param>
    /// <param name="inners">Which slots are nodes.</param>
    /// <param name="dirtySlots">Which slots have changed.</param>
    public static void Fold(Span<byte> heap, int leaves, int inners, int dirtySlots)
    {
        for (var slot = 0; slot < NibbleNode.Slots; slot++)
        {
            if ((((leaves | inners) >> slot) & 1) == 0)
                StateHash.Empty.CopyTo(heap[((NibbleNode.FirstSlot + slot) * Hash256.Size)..]);
        }

        for (var place = NibbleNode.FirstSlot - 1; place >= 1; place--)
        {
            if ((SlotsBelow(place) & dirtySlots) == 0)
                continue;

            var target = heap.Slice(place * Hash256.Size, Hash256.Size);
            switch (Kind(place, leaves, inners))
            {
                case NodeKind.Empty:
                    StateHash.Empty.CopyTo(target);
                    break;
                case NodeKind.Leaf:
                    // A leaf stands at the shallowest place where it is alone.
                    var left = Kind(2 * place, leaves, inners) == NodeKind.Leaf;
                    heap.Slice(((2 * place) + (left ? 0 : 1)) * Hash256.Size, Hash256.Size).CopyTo(target);
                    break;
                default:
                    StateHash.Inner(heap.Slice(2 * place * Hash256.Size, 2 * Hash256.Size), target);
                    break;
            }
        }
    }
}
