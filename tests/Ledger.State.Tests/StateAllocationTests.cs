namespace Ledger.State.Tests;

/// <summary>What an update allocates: its nodes and little else.</summary>
public sealed class StateAllocationTests
{
    [Theory]
    [InlineData(5, 4_000)]
    [InlineData(50, 2_700)]
    [InlineData(500, 1_700)]
    public void A_changed_key_allocates_about_what_its_nodes_hold(int keys, long bound)
    {
        var tree = new StateTree(new MemoryNodes());
        tree.Publish(tree.Update(null, 0, [.. Enumerable.Range(0, 20_000).Select(i => new StateChange(TestKeys.Key($"unit/{i}"), TestKeys.Value(i)))]));
        var random = new Random(3);
        var batches = Enumerable.Range(0, 20)
            .Select(_ => random.GetItems([.. Enumerable.Range(0, 20_000)], keys).Distinct()
                .Select(i => new StateChange(TestKeys.Key($"unit/{i}"), TestKeys.Value(random.Next()))).ToList())
            .ToList();
        long allocated = 0;
        long held = 0;
        for (var i = 0; i < batches.Count; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var update = tree.Update((ulong)i, (ulong)i + 1, batches[i]);
            var used = GC.GetAllocatedBytesForCurrentThread() - before;
            tree.Publish(update);
            // The first ones make what the others use again.
            if (i >= 5)
            {
                allocated += used;
                held += update.Nodes.ToArray().Sum(node => (long)node.Memory);
            }
        }

        var changed = batches.Skip(5).Sum(batch => batch.Count);
        Assert.InRange(allocated / changed, 1, bound);
        Assert.InRange(allocated, 0, held * 11 / 10);
    }

    [Fact]
    public void Reading_what_is_in_memory_allocates_the_value_alone()
    {
        var tree = new StateTree(new MemoryNodes());
        tree.Publish(tree.Update(null, 0, [.. Enumerable.Range(0, 5_000).Select(i => new StateChange(TestKeys.Key($"unit/{i}"), TestKeys.Value(i)))]));
        var key = TestKeys.Key("unit/77");
        tree.Get(0, key);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var value = tree.Get(0, key);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(TestKeys.Value(77), value);
        Assert.InRange(allocated, 32, 64);
    }
}
