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
            nodes.Store(update);
            if (random.Next(4) != 0)
                tree.Publish(update);

            versions.Add(version, current);
            previous = version;
            while (versions.Count > Retained)
                versions.Remove(versions.Keys.First());

            nodes.Prune(versions.Keys.First());
            if (round % 10 == 0)
                CheckAll(random, tree, versions, keys);
        }

        CheckAll(random, new StateTree(nodes, 0), versions, keys);
    }

    [Fact]
    public void Same_changes_give_the_same_update_in_any_order()
    {
        var changes = Enumerable.Range(0, 300).Select(i => new StateChange(TestKeys.Key($"unit/{i}"), TestKeys.Value(i))).ToList();
        var one = new StateTree(new MemoryNodes()).Update(null, 7, changes);
        changes.Reverse();
        var other = new StateTree(new MemoryNodes(), 0).Update(null, 7, changes);

        Assert.Equal(one.Root, other.Root);
        Assert.Equal(string.Join(" ", one.NewNodes.Select(Text)), string.Join(" ", other.NewNodes.Select(Text)));

        static string Text(StateNode node) => $"{Convert.ToHexString(node.Key)}={Convert.ToHexString(node.Value)}";
    }

    [Fact]
    public void Nodes_that_no_retained_version_uses_are_all_pruned()
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
            nodes.Store(tree.Update(version == 0 ? null : version - 1, version, changes));
        }

        nodes.Prune(version - 1);

        // What is left is exactly one tree: as many nodes as the same set makes when written at once.
        var fresh = new StateTree(new MemoryNodes()).Update(
            null, 0, [.. current.Select(pair => new StateChange(Convert.FromHexString(pair.Key), pair.Value))]);
        Assert.Equal(fresh.NewNodes.Count, nodes.Count);
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
        nodes.Store(first);

        var second = tree.Update(1, 2, [.. set.Take(50), new StateChange(TestKeys.Key("never/there"), null)]);

        Assert.Equal(first.Root, second.Root);
        Assert.Single(second.NewNodes);
        Assert.Single(second.StaleNodes);
    }

    [Fact]
    public void Value_is_read_with_one_node_a_level_and_upper_nodes_only_once()
    {
        var nodes = new MemoryNodes();
        var tree = new StateTree(nodes);
        nodes.Store(tree.Update(null, 1, [.. Enumerable.Range(0, 4000).Select(i => new StateChange(TestKeys.Key($"unit/{i}"), TestKeys.Value(i)))]));
        for (var i = 0; i < 4000; i++)
            Assert.Equal(TestKeys.Value(i), tree.Get(1, TestKeys.Key($"unit/{i}")));

        Assert.Equal(nodes.Count, nodes.Reads);
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
