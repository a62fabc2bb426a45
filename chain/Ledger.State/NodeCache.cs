using System.Diagnostics.CodeAnalysis;

namespace Ledger.State;

/// <summary>
/// The newest known node of each path, decoded, within a bound of memory. Upper nodes are used by every update and so
/// stay; safe for use by several threads.
/// </summary>
/// <remarks>
/// Two generations stand in for exact recency: a node used again moves to the young one; when that has filled half of
/// the bound, the old one is dropped and the young one becomes old.
/// </remarks>
internal sealed class NodeCache(long maxBytes)
{
    /// <summary>Deeper nodes exist only below keys whose hashes share 64 bits; they are not cached.</summary>
    private const int MaxDepth = 15;

    private readonly Lock gate = new();
    private Dictionary<ulong, NibbleNode> young = [];
    private Dictionary<ulong, NibbleNode> old = [];
    private long youngBytes;

    public bool TryGet(ulong version, Hash256 path, int depth, [NotNullWhen(true)] out NibbleNode? node)
    {
        node = null;
        if (depth > MaxDepth || maxBytes <= 0)
        {
            return false;
        }

        var key = PathKey(path, depth);
        lock (gate)
        {
            if (young.TryGetValue(key, out node))
            {
                return node.Version == version;
            }

            if (old.TryGetValue(key, out node) && node.Version == version)
            {
                Insert(key, node);
                return true;
            }

            return false;
        }
    }

    /// <summary>Takes a stored node in, unless a newer one of its path is held.</summary>
    public void Add(NibbleNode node)
    {
        if (node.Depth > MaxDepth || maxBytes <= 0)
        {
            return;
        }

        lock (gate)
        {
            var key = PathKey(node.Path, node.Depth);
            if ((young.TryGetValue(key, out var held) || old.TryGetValue(key, out held)) && held.Version > node.Version)
            {
                return;
            }

            Insert(key, node);
        }
    }

    private void Insert(ulong key, NibbleNode node)
    {
        if (young.TryGetValue(key, out var replaced))
        {
            youngBytes -= replaced.MemorySize;
        }

        old.Remove(key);
        young[key] = node;
        youngBytes += node.MemorySize;
        if (youngBytes > maxBytes / 2)
        {
            old = young;
            young = [];
            youngBytes = 0;
        }
    }

    private static ulong PathKey(Hash256 path, int depth) =>
        (depth == 0 ? 0 : path.A & (ulong.MaxValue << (64 - (4 * depth)))) | (uint)depth;
}
