using Ledger.State.Ics23;

namespace Ledger.State;

/// <summary>
/// A versioned Jellyfish Merkle tree over a key-value store (formats.md, section 8). The root of a version depends on
/// the set of its keys and values alone, whatever the history.
/// </summary>
/// <remarks>
/// <para>
/// The store holds one version of the tree, its <em>base</em>; the nodes of later versions are in memory. <see cref="Update"/> makes a
/// version and <see cref="Publish"/> takes it in; now and then <see cref="Fold"/> moves the base on. Versions are numbers that grow,
/// such as block numbers; gaps are fine. A version is readable from <see cref="Oldest"/> on.
/// </para>
/// <para>
/// The base moves in parts, one for each slot of the root, each with all its nodes at once: so it never costs much at once, and at any
/// instant each part in the store is the whole of one version. After a start the tree takes the changes of the versions from
/// <see cref="FirstToRestore"/> on again (<see cref="Restore"/>), a part those that it lacks; from <see cref="Oldest"/> on all parts are
/// of one version, and the root shows whether it is the right one.
/// </para>
/// <para>
/// Every node read from the store is checked against the hash its parent holds, and every leaf returned against its own,
/// so damage below the root is found when it is read. That <see cref="Root"/> is the right one is for the caller to know.
/// </para>
/// <para>
/// Reading is safe from several threads, also during an update. Updates, folds and restoring come one after the other.
/// </para>
/// </remarks>
public sealed class StateTree
{
    /// <summary>
    /// The default of the cache's bound, 128 MiB: some 120,000 nodes. From a million keys on the upper four levels take 4,400, the
    /// fifth 65,000, of 1.2 KB each: with these held, only what is near the leaves is read.
    /// </summary>
    public const long DefaultCacheBytes = 128 * 1024 * 1024;

    /// <summary>Parts that the base moves in.</summary>
    public const int Parts = NibbleNode.Slots;

    private readonly IStateNodeReader reader;
    private readonly NodeStore store;
    private TreeBase folded;
    private NibbleNode? restored;
    private TreeUpdater? spare;

    /// <summary>Opens the tree over a store.</summary>
    /// <param name="reader">Reads the base.</param>
    /// <param name="cacheBytes">Memory for nodes of the base, at most, in bytes; 0 for none. Taken as it is needed. Those used often stay in it.</param>
    /// <param name="keepsVersions">
    /// Whether versions before the newest can be read. Without them less is held, and the base is only moved to the newest.
    /// </param>
    /// <exception cref="StateNodeDamagedException">The record of the base is not what was written.</exception>
    public StateTree(IStateNodeReader reader, long cacheBytes = DefaultCacheBytes, bool keepsVersions = true)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentOutOfRangeException.ThrowIfNegative(cacheBytes);
        this.reader = reader;
        store = new NodeStore(reader, cacheBytes, keepsVersions);
        folded = store.ReadBase();
        restored = folded.Root;
        if (folded.Root is { } root && folded.First == folded.Whole)
            store.Recent.AddRoot(root);
    }

    /// <summary>A tree without a base, whose newest version alone is held, in memory.</summary>
    public static StateTree InMemory() => new(new NoBase(), cacheBytes: 0, keepsVersions: false);

    /// <summary>First version whose changes the base lacks, in part at least: from there on they are restored after a start.</summary>
    public ulong FirstToRestore => folded.First;

    /// <summary>Oldest version that can be read; null before there is any.</summary>
    public ulong? Oldest => store.Recent.Oldest;

    /// <summary>Memory that the versions after the base take, in bytes.</summary>
    public long RecentBytes => store.Recent.Memory;

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

        var root = previousVersion is { } previous ? store.Root(previous) : null;
        return Run(root, newVersion, changes, static _ => true);
    }

    /// <summary>Takes an update of the newest version in: it is the newest then.</summary>
    /// <remarks>
    /// A tree that a store's readers share takes in what is durable; one that is read by its writer alone may be ahead of its store, and
    /// is written with the next <see cref="Fold"/>.
    /// </remarks>
    public void Publish(StateUpdate update)
    {
        ArgumentNullException.ThrowIfNull(update);
        store.Recent.Add(update);
        store.Recent.AddRoot(update.Nodes[^1]);
    }

    /// <summary>Takes in again, after a start, what a version changed: as much of it as the base lacks.</summary>
    /// <param name="version">From <see cref="FirstToRestore"/> on every version that there was, in order.</param>
    /// <param name="changes">The changes that made it.</param>
    /// <returns>Its root, 32 bytes, to be compared; null while parts of the base are of later versions.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Update"/>.</exception>
    /// <exception cref="StateNodeMissingException">The base lacks a node.</exception>
    /// <exception cref="StateNodeDamagedException">A node on the way is not what was written.</exception>
    public byte[]? Restore(ulong version, IReadOnlyCollection<StateChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var update = Run(restored, version, changes, slot => folded.From[slot] <= version);
        restored = update.Nodes[^1];
        store.Recent.Add(update);
        if (version + 1 < folded.Whole)
            return null;

        store.Recent.AddRoot(restored);
        return update.Root;
    }

    /// <summary>Says what moves a few parts of the base on to a version, those first that are of the oldest. Changes nothing.</summary>
    /// <param name="version">The version, one that can be read; of those that can, the newest up to it is taken.</param>
    /// <param name="parts">How many parts at most, up to <see cref="Parts"/>.</param>
    /// <returns>Null when the base has come so far, or no version up to it can be read.</returns>
    public StateFold? Fold(ulong version, int parts)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parts);
        if (store.Recent.NewestRoot(version) is not { } root)
            return null;

        var slices = 0;
        var nodes = new List<(NodePath, NibbleNode?)>();
        var oldest = Enumerable.Range(0, Parts).Where(slice => folded.From[slice] <= root.Version).OrderBy(slice => folded.From[slice]);
        foreach (var slice in oldest.Take(parts))
        {
            slices |= 1 << slice;
            store.Recent.Collect(slice, root.Version, nodes);
        }

        if (slices == 0)
            return null;

        return new StateFold(root.Version, slices, nodes, folded.Move(slices, root));
    }

    /// <summary>The newest fold is in the store.</summary>
    public void Folded(StateFold fold)
    {
        ArgumentNullException.ThrowIfNull(fold);
        folded = fold.After;
        store.Folded(fold);
    }

    /// <summary>Keys of all records of the base in their order, each node read from the store and checked against its parent on the way.</summary>
    /// <exception cref="StateNodeMissingException">The base lacks a node.</exception>
    /// <exception cref="StateNodeDamagedException">A node is not what was written.</exception>
    public IEnumerable<byte[]> ReadBase() => BaseWalk.Keys(reader, folded);

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
                        node.ChildVersion(place - NibbleNode.FirstSlot), new NodePath(keyHash, node.Depth + 1), Hash256.Read(node.Hash(place)));
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

    private StateUpdate Run(NibbleNode? root, ulong version, IReadOnlyCollection<StateChange> changes, Predicate<int> slots)
    {
        foreach (var change in changes)
        {
            CheckLength(change.Key?.Length ?? 0, nameof(changes));
            if (change.Value is { } value)
                CheckLength(value.Length, nameof(changes));
        }

        // What an update needs beside its nodes is kept for the next one.
        var updater = Interlocked.Exchange(ref spare, null) ?? new TreeUpdater(store);
        foreach (var change in changes)
            updater.Add(change);

        updater.Keep(slots);
        if (updater.Sort() is { } twice)
            throw new ArgumentException($"Key {Convert.ToHexStringLower(twice)} is in the batch twice; give each key's last value only.", nameof(changes));

        var update = updater.Run(root, version);
        spare = updater;
        return update;
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
