using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Ledger.State;

/// <summary>Nodes of the base by path, within a bound of memory. Safe for use by several threads.</summary>
/// <remarks>Which node gives way is decided by the clock algorithm: one not used since the hand last passed.</remarks>
internal sealed class NodeCache(long maxBytes)
{
    private readonly Lock gate = new();
    private readonly Dictionary<NodePath, int> slots = [];
    private readonly List<Entry> entries = [];
    private readonly Stack<int> free = [];
    private long memory;
    private int hand;

    public bool TryGet(ulong version, NodePath path, [NotNullWhen(true)] out NibbleNode? node)
    {
        node = null;
        lock (gate)
        {
            if (!slots.TryGetValue(path, out var slot))
                return false;

            ref var entry = ref CollectionsMarshal.AsSpan(entries)[slot];
            if (entry.Node!.Version != version)
                return false;

            entry.Used = true;
            node = entry.Node;
            return true;
        }
    }

    /// <summary>Takes a node in, unless a newer one of its path is held.</summary>
    public void Add(NibbleNode node)
    {
        if (node.Memory > maxBytes)
            return;

        lock (gate)
        {
            if (slots.TryGetValue(node.Path, out var slot))
            {
                ref var entry = ref CollectionsMarshal.AsSpan(entries)[slot];
                if (entry.Node!.Version >= node.Version)
                    return;

                memory += node.Memory - entry.Node.Memory;
                entry.Node = node;
            }
            else
            {
                memory += node.Memory;
                slot = free.Count > 0 ? free.Pop() : entries.Count;
                if (slot == entries.Count)
                    entries.Add(default);

                CollectionsMarshal.AsSpan(entries)[slot] = new Entry { Node = node };
                slots.Add(node.Path, slot);
            }

            while (memory > maxBytes)
                Evict();
        }
    }

    /// <summary>Forgets a path where no node stands any more.</summary>
    public void Remove(NodePath path)
    {
        lock (gate)
        {
            if (slots.TryGetValue(path, out var slot))
                Free(slot);
        }
    }

    private void Evict()
    {
        while (true)
        {
            var slot = hand;
            hand = (hand + 1) % entries.Count;
            ref var entry = ref CollectionsMarshal.AsSpan(entries)[slot];
            if (entry.Node is not null && !entry.Used)
            {
                Free(slot);
                return;
            }

            entry.Used = false;
        }
    }

    private void Free(int slot)
    {
        ref var entry = ref CollectionsMarshal.AsSpan(entries)[slot];
        memory -= entry.Node!.Memory;
        slots.Remove(entry.Node.Path);
        entry = default;
        free.Push(slot);
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Entry
    {
        public NibbleNode? Node;
        public bool Used;
    }
}
