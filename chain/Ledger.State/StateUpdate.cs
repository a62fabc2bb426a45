namespace Ledger.State;

/// <summary>What a batch of changes makes of a version: a root, and the nodes of the new one.</summary>
/// <remarks>
/// Same tree and same changes give the same update, byte for byte and in the same order. Immutable, and independent of the tree
/// that made it: trees that hold the same previous version may all take the same update (<see cref="StateTree.Publish"/>).
/// </remarks>
public sealed class StateUpdate
{
    private readonly NibbleNode[] nodes;
    private readonly NodePath[] gone;

    internal StateUpdate(ulong version, byte[] root, NibbleNode[] nodes, NodePath[] gone)
    {
        Version = version;
        Root = root;
        this.nodes = nodes;
        this.gone = gone;
    }

    /// <summary>The version that the changes made.</summary>
    public ulong Version { get; }

    /// <summary>Its root, 32 bytes.</summary>
    public byte[] Root { get; }

    /// <summary>How many nodes this version adds, its root node among them.</summary>
    public int NodeCount => nodes.Length;

    /// <summary>The nodes this version adds, the root node last.</summary>
    internal ReadOnlySpan<NibbleNode> Nodes => nodes;

    /// <summary>Where nodes of earlier versions stood and none does any more.</summary>
    internal ReadOnlySpan<NodePath> Gone => gone;
}
