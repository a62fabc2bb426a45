using System.Diagnostics.CodeAnalysis;
using Ledger.State;

namespace Ledger.Verifier.Tests;

/// <summary>Tree nodes in memory.</summary>
internal sealed class NodeMemory : IStateNodeReader
{
    private readonly Dictionary<string, byte[]> nodes = new(StringComparer.Ordinal);

    public void Store(IReadOnlyList<StateNode> stored)
    {
        foreach (var node in stored)
            nodes[Convert.ToHexString(node.Key)] = node.Value;
    }

    public bool TryGet(ReadOnlySpan<byte> nodeKey, [NotNullWhen(true)] out byte[]? node) => nodes.TryGetValue(Convert.ToHexString(nodeKey), out node);
}
