using Ledger.State.Ics23;

namespace Ledger.State;

/// <summary>
/// A versioned Jellyfish Merkle tree over a key-value store (formats.md, section 8). The root of a version depends on
/// the set of its keys and values alone, whatever the history.
/// </summary>
/// <remarks>
/// <para>
/// The tree writes nothing: <see cref="Update"/> returns what is to be stored. Versions are numbers that grow, such as
/// block numbers; gaps are fine. A version is readable as long as none of its nodes has been deleted; see
/// <see cref="StaleNode"/>.
/// </para>
/// <para>
/// Every node read from the store is checked against the hash its parent holds, and every leaf returned against its own,
/// so damage below the root is found when it is read. That <see cref="Root"/> is the right one is for the caller to know.
/// </para>
/// <para>
/// Reading is safe from several threads, also during an update. Updates of one store come one after the other, each
/// after the nodes of the one before it are stored.
/// </para>
/// </remarks>
public sealed class StateTree
{
    /// <summary>The default of the cache's bound, 64 MiB: some 43,000 nodes. At a million keys the upper four levels take 4,400, the fifth 65,000.</summary>
    public const long DefaultCacheBytes = 64 * 1024 * 1024;

    private readonly NodeStore store;

    /// <summary>Opens the tree over a store.</summary>
    /// <param name="reader">Reads stored nodes.</param>
    /// <param name="cacheBytes">Memory for nodes, at most, in bytes; 0 for none. Taken as it is needed. Upper nodes, used by every update, stay in it.</param>
    public StateTree(IStateNodeReader reader, long cacheBytes = DefaultCacheBytes)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentOutOfRangeException.ThrowIfNegative(cacheBytes);
        store = new NodeStore(reader, new NodeCache(cacheBytes));
    }

    /// <summary>The root of the empty set, 32 bytes.</summary>
    public static byte[] EmptyRoot => StateHash.Empty.ToArray();

    /// <summary>Applies a batch of changes to a version and returns what makes the next one.</summary>
    /// <param name="previousVersion">The version to start from, or null for the empty tree.</param>
    /// <param name="newVersion">The version to make, later than <paramref name="previousVersion"/>.</param>
    /// <param name="changes">In any order, no key twice. An empty batch makes a version with the same root.</param>
    /// <exception cref="ArgumentException">A key twice, an empty or too long key or value, or a version out of order.</exception>
    /// <exception cref="StateNodeMissingException">The previous version is not in the store.</exception>
    /// <exception cref="StateNodeDamagedException">A node on the way is not what was written.</exception>
    public StateUpdate Update(ulong? previousVersion, ulong newVersion, IReadOnlyCollection<StateChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        if (newVersion <= previousVersion)
        {
            throw new ArgumentException(
                $"Version {newVersion} does not come after version {previousVersion}.", nameof(newVersion));
        }

        var pending = Sort(changes);
        var root = previousVersion is { } previous ? store.Root(previous) : null;
        return new TreeUpdater(store, newVersion, pending).Run(root);
    }

    /// <summary>Takes the nodes of an update into the cache. To be called once they are stored; without it they are read from the store when needed.</summary>
    public void Publish(StateUpdate update)
    {
        ArgumentNullException.ThrowIfNull(update);
        foreach (var node in update.Nodes)
            store.Publish(node);
    }

    /// <summary>The root of a version, 32 bytes.</summary>
    /// <exception cref="StateNodeMissingException">The version is not in the store.</exception>
    public byte[] Root(ulong version) => store.Root(version).Hash(1).ToArray();

    /// <summary>The value of a key in a version, or null if it has none.</summary>
    /// <exception cref="ArgumentException">The key is empty or too long.</exception>
    /// <exception cref="StateNodeMissingException">The version is not in the store.</exception>
    /// <exception cref="StateNodeDamagedException">A node on the way is not what was written.</exception>
    public byte[]? Get(ulong version, ReadOnlySpan<byte> key)
    {
        CheckLength(key.Length, nameof(key));
        var keyHash = StateHash.Key(key);
        var node = store.Root(version);
        while (true)
        {
            var place = NibbleNode.FirstSlot + keyHash.Nibble(node.Depth);
            switch (node.Kind(place))
            {
                case NodeKind.Inner:
                    node = store.Child(
                        node.ChildVersion(place - NibbleNode.FirstSlot), keyHash, node.Depth + 1, Hash256.Read(node.Hash(place)));
                    continue;
                case NodeKind.Leaf:
                    var leaf = new TreePlace(store, node, place, keyHash).Leaf();
                    return leaf.Key.Span.SequenceEqual(key) ? leaf.Value.ToArray() : null;
                default:
                    return null;
            }
        }
    }

    /// <summary>
    /// Proves what a version holds for a key: existence with its value, or absence with the neighbours in the order of
    /// hashed keys. Encode it with <c>ToByteArray()</c>; check it with <see cref="StateVerifier"/>.
    /// </summary>
    /// <remarks>
    /// Where hashes of two keys share more than 64 bits, which no accident brings about, the proof has more steps than a
    /// verifier accepts.
    /// </remarks>
    /// <exception cref="ArgumentException">The key is empty or too long.</exception>
    /// <exception cref="InvalidOperationException">The version is empty; an empty tree has no ICS 23 proof.</exception>
    /// <exception cref="StateNodeMissingException">The version is not in the store.</exception>
    /// <exception cref="StateNodeDamagedException">A node on the way is not what was written.</exception>
    public CommitmentProof Prove(ulong version, ReadOnlySpan<byte> key)
    {
        CheckLength(key.Length, nameof(key));
        return StateProver.Prove(new TreePlace(store, store.Root(version), 1, default), key.ToArray());
    }

    private static PendingChange[] Sort(IReadOnlyCollection<StateChange> changes)
    {
        var pending = new PendingChange[changes.Count];
        var count = 0;
        foreach (var change in changes)
        {
            CheckLength(change.Key?.Length ?? 0, nameof(changes));
            if (change.Value is { } value)
                CheckLength(value.Length, nameof(changes));

            pending[count++] = new PendingChange(StateHash.Key(change.Key!), change.Key!, change.Value);
        }

        Array.Sort(pending, static (a, b) => a.KeyHash.CompareTo(b.KeyHash));
        for (var i = 1; i < pending.Length; i++)
        {
            if (pending[i].KeyHash == pending[i - 1].KeyHash)
            {
                throw new ArgumentException(
                    $"Key {Convert.ToHexStringLower(pending[i].Key)} is in the batch twice; give each key's last value only.",
                    nameof(changes));
            }
        }

        return pending;
    }

    private static void CheckLength(int length, string name)
    {
        if (length is 0 or > StateProofSpec.MaxFieldSize)
        {
            throw new ArgumentException(
                $"A key or value has 1 to {StateProofSpec.MaxFieldSize} bytes; this one has {length}.", name);
        }
    }
}
