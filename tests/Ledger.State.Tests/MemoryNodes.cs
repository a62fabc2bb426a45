using System.Diagnostics.CodeAnalysis;

namespace Ledger.State.Tests;

/// <summary>A node store in memory, which keeps the stale index and prunes as a peer does.</summary>
internal sealed class MemoryNodes : IStateNodeReader
{
    private readonly Dictionary<string, byte[]> nodes = new(StringComparer.Ordinal);
    private readonly SortedSet<string> staleIndex = new(StringComparer.Ordinal);

    public int Count => nodes.Count;

    public IReadOnlyCollection<string> Keys => nodes.Keys;

    public int Reads { get; private set; }

    public bool TryGet(ReadOnlySpan<byte> nodeKey, [NotNullWhen(true)] out byte[]? node)
    {
        Reads++;
        return nodes.TryGetValue(Convert.ToHexString(nodeKey), out node);
    }

    public void Store(StateUpdate update)
    {
        foreach (var node in update.NewNodes)
            nodes.Add(Convert.ToHexString(node.Key), node.Value);

        foreach (var stale in update.StaleNodes)
        {
            Assert.Equal(stale.NodeKey, StaleNode.FromIndexKey(stale.ToIndexKey()).NodeKey);
            Assert.True(staleIndex.Add(Convert.ToHexString(stale.ToIndexKey())));
        }
    }

    public void Prune(ulong oldestRetained)
    {
        var end = Convert.ToHexString(StaleNode.IndexEnd(oldestRetained));
        foreach (var entry in staleIndex.Where(entry => string.CompareOrdinal(entry, end) < 0).ToList())
        {
            var stale = StaleNode.FromIndexKey(Convert.FromHexString(entry));
            Assert.True(stale.Since <= oldestRetained);
            Assert.True(nodes.Remove(Convert.ToHexString(stale.NodeKey)));
            staleIndex.Remove(entry);
        }

        Assert.All(staleIndex, entry => Assert.True(StaleNode.FromIndexKey(Convert.FromHexString(entry)).Since > oldestRetained));
    }

    public void Replace(string key, byte[] value) => nodes[key] = value;

    public byte[] Value(string key) => nodes[key];
}
