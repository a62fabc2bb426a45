namespace Ledger.State;

/// <summary>What a batch of changes makes of a version: a root, and the nodes to store for it.</summary>
/// <remarks>
/// Same tree and same changes give the same update, byte for byte and in the same order. Store
/// <see cref="NewNodes"/> and the index entries of <see cref="StaleNodes"/> in one atomic write, then hand the update to
/// <see cref="StateTree.Publish"/>.
/// </remarks>
public sealed class StateUpdate
{
    private readonly List<NibbleNode> nodes;

    internal StateUpdate(ulong version, byte[] root, List<NibbleNode> nodes, List<StateNode> newNodes, List<StaleNode> staleNodes)
    {
        Version = version;
        Root = root;
        this.nodes = nodes;
        NewNodes = newNodes;
        StaleNodes = staleNodes;
    }

    /// <summary>The version that the changes made.</summary>
    public ulong Version { get; }

    /// <summary>Its root, 32 bytes.</summary>
    public byte[] Root { get; }

    /// <summary>The nodes this version adds. Each has a key of its own.</summary>
    public IReadOnlyList<StateNode> NewNodes { get; }

    /// <summary>The nodes of earlier versions that this version no longer uses.</summary>
    public IReadOnlyList<StaleNode> StaleNodes { get; }

    internal IReadOnlyList<NibbleNode> Nodes => nodes;
}
