using System.Diagnostics.CodeAnalysis;
using Ledger.State;

namespace Ledger.Chain;

/// <summary>Nodes of the newest version of a state tree, in memory.</summary>
internal sealed class MemoryNodes : IStateNodeReader
{
    private readonly Dictionary<byte[], byte[]> nodes = new(NodeKeyComparer.Instance);

    public bool TryGet(ReadOnlySpan<byte> nodeKey, [NotNullWhen(true)] out byte[]? node) =>
        nodes.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(nodeKey, out node);

    public void Take(StateUpdate update)
    {
        foreach (var node in update.NewNodes)
            nodes[node.Key] = node.Value;

        foreach (var stale in update.StaleNodes)
            nodes.Remove(stale.NodeKey);
    }

    private sealed class NodeKeyComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly NodeKeyComparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
