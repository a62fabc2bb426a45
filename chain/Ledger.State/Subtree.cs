namespace Ledger.State;

/// <summary>What a batch made of a slot: unchanged, empty, a leaf to be held by the parent, or a node just written.</summary>
internal readonly record struct Subtree(NodeKind Kind, bool Changed, TreeLeaf Leaf, Hash256 Hash)
{
    public static Subtree Unchanged => default;

    public static Subtree Empty => new(NodeKind.Empty, true, default, default);

    public static Subtree OfLeaf(in TreeLeaf leaf) => new(NodeKind.Leaf, true, leaf, default);

    public static Subtree OfNode(Hash256 hash) => new(NodeKind.Inner, true, default, hash);
}
