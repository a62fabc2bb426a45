namespace Ledger.Log.Tests;

public sealed class MerkleVerifierTests
{
    private readonly TestLog log = new(13);

    [Fact]
    public void An_index_below_the_size_is_accepted_and_one_at_the_size_refused()
    {
        Assert.Equal(MerkleResult.Valid, Inclusion(12, 13));
        Assert.Equal(MerkleResult.IndexNotInTree, MerkleVerifier.Inclusion(log.LeafHashes[12], 13, 13, Root(13), Path(12, 13)));
        Assert.Equal(MerkleResult.IndexNotInTree, MerkleVerifier.Inclusion(log.LeafHashes[0], 0, 0, MerkleHash.Empty, []));
        Assert.Equal(MerkleResult.IndexNotInTree, MerkleVerifier.Inclusion(log.LeafHashes[0], ulong.MaxValue, 13, Root(13), []));
    }

    [Fact]
    public void Sizes_over_the_limit_are_refused()
    {
        const ulong over = MerkleLog.MaxSize + 1;
        Assert.Equal(MerkleResult.SizeTooLarge, MerkleVerifier.Inclusion(log.LeafHashes[0], 0, over, Root(1), []));
        Assert.Equal(MerkleResult.SizeTooLarge, MerkleVerifier.Consistency(1, Root(1), over, Root(1), []));
        Assert.Equal(MerkleResult.SizeTooLarge, MerkleVerifier.Consistency(ulong.MaxValue, Root(1), 2, Root(1), []));
        Assert.Equal(MerkleResult.ProofTooShort, MerkleVerifier.Inclusion(log.LeafHashes[0], 0, MerkleLog.MaxSize, Root(1), []));
    }

    [Fact]
    public void A_proof_of_sixty_three_hashes_is_accepted_and_sixty_four_are_refused()
    {
        var proof = Enumerable.Range(0, MerkleLog.MaxProofLength).Select(i => Enumerable.Repeat((byte)i, MerkleHash.Size).ToArray()).ToList();
        var root = log.LeafHashes[0];
        foreach (var hash in proof)
            root = MerkleHash.Node(root, hash);

        Assert.Equal(MerkleResult.Valid, MerkleVerifier.Inclusion(log.LeafHashes[0], 0, MerkleLog.MaxSize, root, proof));
        proof.Add(proof[0]);
        Assert.Equal(MerkleResult.ProofTooLong, MerkleVerifier.Inclusion(log.LeafHashes[0], 0, MerkleLog.MaxSize, root, proof));
        Assert.Equal(MerkleResult.ProofTooLong, MerkleVerifier.Consistency(1, root, MerkleLog.MaxSize, root, proof));
    }

    [Fact]
    public void Consistency_needs_an_old_tree_that_is_neither_empty_nor_larger()
    {
        Assert.Equal(MerkleResult.Valid, Consistency(1, 13));
        Assert.Equal(MerkleResult.Valid, Consistency(13, 13));
        Assert.Equal(MerkleResult.OldTreeEmpty, MerkleVerifier.Consistency(0, MerkleHash.Empty, 13, Root(13), []));
        Assert.Equal(MerkleResult.OldTreeEmpty, MerkleVerifier.Consistency(0, MerkleHash.Empty, 0, MerkleHash.Empty, []));
        Assert.Equal(MerkleResult.OldTreeLarger, MerkleVerifier.Consistency(13, Root(13), 12, Root(12), Proof(12, 13)));
    }

    [Fact]
    public void Equal_sizes_take_an_empty_proof_and_equal_roots_only()
    {
        Assert.Equal(MerkleResult.Valid, MerkleVerifier.Consistency(7, Root(7), 7, Root(7), []));
        Assert.Equal(MerkleResult.RootDiffers, MerkleVerifier.Consistency(7, Root(7), 7, Root(8), []));
        Assert.Equal(MerkleResult.ProofTooLong, MerkleVerifier.Consistency(7, Root(7), 7, Root(7), [Root(7)]));
    }

    [Fact]
    public void Growing_sizes_take_no_empty_proof()
    {
        Assert.Equal(MerkleResult.ProofTooShort, MerkleVerifier.Consistency(7, Root(7), 8, Root(8), []));
        Assert.Equal(MerkleResult.ProofTooShort, MerkleVerifier.Consistency(8, Root(8), 9, Root(8), []));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(64)]
    public void Every_hash_must_have_thirty_two_bytes(int length)
    {
        var wrong = new byte[length];
        Assert.Equal(MerkleResult.WrongHashLength, MerkleVerifier.Inclusion(wrong, 3, 13, Root(13), Path(3, 13)));
        Assert.Equal(MerkleResult.WrongHashLength, MerkleVerifier.Inclusion(log.LeafHashes[3], 3, 13, wrong, Path(3, 13)));
        Assert.Equal(MerkleResult.WrongHashLength, MerkleVerifier.Inclusion(log.LeafHashes[3], 3, 13, Root(13), [wrong, .. Path(3, 13).Skip(1)]));
        Assert.Equal(MerkleResult.WrongHashLength, MerkleVerifier.Inclusion(wrong, 0, 1, wrong, []));
        Assert.Equal(MerkleResult.WrongHashLength, MerkleVerifier.Consistency(5, wrong, 13, Root(13), Proof(5, 13)));
        Assert.Equal(MerkleResult.WrongHashLength, MerkleVerifier.Consistency(5, Root(5), 13, wrong, Proof(5, 13)));
        Assert.Equal(MerkleResult.WrongHashLength, MerkleVerifier.Consistency(5, Root(5), 13, Root(13), [.. Proof(5, 13).Skip(1), wrong]));
        Assert.Equal(MerkleResult.WrongHashLength, MerkleVerifier.Consistency(5, wrong, 5, wrong, []));
    }

    [Fact]
    public void Missing_hashes_are_refused_not_thrown_at()
    {
        Assert.Equal(MerkleResult.WrongHashLength, MerkleVerifier.Inclusion(log.LeafHashes[3], 3, 13, Root(13), null!));
        Assert.Equal(MerkleResult.WrongHashLength, MerkleVerifier.Inclusion(log.LeafHashes[3], 3, 13, Root(13), [null!]));
        Assert.Equal(MerkleResult.WrongHashLength, MerkleVerifier.Consistency(5, Root(5), 13, Root(13), [null!]));
    }

    [Fact]
    public void A_hash_too_many_or_too_few_is_refused_anywhere()
    {
        foreach (var size in new[] { 2, 3, 7, 8, 12, 13 })
        {
            for (var index = 0; index < size; index++)
            {
                var path = Path(index, size);
                foreach (var changed in OneMoreOrLess(path))
                    Assert.NotEqual(MerkleResult.Valid, MerkleVerifier.Inclusion(log.LeafHashes[index], (ulong)index, (ulong)size, Root(size), changed));

                var proof = Proof(index + 1, size);
                foreach (var changed in OneMoreOrLess(proof))
                    Assert.NotEqual(MerkleResult.Valid, MerkleVerifier.Consistency((ulong)index + 1, Root(index + 1), (ulong)size, Root(size), changed));
            }
        }

        Assert.Equal(MerkleResult.ProofTooLong, MerkleVerifier.Inclusion(log.LeafHashes[3], 3, 13, Root(13), [.. Path(3, 13), Root(13)]));
        Assert.Equal(MerkleResult.ProofTooShort, MerkleVerifier.Inclusion(log.LeafHashes[3], 3, 13, Root(13), [.. Path(3, 13).SkipLast(1)]));
        Assert.Equal(MerkleResult.ProofTooLong, MerkleVerifier.Consistency(5, Root(5), 13, Root(13), [.. Proof(5, 13), Root(13)]));
        Assert.Equal(MerkleResult.ProofTooShort, MerkleVerifier.Consistency(5, Root(5), 13, Root(13), [.. Proof(5, 13).SkipLast(1)]));
    }

    [Fact]
    public void Another_byte_anywhere_in_an_inclusion_proof_is_refused()
    {
        var path = Path(6, 13);
        foreach (var leaf in Flip.EveryByte(log.LeafHashes[6]))
            Assert.Equal(MerkleResult.RootDiffers, MerkleVerifier.Inclusion(leaf, 6, 13, Root(13), path));

        foreach (var root in Flip.EveryByte(Root(13)))
            Assert.Equal(MerkleResult.RootDiffers, MerkleVerifier.Inclusion(log.LeafHashes[6], 6, 13, root, path));

        foreach (var changed in EveryChangedHash(path))
            Assert.Equal(MerkleResult.RootDiffers, MerkleVerifier.Inclusion(log.LeafHashes[6], 6, 13, Root(13), changed));
    }

    [Fact]
    public void Another_byte_anywhere_in_a_consistency_proof_is_refused()
    {
        var proof = Proof(6, 13);
        foreach (var root in Flip.EveryByte(Root(6)))
            Assert.Equal(MerkleResult.OldRootDiffers, MerkleVerifier.Consistency(6, root, 13, Root(13), proof));

        foreach (var root in Flip.EveryByte(Root(13)))
            Assert.Equal(MerkleResult.RootDiffers, MerkleVerifier.Consistency(6, Root(6), 13, root, proof));

        foreach (var changed in EveryChangedHash(proof))
            Assert.NotEqual(MerkleResult.Valid, MerkleVerifier.Consistency(6, Root(6), 13, Root(13), changed));
    }

    [Fact]
    public void A_proof_for_another_place_or_size_is_refused()
    {
        for (var index = 0; index < 13; index++)
        {
            for (var other = 0; other < 13; other++)
            {
                var result = MerkleVerifier.Inclusion(log.LeafHashes[index], (ulong)other, 13, Root(13), Path(index, 13));
                Assert.Equal(index == other, result == MerkleResult.Valid);
            }
        }

        for (ulong oldSize = 1; oldSize <= 13; oldSize++)
        {
            var result = MerkleVerifier.Consistency(oldSize, Root(6), 13, Root(13), Proof(6, 13));
            Assert.Equal(oldSize == 6, result == MerkleResult.Valid);
        }
    }

    [Fact]
    public void Random_input_never_throws()
    {
        var random = new Random(1882);
        for (var i = 0; i < 5000; i++)
        {
            var proof = Enumerable.Range(0, random.Next(0, 70)).Select(_ => RandomBytes(random, random.Next(10) == 0 ? 31 : 32)).ToList();
            var a = (ulong)random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);
            var b = (ulong)random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);
            Assert.NotEqual(MerkleResult.Valid, MerkleVerifier.Inclusion(RandomBytes(random, 32), a, b, RandomBytes(random, 32), proof));
            Assert.NotEqual(MerkleResult.Valid, MerkleVerifier.Consistency(a, RandomBytes(random, 32), b, RandomBytes(random, 32), proof));
        }
    }

    [Fact]
    public void Every_refusal_has_its_own_words_in_both_languages()
    {
        Assert.Null(MerkleResult.Valid.ToFault());
        var faults = Enum.GetValues<MerkleResult>().Where(result => result != MerkleResult.Valid).Select(result => result.ToFault()!).ToList();
        Assert.All(faults, fault => Assert.Contains(fault.Chinese, c => c >= '\u4e00'));
        Assert.Equal(faults.Count, faults.Select(fault => fault.Code).Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(faults, fault => fault.Code == "merkle.unknown");
    }

    private static IEnumerable<List<byte[]>> OneMoreOrLess(IReadOnlyList<byte[]> proof)
    {
        for (var i = 0; i <= proof.Count; i++)
        {
            yield return [.. proof.Take(i), new byte[MerkleHash.Size], .. proof.Skip(i)];
            if (i < proof.Count)
            {
                yield return [.. proof.Take(i), proof[i], .. proof.Skip(i)];
                yield return [.. proof.Take(i), .. proof.Skip(i + 1)];
            }
        }
    }

    private static IEnumerable<List<byte[]>> EveryChangedHash(IReadOnlyList<byte[]> proof) =>
        Enumerable.Range(0, proof.Count).SelectMany(i => Flip.EveryByte(proof[i]).Select(hash => (List<byte[]>)[.. proof.Take(i), hash, .. proof.Skip(i + 1)]));

    private static byte[] RandomBytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private MerkleResult Inclusion(int index, int size) =>
        MerkleVerifier.Inclusion(log.LeafHashes[index], (ulong)index, (ulong)size, Root(size), Path(index, size));

    private MerkleResult Consistency(int oldSize, int newSize) =>
        MerkleVerifier.Consistency((ulong)oldSize, Root(oldSize), (ulong)newSize, Root(newSize), Proof(oldSize, newSize));

    private byte[] Root(int size) => MerkleLog.Root((ulong)size, log.Store);

    private IReadOnlyList<byte[]> Path(int index, int size) => MerkleLog.InclusionProof((ulong)index, (ulong)size, log.Store);

    private IReadOnlyList<byte[]> Proof(int oldSize, int newSize) => MerkleLog.ConsistencyProof((ulong)oldSize, (ulong)newSize, log.Store);
}
