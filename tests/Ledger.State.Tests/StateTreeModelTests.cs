using Google.Protobuf;

namespace Ledger.State.Tests;

public sealed class StateTreeModelTests
{
    private const int Retained = 12;

    /// <summary>Random batches over few keys, a third of them with hashes that agree in 10 bits, against the plain formula.</summary>
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 15_000)]
    [InlineData(4, StateTree.DefaultCacheBytes)]
    public void Tree_agrees_with_the_formula_at_every_retained_version(int seed, long cacheBytes)
    {
        var random = new Random(seed);
        List<byte[]> keys = [.. TestKeys.SharingBits(10, 40), .. Enumerable.Range(0, 80).Select(i => TestKeys.Key($"unit/{i}"))];
        var nodes = new MemoryNodes();
        var tree = new StateTree(nodes, cacheBytes);
        var versions = new SortedDictionary<ulong, Dictionary<string, byte[]>>();
        var made = new SortedDictionary<ulong, List<StateChange>>();
        var current = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        ulong? previous = null;
        for (var round = 0; round < 150; round++)
        {
            // Gaps between versions are allowed.
            var version = (previous ?? 0) + (ulong)random.Next(1, 4);
            var changes = Batch(random, keys, deleting: round % 50 > 35);
            current = Apply(current, changes);
            var update = tree.Update(previous, version, changes);
            Assert.Equal(NaiveTree.Root(current), update.Root);
            // Whoever takes the update in is the same afterwards.
            tree.Publish(update);
            versions.Add(version, current);
            made.Add(version, changes);
            previous = version;
            if (random.Next(3) == 0)
                nodes.Fold(tree, versions.Keys.ElementAt(Math.Max(0, versions.Count - random.Next(1, Retained))), random.Next(1, StateTree.Parts + 1));

            while (versions.Keys.First() < tree.Oldest)
                versions.Remove(versions.Keys.First());

            if (round % 10 == 0)
            {
                CheckAll(random, tree, versions, keys);
                CheckAll(random, Restored(nodes.Copy(), made, cacheBytes), versions, keys);
            }
        }

        Assert.NotEqual(versions.Count, made.Count);
        CheckAll(random, tree, versions, keys);
        CheckAll(random, Restored(nodes, made, 0), versions, keys);
    }

    /// <summary>A crash may come between any two writes; whatever parts the base has come to, the same trees come of it, and it can be moved on.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(StateTree.Parts)]
    public void After_a_crash_between_any_two_folds_the_same_tree_is_made_and_goes_on(int parts)
    {
        var random = new Random(parts);
        List<byte[]> keys = [.. TestKeys.SharingBits(10, 20), .. Enumerable.Range(0, 120).Select(i => TestKeys.Key($"unit/{i}"))];
        var nodes = new MemoryNodes();
        var tree = new StateTree(nodes);
        var made = new SortedDictionary<ulong, List<StateChange>>();
        for (ulong version = 0; version < 90; version++)
        {
            made[version] = Batch(random, keys, deleting: version % 30 > 20);
            tree.Publish(tree.Update(version == 0 ? null : version - 1, version, made[version]));
            nodes.Fold(tree, version - Math.Min(version, 7), parts);

            var found = nodes.Copy();
            var again = Restored(found, made, StateTree.DefaultCacheBytes);
            Assert.Equal(tree.Oldest, again.Oldest);
            for (var held = again.Oldest!.Value; held <= version; held++)
                Assert.Equal(tree.Root(held), again.Root(held));

            var next = Batch(random, keys, deleting: false);
            Assert.Equal(tree.Update(version, version + 1, next).Root, again.Update(version, version + 1, next).Root);
            while (found.Fold(again, version, parts) is not null)
            {
            }

            Assert.Equal(found.Keys, again.ReadBase().Select(Convert.ToHexString));
            Assert.Equal(tree.Root(version), new StateTree(found, 0).Root(version));
        }
    }

    [Fact]
    public void A_tree_of_the_newest_version_alone_holds_less_and_comes_to_the_same_base()
    {
        var (whole, newest) = (new MemoryNodes(), new MemoryNodes());
        var (all, alone) = (new StateTree(whole), new StateTree(newest, keepsVersions: false));
        var random = new Random(8);
        List<byte[]> keys = [.. Enumerable.Range(0, 150).Select(i => TestKeys.Key($"unit/{i}"))];
        for (ulong version = 0; version < 60; version++)
        {
            var update = alone.Update(version == 0 ? null : version - 1, version, Batch(random, keys, deleting: version % 20 > 12));
            all.Publish(update);
            alone.Publish(update);
            Assert.Equal(version, alone.Oldest);
            Assert.Equal(update.Root, alone.Root(version));
            if (version % 13 == 12)
                newest.Fold(alone, version, StateTree.Parts);
        }

        Assert.InRange(alone.RecentBytes, 1, all.RecentBytes / 2);
        whole.Fold(all, 59, StateTree.Parts);
        newest.Fold(alone, 59, StateTree.Parts);
        Assert.Equal(whole.Keys, newest.Keys);
        Assert.All(whole.Keys, key => Assert.Equal(whole.Value(key), newest.Value(key)));
        Assert.InRange(alone.RecentBytes, 1, 2_000);
    }

    [Fact]
    public void Several_trees_take_the_same_update()
    {
        var (one, other) = (new MemoryNodes(), new MemoryNodes());
        var (first, second) = (new StateTree(one), new StateTree(other));
        var random = new Random(6);
        List<byte[]> keys = [.. Enumerable.Range(0, 150).Select(i => TestKeys.Key($"unit/{i}"))];
        ulong? previous = null;
        for (ulong version = 0; version < 40; version++)
        {
            var update = first.Update(previous, version, Batch(random, keys, deleting: version > 30));
            first.Publish(update);
            second.Publish(update);
            one.Fold(first, version, 1);
            if (version % 9 == 8)
                other.Fold(second, version - 3, StateTree.Parts);

            previous = version;
        }

        while (one.Fold(first, 39, 5) is not null || other.Fold(second, 39, 7) is not null)
        {
        }

        Assert.Equal(one.Keys, other.Keys);
        Assert.All(one.Keys, key => Assert.Equal(one.Value(key), other.Value(key)));
    }

    [Fact]
    public void Same_changes_give_the_same_update_in_any_order()
    {
        var changes = Enumerable.Range(0, 300).Select(i => new StateChange(TestKeys.Key($"unit/{i}"), TestKeys.Value(i))).ToList();
        var one = new StateTree(new MemoryNodes()).Update(null, 7, changes);
        changes.Reverse();
        var other = new StateTree(new MemoryNodes(), 0).Update(null, 7, changes);

        Assert.Equal(one.Root, other.Root);
        Assert.Equal(Text(one), Text(other));

        static string Text(StateUpdate update) =>
            string.Join(" ", update.Nodes.ToArray().Select(node => $"{node.Path}={Convert.ToHexString(node.Stored)}"));
    }

    [Fact]
    public void Base_holds_exactly_one_tree_and_what_stood_elsewhere_before_is_gone()
    {
        var nodes = new MemoryNodes();
        var tree = new StateTree(nodes);
        var random = new Random(5);
        ulong version = 0;
        var current = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        List<byte[]> keys = [.. Enumerable.Range(0, 200).Select(i => TestKeys.Key($"unit/{i}"))];
        for (; version < 60; version++)
        {
            var changes = Batch(random, keys, deleting: version > 40);
            current = Apply(current, changes);
            tree.Publish(tree.Update(version == 0 ? null : version - 1, version, changes));
            if (version % 5 == 4)
                nodes.Fold(tree, version, version % 2 == 0 ? 3 : StateTree.Parts);
        }

        nodes.Fold(tree, version - 1, StateTree.Parts);

        // What is left is exactly one tree: as many nodes as the same set makes when written at once, but for the root node.
        var fresh = new StateTree(new MemoryNodes()).Update(
            null, 0, [.. current.Select(pair => new StateChange(Convert.FromHexString(pair.Key), pair.Value))]);
        Assert.Equal(fresh.NodeCount - 1, nodes.Count);
        Assert.Equal(nodes.Keys, tree.ReadBase().Select(Convert.ToHexString));
        Assert.Equal(fresh.Root, tree.Root(version - 1));
        Assert.Throws<StateNodeMissingException>(() => new StateTree(nodes, 0).Root(version - 2));
    }

    [Fact]
    public void Batch_that_changes_nothing_makes_a_version_of_the_same_root_and_one_node()
    {
        var nodes = new MemoryNodes();
        var tree = new StateTree(nodes);
        List<StateChange> set = [.. Enumerable.Range(0, 500).Select(i => new StateChange(TestKeys.Key($"unit/{i}"), TestKeys.Value(i)))];
        var first = tree.Update(null, 1, set);
        nodes.Store(tree, first);

        var second = tree.Update(1, 2, [.. set.Take(50), new StateChange(TestKeys.Key("never/there"), null)]);

        Assert.Equal(first.Root, second.Root);
        Assert.Equal(1, second.NodeCount);
    }

    [Fact]
    public void Value_is_read_with_one_node_a_level_and_upper_nodes_only_once()
    {
        var nodes = new MemoryNodes();
        var tree = new StateTree(nodes);
        nodes.Store(tree, tree.Update(null, 1, [.. Enumerable.Range(0, 4000).Select(i => new StateChange(TestKeys.Key($"unit/{i}"), TestKeys.Value(i)))]));
        var again = new StateTree(nodes);
        var before = nodes.Reads;
        for (var i = 0; i < 4000; i++)
            Assert.Equal(TestKeys.Value(i), again.Get(1, TestKeys.Key($"unit/{i}")));

        Assert.Equal(nodes.Count, nodes.Reads - before);
    }

    private static StateTree Restored(MemoryNodes nodes, SortedDictionary<ulong, List<StateChange>> made, long cacheBytes)
    {
        var tree = new StateTree(nodes, cacheBytes);
        foreach (var (version, changes) in made.Where(pair => pair.Key >= tree.FirstToRestore))
            tree.Restore(version, changes);

        return tree;
    }

    private static List<StateChange> Batch(Random random, List<byte[]> keys, bool deleting) =>
        [.. Enumerable.Range(0, random.Next(0, 30)).Select(_ => keys[random.Next(keys.Count)]).Distinct()
            .Select(key => new StateChange(key, random.Next(10) < (deleting ? 8 : 2) ? null : TestKeys.Value(random.Next(40))))];

    private static Dictionary<string, byte[]> Apply(Dictionary<string, byte[]> set, List<StateChange> changes)
    {
        var next = new Dictionary<string, byte[]>(set, StringComparer.Ordinal);
        foreach (var change in changes)
        {
            if (change.Value is null)
            {
                next.Remove(Convert.ToHexString(change.Key));
            }
            else
            {
                next[Convert.ToHexString(change.Key)] = change.Value;
            }
        }

        return next;
    }

    private static void CheckAll(
        Random random, StateTree tree, SortedDictionary<ulong, Dictionary<string, byte[]>> versions, List<byte[]> keys)
    {
        foreach (var (version, set) in versions)
        {
            var root = tree.Root(version);
            Assert.Equal(NaiveTree.Root(set), root);
            foreach (var key in random.GetItems(keys.ToArray(), 6))
            {
                var wanted = set.GetValueOrDefault(Convert.ToHexString(key));
                Assert.Equal(wanted, tree.Get(version, key));
                if (set.Count == 0)
                {
                    Assert.Throws<InvalidOperationException>(() => tree.Prove(version, key));
                    continue;
                }

                var proof = tree.Prove(version, key).ToByteArray();
                var verdict = wanted is null
                    ? StateVerifier.VerifyAbsence(root, key, proof)
                    : StateVerifier.VerifyExistence(root, key, wanted, proof);
                Assert.True(verdict.IsValid, verdict.Detail);
                Assert.False(StateVerifier.VerifyAbsence(root, key, proof).IsValid == StateVerifier.VerifyExistence(root, key, wanted ?? [1], proof).IsValid);
            }
        }
    }
}
