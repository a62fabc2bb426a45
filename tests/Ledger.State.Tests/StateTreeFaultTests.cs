namespace Ledger.State.Tests;

public sealed class StateTreeFaultTests
{
    private readonly MemoryNodes nodes = new();

    [Fact]
    public void Any_flipped_byte_of_a_stored_node_is_found_by_reading_and_never_gives_another_value()
    {
        List<byte[]> keys = [.. Enumerable.Range(0, 22).Select(i => TestKeys.Key($"unit/{i}"))];
        var tree = new StateTree(nodes);
        var update = tree.Update(null, 1, [.. keys.Select((key, i) => new StateChange(key, TestKeys.Value(i)))]);
        nodes.Store(tree, update);
        var damagedReads = 0;
        foreach (var node in nodes.Keys.ToList())
        {
            var whole = nodes.Value(node);
            for (var at = 0; at < whole.Length; at++)
            {
                var broken = (byte[])whole.Clone();
                broken[at] ^= 0x21;
                nodes.Replace(node, broken);
                damagedReads += Read(keys, update.Root);
            }

            nodes.Replace(node, whole);
            Assert.Equal(0, Read(keys, update.Root));
        }

        // Every byte of every node matters to at least one of the reads.
        Assert.True(damagedReads >= nodes.Keys.Sum(node => nodes.Value(node).Length));
    }

    [Fact]
    public void Version_that_was_never_written_is_an_error_that_names_it()
    {
        var error = Assert.Throws<StateNodeMissingException>(() => new StateTree(nodes).Root(41));
        Assert.Equal(41UL, error.Version);
        Assert.Contains("version 41", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Update_refuses_a_key_twice()
    {
        var error = Assert.Throws<ArgumentException>(() => new StateTree(nodes).Update(
            null, 1, [new StateChange([0xAB], [1]), new StateChange([0xCD], [1]), new StateChange([0xAB], null)]));
        Assert.Contains("ab", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(65_536, 1)]
    [InlineData(1, 65_536)]
    public void Update_refuses_empty_and_too_long_keys_and_values(int keyLength, int valueLength) =>
        Assert.Throws<ArgumentException>(() =>
            new StateTree(nodes).Update(null, 1, [new StateChange(new byte[keyLength], new byte[valueLength])]));

    [Theory]
    [InlineData(5UL, 5UL)]
    [InlineData(5UL, 4UL)]
    public void Update_refuses_a_version_that_does_not_come_later(ulong previous, ulong next) =>
        Assert.Throws<ArgumentException>(() => new StateTree(nodes).Update(previous, next, []));

    [Fact]
    public void Longest_keys_and_values_and_the_last_version_are_stored_and_read()
    {
        var key = new byte[65_535];
        var value = new byte[65_535];
        var tree = new StateTree(nodes, 0);
        nodes.Store(tree, tree.Update(null, ulong.MaxValue - 2, [new StateChange(key, value), new StateChange([1], [2])]));
        nodes.Store(tree, tree.Update(ulong.MaxValue - 2, ulong.MaxValue - 1, [new StateChange([1], [3])]));

        Assert.Equal(value, tree.Get(ulong.MaxValue - 1, key));
        Assert.Equal([3], tree.Get(ulong.MaxValue - 1, [1]));
    }

    [Fact]
    public void Version_older_than_the_base_is_an_error_and_never_another_value()
    {
        var tree = new StateTree(nodes, 0);
        List<byte[]> keys = [.. Enumerable.Range(0, 300).Select(i => TestKeys.Key($"unit/{i}"))];
        nodes.Store(tree, tree.Update(null, 1, [.. keys.Select(key => new StateChange(key, [1]))]));
        tree.Publish(tree.Update(1, 2, [.. keys.Select(key => new StateChange(key, [2]))]));
        Assert.Equal([1], tree.Get(1, keys[0]));

        Assert.Equal(2UL, nodes.Fold(tree, 2, 1));

        Assert.Equal(2UL, tree.Oldest);
        Assert.All(keys, key => Assert.Equal([2], tree.Get(2, key)));
        Assert.Throws<StateNodeMissingException>(() => tree.Get(1, keys[0]));
    }

    /// <summary>Reads everything; the number of reads refused because of damage.</summary>
    private int Read(List<byte[]> keys, byte[] root)
    {
        var damaged = 0;
        for (var i = 0; i < keys.Count; i++)
        {
            try
            {
                var tree = new StateTree(nodes, 0);
                if (!tree.Root(1).AsSpan().SequenceEqual(root))
                {
                    damaged++;
                    continue;
                }

                Assert.Equal(TestKeys.Value(i), tree.Get(1, keys[i]));
            }
            catch (Exception e) when (e is StateNodeDamagedException or StateNodeMissingException)
            {
                damaged++;
            }
        }

        return damaged;
    }
}
