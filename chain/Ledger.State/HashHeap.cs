using Ledger.Log;
using System.Numerics;

namespace Ledger.State;

/// <summary>The binary tree inside a nibble node; for the numbering of places see <see cref="NibbleNode"/>.</summary>
internal static class HashHeap
{
    /// <summary>For each place the slots at or below it, as a mask.</summary>
    private static readonly ushort[] Below =
    [
        0, 0xFFFF,
        0x00FF, 0xFF00,
        0x000F, 0x00F0, 0x0F00, 0xF000,
        0x0003, 0x000C, 0x0030, 0x00C0, 0x0300, 0x0C00, 0x3000, 0xC000,
        0x0001, 0x0002, 0x0004, 0x0008, 0x0010, 0x0020, 0x0040, 0x0080, 0x0100, 0x0200, 0x0400, 0x0800, 0x1000, 0x2000, 0x4000, 0x8000,
    ];

    /// <summary>The slots at or below a place, as a mask.</summary>
    public static int SlotsBelow(int place) => Below[place];

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

    /// <summary>Which of the places 1 to 15 are of <see cref="NodeKind.Inner"/> and so have a hash of their own.</summary>
    public static int InnerPlaces(int leaves, int inners)
    {
        var places = 0;
        for (var place = 1; place < NibbleNode.FirstSlot; place++)
        {
            if (Kind(place, leaves, inners) == NodeKind.Inner)
                places |= 1 << place;
        }

        return places;
    }

    /// <summary>Computes the hashes of the inner places that lie above changed slots.</summary>
    /// <param name="heap">Hashes by place; those of used slots, and of inner places above unchanged slots only, are right.</param>
    /// <param name="used">Which slots are leaves or nodes.</param>
    /// <param name="innerPlaces">From <see cref="InnerPlaces"/>.</param>
    /// <param name="dirtySlots">Which slots have changed.</param>
    public static void Fold(Span<byte> heap, int used, int innerPlaces, int dirtySlots)
    {
        Span<byte> message = stackalloc byte[StateHash.InnerSize];
        StateHash.InnerTag.CopyTo(message);
        for (var place = NibbleNode.FirstSlot - 1; place >= 1; place--)
        {
            if (((innerPlaces >> place) & 1) == 0 || (SlotsBelow(place) & dirtySlots) == 0)
                continue;

            Hash(heap, 2 * place, used, innerPlaces).CopyTo(message[StateHash.InnerTag.Length..]);
            Hash(heap, (2 * place) + 1, used, innerPlaces).CopyTo(message[(StateHash.InnerTag.Length + Hash256.Size)..]);
            Sha256.Hash(message, heap.Slice(place * Hash256.Size, Hash256.Size));
        }
    }

    /// <summary>The hash at a place; a leaf stands at every place where it is alone.</summary>
    private static ReadOnlySpan<byte> Hash(ReadOnlySpan<byte> heap, int place, int used, int innerPlaces)
    {
        if (place < NibbleNode.FirstSlot && ((innerPlaces >> place) & 1) != 0)
            return heap.Slice(place * Hash256.Size, Hash256.Size);

        var below = used & SlotsBelow(place);
        return below == 0
            ? StateHash.Empty
            : heap.Slice((NibbleNode.FirstSlot + BitOperations.TrailingZeroCount(below)) * Hash256.Size, Hash256.Size);
    }
}
