using Google.Protobuf;
using Ledger.State.Ics23;

namespace Ledger.State.Tests;

public sealed class StateProofMutationTests
{
    private readonly StateTree tree;
    private readonly byte[] root;
    private readonly List<byte[]> close = TestKeys.SharingBits(14, 3);

    public StateProofMutationTests()
    {
        var nodes = new MemoryNodes();
        tree = new StateTree(nodes);
        List<StateChange> set =
        [
            .. Enumerable.Range(0, 60).Select(i => new StateChange(TestKeys.Key($"unit/{i}"), TestKeys.Value(i))),
            new StateChange(close[0], TestKeys.Value(100)),
            new StateChange(close[1], TestKeys.Value(101)),
        ];
        var update = tree.Update(null, 0, set);
        nodes.Store(tree, update);
        root = update.Root;
    }

    public static TheoryData<string, bool> Subjects => new()
    {
        { "unit/0", true }, { "unit/33", true }, { "k0", true },
        { "unit/100", false }, { "unit/101", false }, { "absent", false },
    };

    [Theory]
    [MemberData(nameof(Subjects))]
    public void Every_flipped_bit_every_cut_and_every_added_byte_is_refused(string name, bool exists)
    {
        var key = TestKeys.Key(name);
        var proof = Prove(key);
        Assert.True(Check(key, exists, proof).IsValid);
        for (var at = 0; at < proof.Length; at++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var mutated = (byte[])proof.Clone();
                mutated[at] ^= (byte)(1 << bit);
                Assert.False(Check(key, exists, mutated).IsValid, $"bit {bit} of byte {at}");
            }

            Assert.False(Check(key, exists, proof[..at]).IsValid, $"cut at {at}");
            Assert.False(Check(key, exists, [.. proof[..at], .. proof[(at + 1)..]]).IsValid, $"without byte {at}");
        }

        for (var added = 0; added < 256; added++)
            Assert.False(Check(key, exists, [.. proof, (byte)added]).IsValid);

        // An unknown field, which a lenient reader skips, and the same message given twice, which it merges.
        Assert.Equal(ProofGuard.Encoding, Check(key, exists, [.. proof, 0x78, 0x01]).Failed);
        Assert.Equal(ProofGuard.Encoding, Check(key, exists, [.. proof, .. proof]).Failed);
    }

    [Fact]
    public void Steps_dropped_doubled_swapped_or_added_are_refused()
    {
        var key = TestKeys.Key("unit/33");
        var whole = tree.Prove(0, key);
        var count = whole.Exist.Path.Count;
        Assert.True(count > 3);
        for (var i = 0; i < count; i++)
        {
            var at = i;
            Refused(key, whole, path => path.RemoveAt(at));
            Refused(key, whole, path => path.Insert(at, path[at].Clone()));
            for (var j = i + 1; j < count; j++)
            {
                var other = j;
                Refused(key, whole, path => (path[at], path[other]) = (path[other], path[at]));
            }
        }

        Refused(key, whole, path => path.Clear());
        Assert.Equal(ProofGuard.StepCount, Refused(key, whole, path =>
        {
            while (path.Count <= StateProofSpec.MaxSteps)
                path.Add(path[0].Clone());
        }));
    }

    [Fact]
    public void Step_on_the_wrong_side_is_refused_also_when_it_leads_to_the_root()
    {
        // A tree of two leaves, built the wrong way round: the hashes fit, only the sides do not.
        byte[] one = TestKeys.Key("hello");
        byte[] other = TestKeys.Key("goodbye");
        var nodes = new MemoryNodes();
        var pair = new StateTree(nodes);
        nodes.Store(pair, pair.Update(null, 0, [new StateChange(one, [1]), new StateChange(other, [2])]));
        var proof = pair.Prove(0, one);
        var step = proof.Exist.Path[0];
        var left = step.Suffix.IsEmpty;
        var sibling = left ? step.Prefix.Span[16..].ToArray() : step.Suffix.ToByteArray();
        proof.Exist.Path[0] = StateProofSpec.InnerOp(left ? 0 : 1, sibling);
        byte[] hashes = left
            ? [.. StateHashOf(one, [1]), .. sibling]
            : [.. sibling, .. StateHashOf(one, [1])];
        var turnedRoot = System.Security.Cryptography.SHA256.HashData([.. "JMT::IntrnalNode"u8, .. hashes]);

        Assert.Equal(ProofGuard.StepSide, StateVerifier.VerifyExistence(turnedRoot, one, [1], proof.ToByteArray()).Failed);
    }

    [Fact]
    public void Step_with_two_siblings_or_none_or_another_hash_or_tag_is_refused()
    {
        var key = TestKeys.Key("unit/33");
        var whole = tree.Prove(0, key);
        var extra = ByteString.CopyFrom(new byte[32]);
        for (var i = 0; i < whole.Exist.Path.Count; i++)
        {
            var at = i;
            var tag = ByteString.CopyFrom("JMT::IntrnalNode"u8);
            Form(path => path[at].Suffix = ByteString.CopyFrom([.. path[at].Suffix.Span, .. extra.Span]));
            Form(path => path[at].Prefix = ByteString.CopyFrom([.. path[at].Prefix.Span, .. extra.Span]));
            Form(path => (path[at].Prefix, path[at].Suffix) = (ByteString.CopyFrom([.. tag.Span, .. extra.Span]), extra));
            Form(path => (path[at].Prefix, path[at].Suffix) = (tag, ByteString.Empty));
            Form(path => path[at].Prefix = ByteString.CopyFrom([.. "JMT::InternalNod"u8, .. path[at].Prefix.Span[16..]]));
            Form(path => path[at].Hash = HashOp.NoHash);
            Form(path => path[at].Hash = HashOp.Sha512256);
            Form(path => path[at].Hash = (HashOp)77);
        }

        void Form(Action<Google.Protobuf.Collections.RepeatedField<InnerOp>> change) =>
            Assert.Equal(ProofGuard.StepForm, Refused(key, whole, change));
    }

    [Fact]
    public void Leaf_operation_other_than_the_specification_is_refused()
    {
        var key = TestKeys.Key("unit/33");
        Leaf(leaf => leaf.Hash = HashOp.Sha512);
        Leaf(leaf => leaf.PrehashKey = HashOp.NoHash);
        Leaf(leaf => leaf.PrehashValue = HashOp.NoHash);
        Leaf(leaf => leaf.PrehashValue = (HashOp)1000);
        Leaf(leaf => leaf.Length = LengthOp.VarProto);
        Leaf(leaf => leaf.Length = (LengthOp)(-1));
        Leaf(leaf => leaf.Prefix = ByteString.Empty);
        Leaf(leaf => leaf.Prefix = ByteString.CopyFrom("JMT::LeafNodeX"u8));
        Leaf(leaf => leaf.Prefix = ByteString.CopyFrom("JMT::LeafNod"u8));
        var none = tree.Prove(0, key);
        none.Exist.Leaf = null;
        Assert.Equal(ProofGuard.LeafOperation, Check(key, true, none.ToByteArray()).Failed);

        void Leaf(Action<LeafOp> change)
        {
            var proof = tree.Prove(0, key);
            change(proof.Exist.Leaf);
            Assert.Equal(ProofGuard.LeafOperation, Check(key, true, proof.ToByteArray()).Failed);
        }
    }

    [Fact]
    public void Another_key_value_root_or_kind_is_refused()
    {
        var key = TestKeys.Key("unit/33");
        var proof = Prove(key);
        var value = TestKeys.Value(33);
        Assert.Equal(ProofGuard.Key, StateVerifier.VerifyExistence(root, TestKeys.Key("unit/34"), value, proof).Failed);
        Assert.Equal(ProofGuard.Key, StateVerifier.VerifyExistence(root, [], value, proof).Failed);
        Assert.Equal(ProofGuard.Value, StateVerifier.VerifyExistence(root, key, TestKeys.Value(34), proof).Failed);
        Assert.Equal(ProofGuard.Value, StateVerifier.VerifyExistence(root, key, [], proof).Failed);
        Assert.Equal(ProofGuard.Root, StateVerifier.VerifyExistence(TestKeys.Value(1), key, value, proof).Failed);
        Assert.Equal(ProofGuard.Root, StateVerifier.VerifyExistence(root.AsSpan(0, 31), key, value, proof).Failed);
        Assert.Equal(ProofGuard.Root, StateVerifier.VerifyExistence([], key, value, proof).Failed);
        Assert.Equal(ProofGuard.ProofKind, StateVerifier.VerifyAbsence(root, key, proof).Failed);
        Assert.Equal(ProofGuard.ProofKind, StateVerifier.VerifyExistence(root, key, value, []).Failed);
        Assert.Equal(ProofGuard.ProofKind, StateVerifier.VerifyAbsence(root, key, []).Failed);
        Assert.Equal(ProofGuard.ProofKind, StateVerifier.VerifyExistence(root, TestKeys.Key("absent"), [1], Prove(TestKeys.Key("absent"))).Failed);
        Assert.Equal(ProofGuard.Key, StateVerifier.VerifyAbsence(root, TestKeys.Key("absent2"), Prove(TestKeys.Key("absent"))).Failed);
    }

    [Fact]
    public void Empty_key_or_value_inside_a_proof_is_refused_even_when_asked_for()
    {
        var proof = tree.Prove(0, TestKeys.Key("unit/33"));
        proof.Exist.Value = ByteString.Empty;
        Assert.Equal(ProofGuard.Value, StateVerifier.VerifyExistence(root, TestKeys.Key("unit/33"), [], proof.ToByteArray()).Failed);
        proof.Exist.Key = ByteString.Empty;
        Assert.Equal(ProofGuard.Key, StateVerifier.VerifyExistence(root, [], [], proof.ToByteArray()).Failed);
    }

    [Fact]
    public void Proof_beyond_16_KiB_is_refused_before_it_is_parsed()
    {
        Assert.Equal(ProofGuard.Size, Check(TestKeys.Key("unit/33"), true, new byte[StateProofSpec.MaxProofSize + 1]).Failed);
        Assert.Equal(ProofGuard.Encoding, Check(TestKeys.Key("unit/33"), true, new byte[StateProofSpec.MaxProofSize]).Failed);
    }

    [Fact]
    public void Random_bytes_never_throw_and_never_pass()
    {
        var random = new Random(11);
        var key = TestKeys.Key("unit/33");
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(0, 200)];
            random.NextBytes(bytes);
            Assert.False(Check(key, i % 2 == 0, bytes).IsValid);
        }
    }

    private ProofGuard Refused(
        byte[] key, CommitmentProof whole, Action<Google.Protobuf.Collections.RepeatedField<InnerOp>> change)
    {
        var proof = whole.Clone();
        change(proof.Exist.Path);
        var verdict = Check(key, true, proof.ToByteArray());
        // Two equal steps swapped are no mutation.
        Assert.True(!verdict.IsValid || proof.Equals(whole));
        return verdict.Failed;
    }

    private ProofVerdict Check(byte[] key, bool exists, byte[] proof) => exists
        ? StateVerifier.VerifyExistence(root, key, tree.Get(0, key), proof)
        : StateVerifier.VerifyAbsence(root, key, proof);

    private byte[] Prove(byte[] key) => tree.Prove(0, key).ToByteArray();

    private static byte[] StateHashOf(byte[] key, byte[] value) => System.Security.Cryptography.SHA256.HashData(
    [
        .. "JMT::LeafNode"u8,
        .. System.Security.Cryptography.SHA256.HashData(key),
        .. System.Security.Cryptography.SHA256.HashData(value),
    ]);
}
