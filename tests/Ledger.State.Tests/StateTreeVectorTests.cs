using System.Text;
using System.Text.Json;

namespace Ledger.State.Tests;

public sealed class StateTreeVectorTests
{
    [Fact]
    public void Roots_of_growing_sets_are_those_of_the_vectors()
    {
        foreach (var vector in Vectors.Read("roots.json").GetProperty("roots").EnumerateArray())
        {
            var n = vector.GetProperty("n").GetInt32();
            var root = new StateTree(new MemoryNodes()).Update(null, 0, Pairs(0, n)).Root;
            Assert.Equal(vector.Hex("root"), root);
        }
    }

    [Fact]
    public void Roots_are_the_same_when_keys_come_one_by_one()
    {
        var wanted = Vectors.Read("roots.json").GetProperty("roots").EnumerateArray()
            .ToDictionary(vector => vector.GetProperty("n").GetInt32(), vector => vector.Hex("root"));
        var nodes = new MemoryNodes();
        var tree = new StateTree(nodes);
        var compared = 0;
        for (var n = 0; n <= 1000; n++)
        {
            var update = tree.Update(n == 0 ? null : (ulong)n - 1, (ulong)n, n == 0 ? [] : Pairs(n - 1, n));
            nodes.Store(tree, update);
            if (wanted.TryGetValue(n, out var root))
            {
                Assert.Equal(root, update.Root);
                compared++;
            }
        }

        Assert.Equal(wanted.Count, compared);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(StateTree.DefaultCacheBytes)]
    public void Batches_of_updates_and_deletes_give_the_roots_of_the_vectors(long cacheBytes)
    {
        var nodes = new MemoryNodes();
        var tree = new StateTree(nodes, cacheBytes);
        ulong? version = null;
        foreach (var step in Vectors.Read("batches.json").GetProperty("steps").EnumerateArray())
        {
            var next = version + 1 ?? 0;
            var update = tree.Update(version, next, Changes(step.GetProperty("batch")));
            Assert.Equal(step.Hex("root"), update.Root);
            nodes.Store(tree, update);
            Assert.Equal(update.Root, tree.Root(next));
            version = next;
        }

        Assert.Equal(StateTree.EmptyRoot, tree.Root(version!.Value));
    }

    private static List<StateChange> Pairs(int from, int to) =>
        [.. Enumerable.Range(from, to - from).Select(i =>
            new StateChange(Encoding.ASCII.GetBytes($"key{i}"), Encoding.ASCII.GetBytes($"value{i}")))];

    private static List<StateChange> Changes(JsonElement batch) =>
        [.. batch.EnumerateArray().Select(change => new StateChange(change.Hex("key"), change.HexOrNull("value")))];
}
