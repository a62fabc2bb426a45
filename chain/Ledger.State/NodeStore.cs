namespace Ledger.State;

/// <summary>Reads nodes through the cache and checks each against the hash its parent holds.</summary>
internal sealed class NodeStore(IStateNodeReader reader, NodeCache cache)
{
    /// <summary>The root node of a version. Its own hash is the state root, which is the caller's to compare.</summary>
    /// <exception cref="StateNodeMissingException">The version is not in the store.</exception>
    /// <exception cref="StateNodeDamagedException">The node's bytes are no node.</exception>
    public NibbleNode Root(ulong version) => Read(version, default, 0);

    /// <summary>A node below the root.</summary>
    /// <param name="version">The version that wrote it.</param>
    /// <param name="path">Its path in the first <paramref name="depth"/> nibbles.</param>
    /// <param name="depth">Nibbles of the path.</param>
    /// <param name="hash">The hash that its parent holds for it.</param>
    /// <exception cref="StateNodeMissingException">The node is not in the store.</exception>
    /// <exception cref="StateNodeDamagedException">The node's bytes are no node, or not the one its parent means.</exception>
    public NibbleNode Child(ulong version, Hash256 path, int depth, Hash256 hash)
    {
        var node = Read(version, path, depth);
        if (Hash256.Read(node.Hash(1)) != hash)
        {
            throw new StateNodeDamagedException(
                node.NodeKey(),
                $"its hash is {Convert.ToHexStringLower(node.Hash(1))}, but its parent holds {hash}.");
        }

        return node;
    }

    public void Publish(NibbleNode node) => cache.Add(node);

    private NibbleNode Read(ulong version, Hash256 path, int depth)
    {
        if (cache.TryGet(version, path, depth, out var node))
            return node;

        Span<byte> buffer = stackalloc byte[NodeKeyCodec.MaxSize];
        ReadOnlySpan<byte> key = buffer[..NodeKeyCodec.Write(version, path, depth, buffer)];
        if (!reader.TryGet(key, out var encoded))
            throw new StateNodeMissingException(version, key);

        if (!NibbleNode.TryDecode(version, path, depth, encoded, out node, out var reason))
            throw new StateNodeDamagedException(key, reason);

        cache.Add(node);
        return node;
    }
}
