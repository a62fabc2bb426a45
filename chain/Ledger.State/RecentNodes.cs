using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Ledger.State;

/// <summary>The nodes of the versions that the base lacks, by path and version. Safe for use by several threads.</summary>
/// <param name="keepsVersions">Whether all versions are held, or of each path the newest node alone.</param>
internal sealed class RecentNodes(bool keepsVersions)
{
    private readonly Lock gate = new();
    private readonly Dictionary<NodePath, HeldNode>[] slices = [.. Enumerable.Range(0, NibbleNode.Slots).Select(_ => new Dictionary<NodePath, HeldNode>())];
    private readonly List<NibbleNode> roots = [];
    private long memory;

    /// <summary>Memory they take, in bytes.</summary>
    public long Memory => Interlocked.Read(ref memory);

    /// <summary>Oldest version whose root node is held; null when none is.</summary>
    public ulong? Oldest
    {
        get
        {
            lock (gate)
            {
                return roots.Count == 0 ? null : roots[0].Version;
            }
        }
    }

    public bool TryGet(ulong version, NodePath path, [NotNullWhen(true)] out NibbleNode? node)
    {
        lock (gate)
        {
            var held = slices[path.Slice].GetValueOrDefault(path);
            while (held is not null && held.Version > version)
                held = held.Older;

            node = held?.Version == version ? held.Node : null;
            return node is not null;
        }
    }

    /// <summary>The root node of a version.</summary>
    public bool TryGetRoot(ulong version, [NotNullWhen(true)] out NibbleNode? root)
    {
        lock (gate)
        {
            root = IndexOf(version) is var index && index >= 0 ? roots[index] : null;
            return root is not null;
        }
    }

    /// <summary>The root node of the newest version up to one; null when it is not held.</summary>
    public NibbleNode? NewestRoot(ulong version)
    {
        lock (gate)
        {
            var index = IndexOf(version);
            index = index < 0 ? ~index - 1 : index;
            return index < 0 ? null : roots[index];
        }
    }

    /// <summary>Takes in the root node of a version whose tree is whole, newer than those held.</summary>
    public void AddRoot(NibbleNode root)
    {
        lock (gate)
        {
            if (!keepsVersions)
                DropRootsBefore(root.Version);

            roots.Add(root);
            memory += root.Memory;
        }
    }

    /// <summary>Takes in a newer version's nodes, its root node only by <see cref="AddRoot"/>.</summary>
    public void Add(StateUpdate update)
    {
        lock (gate)
        {
            foreach (var node in update.Nodes)
            {
                if (node.Depth > 0)
                    Push(node.Path, update.Version, node);
            }

            foreach (var path in update.Gone)
                Push(path, update.Version, null);
        }
    }

    /// <summary>What stands at each path below a slot of the root that changed up to a version; null where nothing does any more.</summary>
    public void Collect(int slice, ulong version, List<(NodePath Path, NibbleNode? Node)> into)
    {
        lock (gate)
        {
            foreach (var (path, newest) in slices[slice])
            {
                var held = newest;
                while (held is not null && held.Version > version)
                    held = held.Older;

                if (held is not null)
                    into.Add((path, held.Node));
            }
        }
    }

    /// <summary>Forgets what <see cref="Collect"/> gave: the base has it.</summary>
    public void Drop(int slice, ulong version)
    {
        lock (gate)
        {
            var held = slices[slice];
            foreach (var (path, newest) in held)
            {
                if (newest.Version <= version)
                {
                    Forget(newest);
                    held.Remove(path);
                    continue;
                }

                var last = newest;
                while (last.Older is { } older && older.Version > version)
                    last = older;

                Forget(last.Older);
                last.Older = null;
            }
        }
    }

    /// <summary>Forgets the root nodes of versions before one: parts of their trees are replaced in the base.</summary>
    public void DropRoots(ulong before)
    {
        lock (gate)
        {
            DropRootsBefore(before);
        }
    }

    private void DropRootsBefore(ulong version)
    {
        var count = IndexOf(version) is var index && index < 0 ? ~index : index;
        for (var i = 0; i < count; i++)
            memory -= roots[i].Memory;

        roots.RemoveRange(0, count);
    }

    private void Push(NodePath path, ulong version, NibbleNode? node)
    {
        ref var newest = ref CollectionsMarshal.GetValueRefOrAddDefault(slices[path.Slice], path, out _);
        if (!keepsVersions)
        {
            Forget(newest);
            newest = null;
        }

        newest = new HeldNode(version, node, newest);
        memory += MemoryOf(node);
    }

    private void Forget(HeldNode? held)
    {
        for (; held is not null; held = held.Older)
            memory -= MemoryOf(held.Node);
    }

    private int IndexOf(ulong version)
    {
        var (low, high) = (0, roots.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (roots[middle].Version == version)
                return middle;

            (low, high) = roots[middle].Version < version ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }

    private static int MemoryOf(NibbleNode? node) => (node?.Memory ?? 0) + NibbleNode.Overhead;
}
