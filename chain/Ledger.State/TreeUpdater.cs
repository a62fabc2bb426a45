using System.Runtime.InteropServices;

namespace Ledger.State;

/// <summary>
/// One batch after the other: walks the changes in the order of their hashed keys, so that each node is read and made once.
/// </summary>
internal sealed class TreeUpdater(NodeStore store)
{
    private readonly List<NodeBuilder> builders = [];
    private readonly List<PendingChange> changes = [];
    private readonly List<NibbleNode> nodes = [];
    private readonly List<NodePath> gone = [];
    private ulong version;

    /// <summary>Takes a change of the next batch in. The caller has checked its lengths.</summary>
    public void Add(in StateChange change) => changes.Add(new PendingChange(StateHash.Key(change.Key), change.Key, change.Value));

    /// <summary>Leaves only the changes of the next batch that lie below some slots of the root.</summary>
    public void Keep(Predicate<int> slot) => changes.RemoveAll(change => !slot(change.KeyHash.Nibble(0)));

    /// <summary>Puts the changes in the order of their hashed keys.</summary>
    /// <returns>A key that is there twice; null when there is none.</returns>
    public byte[]? Sort()
    {
        var sorted = CollectionsMarshal.AsSpan(changes);
        sorted.Sort(static (a, b) => a.KeyHash.CompareTo(b.KeyHash));
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i].KeyHash == sorted[i - 1].KeyHash)
                return sorted[i].Key;
        }

        return null;
    }

    /// <summary>Applies the changes added and sorted, each key once.</summary>
    /// <param name="root">The root node to start from; null for the empty tree.</param>
    /// <param name="newVersion">The version to make.</param>
    public StateUpdate Run(NibbleNode? root, ulong newVersion)
    {
        try
        {
            version = newVersion;
            var builder = Builder(0);
            builder.Load(root);
            ApplySlots(builder, 0, 0, changes.Count);
            // The root is made even if nothing changed: every version is found by its root node alone.
            var made = Emit(builder, default);
            return new StateUpdate(version, made.Hash(1).ToArray(), [.. nodes], [.. gone]);
        }
        finally
        {
            changes.Clear();
            nodes.Clear();
            gone.Clear();
        }
    }

    /// <summary>Applies changes [from, to), which share the path of a node below the root.</summary>
    /// <param name="node">The node, or null where none stands yet.</param>
    /// <param name="resident">The leaf that stands there instead of a node, if one does.</param>
    private Subtree Apply(NibbleNode? node, TreeLeaf? resident, int depth, int from, int to)
    {
        var builder = Builder(depth);
        builder.Load(node);
        if (resident is { } leaf)
            builder.SetLeaf(StateHash.Key(leaf.Key.Span).Nibble(depth), leaf);

        ApplySlots(builder, depth, from, to);
        if (node is not null && !builder.Changed)
            return Subtree.Unchanged;

        var kind = builder.Kind();
        if (kind == NodeKind.Inner)
            return Subtree.OfNode(Hash256.Read(Emit(builder, new NodePath(changes[from].KeyHash, depth)).Hash(1)));

        if (node is not null)
            gone.Add(node.Path);

        // A lone leaf is lifted to where it is alone no more.
        return kind == NodeKind.Leaf ? Subtree.OfLeaf(builder.OnlyLeaf()) : Subtree.Empty;
    }

    private void ApplySlots(NodeBuilder builder, int depth, int from, int to)
    {
        while (from < to)
        {
            var slot = changes[from].KeyHash.Nibble(depth);
            var end = from + 1;
            while (end < to && changes[end].KeyHash.Nibble(depth) == slot)
                end++;

            var result = ApplySlot(builder, slot, depth, from, end);
            if (result.Changed)
            {
                switch (result.Kind)
                {
                    case NodeKind.Empty:
                        builder.Clear(slot);
                        break;
                    case NodeKind.Leaf:
                        builder.SetLeaf(slot, result.Leaf);
                        break;
                    default:
                        builder.SetInner(slot, version, result.Hash);
                        break;
                }
            }

            from = end;
        }
    }

    private Subtree ApplySlot(NodeBuilder builder, int slot, int depth, int from, int to)
    {
        var single = to - from == 1;
        ref readonly var first = ref CollectionsMarshal.AsSpan(changes)[from];
        switch (builder.Kind(slot))
        {
            case NodeKind.Inner:
                var child = store.Child(builder.ChildVersion(slot), new NodePath(first.KeyHash, depth + 1), builder.ChildHash(slot));
                return Apply(child, null, depth + 1, from, to);

            case NodeKind.Leaf:
                var leaf = builder.Leaf(slot);
                if (single && leaf.Key.Span.SequenceEqual(first.Key))
                    return first.Value is { } value ? Replace(leaf, first, value) : Subtree.Empty;

                if (single && first.Value is null)
                    return Subtree.Unchanged;

                var merged = Apply(null, leaf, depth + 1, from, to);
                return merged.Kind == NodeKind.Leaf && merged.Leaf.Hash == leaf.Hash ? Subtree.Unchanged : merged;

            default:
                if (single)
                    return first.Value is { } added ? Subtree.OfLeaf(NewLeaf(first, added)) : Subtree.Unchanged;

                var made = Apply(null, null, depth + 1, from, to);
                return made.Kind == NodeKind.Empty ? Subtree.Unchanged : made;
        }
    }

    private static Subtree Replace(in TreeLeaf leaf, in PendingChange change, byte[] value) =>
        leaf.Value.Span.SequenceEqual(value) ? Subtree.Unchanged : Subtree.OfLeaf(NewLeaf(change, value));

    private static TreeLeaf NewLeaf(in PendingChange change, byte[] value) =>
        new(change.Key, value, StateHash.Leaf(change.KeyHash, value));

    private NibbleNode Emit(NodeBuilder builder, NodePath path)
    {
        var node = builder.Build(version, path);
        nodes.Add(node);
        return node;
    }

    private NodeBuilder Builder(int depth)
    {
        while (builders.Count <= depth)
            builders.Add(new NodeBuilder());

        return builders[depth];
    }
}
