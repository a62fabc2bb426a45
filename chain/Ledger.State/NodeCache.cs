using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Ledger.State;

/// <summary>
/// The newest known node of each path, within a bound of memory. Upper nodes are used by every update and so stay;
/// safe for use by several threads.
/// </summary>
/// <remarks>
/// Nodes are copied into slots of one size and out again, and a newer node overwrites the older one of its path. Held as
/// objects they would all survive to the oldest generation of the heap and die there, which cost a third of an update's
/// time. Which slot gives way is decided by the clock algorithm: one not used since the hand last passed.
/// </remarks>
internal sealed class NodeCache
{
    /// <summary>Bytes of a slot. A node of 16 children takes 0.6 KB, one of 6 keys and 4 children 0.8 KB.</summary>
    private const int SlotSize = 1536;

    /// <summary>Slots are allocated in blocks of this many, as they are needed.</summary>
    private const int SlotsPerBlock = 512;

    /// <summary>Deeper nodes exist only below keys whose hashes share 64 bits; they are not cached.</summary>
    private const int MaxDepth = 15;

    private readonly Lock gate = new();
    private readonly int capacity;
    private readonly Dictionary<ulong, int> slots = [];
    private readonly List<Entry> entries = [];
    private readonly List<byte[]> blocks = [];
    private int hand;

    /// <param name="maxBytes">Memory for nodes, at most.</param>
    public NodeCache(long maxBytes) => capacity = (int)Math.Min(maxBytes / SlotSize, int.MaxValue / 2);

    public bool TryGet(ulong version, Hash256 path, int depth, [NotNullWhen(true)] out NibbleNode? node)
    {
        node = null;
        if (depth > MaxDepth || capacity == 0)
            return false;

        lock (gate)
        {
            if (!slots.TryGetValue(PathKey(path, depth), out var slot) || entries[slot].Version != version)
                return false;

            var entry = entries[slot];
            entries[slot] = entry with { Used = true };
            var memory = Slot(slot);
            node = NibbleNode.FromBuilder(
                version, path, depth, memory[..entry.Length].ToArray(), memory.Slice(entry.Length, NibbleNode.InnerSize));
            return true;
        }
    }

    /// <summary>Takes a stored node in, unless a newer one of its path is held or it is too large for a slot.</summary>
    public void Add(NibbleNode node)
    {
        if (node.Depth > MaxDepth || capacity == 0 || node.Encoded.Length + NibbleNode.InnerSize > SlotSize)
            return;

        var key = PathKey(node.Path, node.Depth);
        lock (gate)
        {
            var used = false;
            if (!slots.TryGetValue(key, out var slot))
            {
                slot = FreeSlot();
                slots.Add(key, slot);
            }
            else if (entries[slot].Version > node.Version)
            {
                return;
            }
            else
            {
                used = entries[slot].Used;
            }

            entries[slot] = new Entry(key, node.Version, node.Encoded.Length, used);
            var memory = Slot(slot);
            node.Encoded.CopyTo(memory);
            node.InnerHashes.CopyTo(memory[node.Encoded.Length..]);
        }
    }

    private int FreeSlot()
    {
        if (entries.Count < capacity)
        {
            if (entries.Count == blocks.Count * SlotsPerBlock)
                blocks.Add(new byte[Math.Min(SlotsPerBlock, capacity - entries.Count) * SlotSize]);

            entries.Add(default);
            return entries.Count - 1;
        }

        while (entries[hand].Used)
        {
            entries[hand] = entries[hand] with { Used = false };
            hand = (hand + 1) % capacity;
        }

        var slot = hand;
        hand = (hand + 1) % capacity;
        slots.Remove(entries[slot].PathKey);
        return slot;
    }

    private Span<byte> Slot(int slot) =>
        blocks[slot / SlotsPerBlock].AsSpan(slot % SlotsPerBlock * SlotSize, SlotSize);

    private static ulong PathKey(Hash256 path, int depth) =>
        (depth == 0 ? 0 : path.A & (ulong.MaxValue << (64 - (4 * depth)))) | (uint)depth;

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(ulong PathKey, ulong Version, int Length, bool Used);
}
