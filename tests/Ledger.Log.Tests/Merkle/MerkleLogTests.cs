namespace Ledger.Log.Tests;

public sealed class MerkleLogTests
{
    private const int MaxSize = 260;

    [Fact]
    public void Roots_agree_with_the_definition_at_every_size()
    {
        var log = new TestLog(MaxSize);
        for (var size = 0; size <= MaxSize; size++)
            Assert.Equal(NaiveTree.Root(log.LeafHashes.AsSpan(0, size)), MerkleLog.Root((ulong)size, log.Store));
    }

    [Fact]
    public void Inclusion_proofs_agree_with_the_definition_and_verify()
    {
        var log = new TestLog(MaxSize);
        foreach (var size in Enumerable.Range(1, 70).Append(127).Append(128).Append(129).Append(MaxSize))
        {
            var leaves = log.LeafHashes.AsSpan(0, size);
            var root = MerkleLog.Root((ulong)size, log.Store);
            for (var index = 0; index < size; index++)
            {
                var proof = MerkleLog.InclusionProof((ulong)index, (ulong)size, log.Store);
                Assert.Equal(NaiveTree.Path(index, leaves), proof);
                Assert.Equal(MerkleResult.Valid, MerkleVerifier.Inclusion(leaves[index], (ulong)index, (ulong)size, root, proof));
            }
        }
    }

    [Fact]
    public void Consistency_proofs_agree_with_the_definition_and_verify()
    {
        var log = new TestLog(MaxSize);
        foreach (var newSize in Enumerable.Range(1, 70).Append(127).Append(128).Append(129).Append(MaxSize))
        {
            var newRoot = MerkleLog.Root((ulong)newSize, log.Store);
            for (var oldSize = 1; oldSize <= newSize; oldSize++)
            {
                var proof = MerkleLog.ConsistencyProof((ulong)oldSize, (ulong)newSize, log.Store);
                Assert.Equal(NaiveTree.Consistency(oldSize, log.LeafHashes.AsSpan(0, newSize)), proof);
                var oldRoot = MerkleLog.Root((ulong)oldSize, log.Store);
                Assert.Equal(MerkleResult.Valid, MerkleVerifier.Consistency((ulong)oldSize, oldRoot, (ulong)newSize, newRoot, proof));
            }
        }
    }

    [Fact]
    public void Appending_one_leaf_gives_the_hashes_that_the_store_holds()
    {
        var log = new TestLog(MaxSize);
        var stored = new byte[MerkleHash.Size];
        for (ulong size = 0; size < MaxSize; size++)
        {
            var appended = MerkleLog.Append(size, log.LeafHashes[size], log.Store);
            Assert.Equal(1 + System.Numerics.BitOperations.TrailingZeroCount(size + 1), appended.Count);
            for (var i = 0; i < appended.Count; i++)
            {
                Assert.Equal(i, appended[i].Level);
                Assert.Equal(size >> i, appended[i].Index);
                log.Store.Read(appended[i].Level, appended[i].Index, stored);
                Assert.Equal(stored, appended[i].Hash);
            }
        }
    }

    [Fact]
    public void A_frontier_loaded_from_the_store_continues_like_the_one_that_wrote_it()
    {
        var log = new TestLog(MaxSize);
        for (var size = 0; size < MaxSize; size += 13)
        {
            var loaded = MerkleFrontier.Load((ulong)size, log.Store);
            for (var i = size; i < MaxSize; i++)
                loaded.Append(log.LeafHashes[i]);

            Assert.Equal(log.Frontier.Size, loaded.Size);
            Assert.Equal(log.Frontier.Root(), loaded.Root());
        }
    }

    [Fact]
    public void A_clone_is_independent_of_its_original()
    {
        var log = new TestLog(7);
        var root = log.Frontier.Root();
        var clone = log.Frontier.Clone();
        clone.Append(log.LeafHashes[0]);
        Assert.Equal(7UL, log.Frontier.Size);
        Assert.Equal(root, log.Frontier.Root());
        Assert.Equal(8UL, clone.Size);
    }

    [Fact]
    public void Appending_allocates_nothing()
    {
        var frontier = new MerkleFrontier();
        var leaf = new byte[MerkleHash.Size];
        frontier.Append(leaf);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            frontier.Append(leaf);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Proofs_outside_the_tree_are_refused()
    {
        var log = new TestLog(5);
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleLog.InclusionProof(5, 5, log.Store));
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleLog.InclusionProof(0, 0, log.Store));
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleLog.ConsistencyProof(0, 5, log.Store));
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleLog.ConsistencyProof(6, 5, log.Store));
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleLog.Root(MerkleLog.MaxSize + 1, log.Store));
        Assert.Throws<KeyNotFoundException>(() => MerkleLog.Root(6, log.Store));
        Assert.Throws<ArgumentException>(() => log.Frontier.Append(new byte[31]));
        Assert.Throws<ArgumentException>(() => MerkleHash.Node(new byte[32], new byte[33]));
    }

    [Fact]
    public void The_store_takes_hashes_in_order_only()
    {
        var store = new MerkleHashStore();
        store.Write(0, 0, new byte[MerkleHash.Size]);
        Assert.Throws<InvalidOperationException>(() => store.Write(0, 0, new byte[MerkleHash.Size]));
        Assert.Throws<InvalidOperationException>(() => store.Write(0, 2, new byte[MerkleHash.Size]));
        store.Write(0, 1, new byte[MerkleHash.Size]);
    }
}
