namespace Ledger.State;

/// <summary>A place of the binary tree of one version, reached through its nibble nodes.</summary>
/// <param name="Store">Where nodes are read.</param>
/// <param name="Node">The nibble node the place lies in.</param>
/// <param name="Place">The place inside it; see <see cref="NibbleNode"/>.</param>
/// <param name="Path">The node's path in the first nibbles.</param>
internal readonly record struct TreePlace(NodeStore Store, NibbleNode Node, int Place, Hash256 Path)
{
    public NodeKind Kind => Node.Kind(Place);

    public ReadOnlySpan<byte> Hash => Node.Hash(Place);

    /// <summary>Left (0) or right (1) of the sibling. Not for the root.</summary>
    public int Side => Place & 1;

    /// <summary>The other child of the parent. Not for the root, which has none.</summary>
    public TreePlace Sibling => this with { Place = Place ^ 1 };

    /// <summary>The leaf at a place whose kind is <see cref="NodeKind.Leaf"/>, checked against its hash.</summary>
    /// <exception cref="StateNodeDamagedException">Key or value are not those that were hashed.</exception>
    public TreeLeaf Leaf() => Node.LeafBelow(Place);

    /// <summary>The left (0) or right (1) child of a place whose kind is <see cref="NodeKind.Inner"/>.</summary>
    public TreePlace Child(int side)
    {
        if (Place < NibbleNode.FirstSlot)
            return this with { Place = (2 * Place) + side };

        var slot = Place - NibbleNode.FirstSlot;
        var path = Path.WithNibble(Node.Depth, slot);
        var child = Store.Child(Node.ChildVersion(slot), new NodePath(path, Node.Depth + 1), Hash256.Read(Hash));
        return new TreePlace(Store, child, 2 + side, path);
    }
}
