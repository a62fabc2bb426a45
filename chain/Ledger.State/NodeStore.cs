namespace Ledger.State;

/// <summary>Reads nodes, of recent versions in memory and of the base through a cache, and checks each against the hash its parent holds.</summary>
internal sealed class NodeStore(IStateNodeReader reader, long cacheBytes, bool keepsVersions)
{
    private readonly NodeCache cache = new(cacheBytes);

    /// <summary>The nodes of the versions that the base lacks.</summary>
    public RecentNodes Recent { get; } = new(keepsVersions);

    /// <summary>The root node of a version. Its own hash is the state root, which is the caller's to compare.</summary>
    /// <exception cref="StateNodeMissingException">The version was never written, or is older than the base.</exception>
    public NibbleNode Root(ulong version) => Recent.TryGetRoot(version, out var root) ? root : throw new StateNodeMissingException(version, default);

    /// <summary>A node below the root.</summary>
    /// <param name="version">The version that wrote it.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="hash">The hash that its parent holds for it.</param>
    /// <exception cref="StateNodeMissingException">The node is not in the store.</exception>
    /// <exception cref="StateNodeDamagedException">The node's bytes are no node, or not the one its parent means.</exception>
    public NibbleNode Child(ulong version, NodePath path, Hash256 hash)
    {
        // Recent first: what is moved into the base meanwhile is there before it is gone here.
        if (Recent.TryGet(version, path, out var node) || cache.TryGet(version, path, out node))
            return Checked(node, hash);

        node = ReadStored(reader, version, path, hash);
        cache.Add(node);
        return node;
    }

    /// <summary>A node of the base, as it is stored.</summary>
    public static NibbleNode ReadStored(IStateNodeReader reader, ulong version, NodePath path, Hash256 hash)
    {
        Span<byte> key = stackalloc byte[Hash256.Nibbles];
        if (!reader.TryGet(path.WriteKey(key), out var stored))
            throw new StateNodeMissingException(version, path);

        if (!NibbleNode.TryDecode(path, stored, out var node, out var reason))
            throw new StateNodeDamagedException(path, reason);

        return node.Version == version ? Checked(node, hash) : throw new StateNodeMissingException(version, path);
    }

    /// <summary>How far the base in the store goes.</summary>
    public TreeBase ReadBase() => reader.TryGet(TreeBase.Key, out var record) ? TreeBase.Decode(record) : TreeBase.Empty;

    /// <summary>A fold is in the store: what it moved into the base is no longer recent.</summary>
    public void Folded(StateFold fold)
    {
        foreach (var (path, node) in fold.Nodes)
        {
            if (node is null)
            {
                cache.Remove(path);
            }
            else
            {
                cache.Add(node);
            }
        }

        // Last: whoever does not find a node here any more finds it in the base.
        Recent.DropRoots(fold.Version);
        for (var slice = 0; slice < NibbleNode.Slots; slice++)
        {
            if (((fold.Slices >> slice) & 1) != 0)
                Recent.Drop(slice, fold.Version);
        }
    }

    private static NibbleNode Checked(NibbleNode node, Hash256 hash) => Hash256.Read(node.Hash(1)) == hash
        ? node
        : throw new StateNodeDamagedException(node.Path, $"its hash is {Convert.ToHexStringLower(node.Hash(1))}, but its parent holds {hash}.");
}
