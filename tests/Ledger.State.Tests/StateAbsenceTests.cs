using Google.Protobuf;
using Ledger.State.Ics23;

namespace Ledger.State.Tests;

public sealed class StateAbsenceTests
{
    private readonly StateTree tree;
    private readonly byte[] root;

    /// <summary>Keys in the order of their hashes.</summary>
    private readonly List<byte[]> present;
    private readonly List<byte[]> absent;
    private readonly List<ExistenceProof> existences;

    public StateAbsenceTests()
    {
        List<byte[]> close = TestKeys.SharingBits(13, 6);
        present = Order([.. Enumerable.Range(0, 30).Select(i => TestKeys.Key($"unit/{i}")), .. close.Where((_, i) => i % 2 == 0)]);
        absent = Order([.. Enumerable.Range(50, 800).Select(i => TestKeys.Key($"unit/{i}")), .. close.Where((_, i) => i % 2 == 1)]);
        var nodes = new MemoryNodes();
        tree = new StateTree(nodes);
        var update = tree.Update(null, 0, [.. present.Select((key, i) => new StateChange(key, TestKeys.Value(i)))]);
        nodes.Store(tree, update);
        root = update.Root;
        existences = [.. present.Select(key => tree.Prove(0, key).Exist)];
    }

    [Fact]
    public void Absent_key_shows_exactly_its_neighbours_in_the_order_of_hashes()
    {
        var (leftOnly, rightOnly, both) = (0, 0, 0);
        foreach (var key in absent)
        {
            var before = present.FindLastIndex(other => Hash(other) < Hash(key));
            var proof = tree.Prove(0, key);

            Assert.True(StateVerifier.VerifyAbsence(root, key, proof.ToByteArray()).IsValid);
            Assert.Equal(before < 0 ? null : present[before], proof.Nonexist.Left?.Key.ToByteArray());
            Assert.Equal(before == present.Count - 1 ? null : present[before + 1], proof.Nonexist.Right?.Key.ToByteArray());
            _ = (proof.Nonexist.Left, proof.Nonexist.Right) switch
            {
                (null, _) => rightOnly++,
                (_, null) => leftOnly++,
                _ => both++,
            };
        }

        Assert.True(leftOnly > 0 && rightOnly > 0 && both > 0, $"{leftOnly} {rightOnly} {both}");
    }

    [Fact]
    public void Only_the_true_neighbours_prove_absence()
    {
        // Every pair of leaves, and every single one, in the place of the neighbours.
        foreach (var key in absent.Where((_, i) => i % 250 == 0).Append(absent[0]).Append(absent[^1]))
        {
            var before = present.FindLastIndex(other => Hash(other) < Hash(key));
            for (var left = -1; left < present.Count; left++)
            {
                for (var right = 0; right <= present.Count; right++)
                {
                    var verdict = StateVerifier.VerifyAbsence(root, key, Claim(key, left, right));
                    Assert.True((left == before && right == before + 1) == verdict.IsValid, $"{left} {right}: {verdict.Detail}");
                }
            }
        }
    }

    [Fact]
    public void Present_key_cannot_be_shown_absent()
    {
        for (var at = 0; at < present.Count; at++)
        {
            for (var left = -1; left < present.Count; left++)
            {
                Assert.False(StateVerifier.VerifyAbsence(root, present[at], Claim(present[at], left, left + 1)).IsValid);
                Assert.False(StateVerifier.VerifyAbsence(root, present[at], Claim(present[at], left, left + 2)).IsValid);
            }
        }
    }

    [Fact]
    public void Neighbours_that_share_a_deep_prefix_prove_absence_between_and_beside_them()
    {
        var close = Order(TestKeys.SharingBits(16, 3));
        var nodes = new MemoryNodes();
        var deep = new StateTree(nodes);
        nodes.Store(deep, deep.Update(null, 0, [new StateChange(close[0], [1]), new StateChange(close[2], [3])]));
        var proof = deep.Prove(0, close[1]);

        Assert.True(proof.Nonexist.Left.Path.Count > 16);
        Assert.True(StateVerifier.VerifyAbsence(deep.Root(0), close[1], proof.ToByteArray()).IsValid);
        foreach (var key in absent.Take(200))
        {
            var outside = deep.Prove(0, key);
            Assert.True(outside.Nonexist.Left is null || outside.Nonexist.Right is null);
            Assert.True(StateVerifier.VerifyAbsence(deep.Root(0), key, outside.ToByteArray()).IsValid);
        }
    }

    [Fact]
    public void Neighbours_of_different_versions_are_refused()
    {
        var nodes = new MemoryNodes();
        var versions = new StateTree(nodes);
        versions.Publish(versions.Update(null, 0, [.. present.Select(key => new StateChange(key, [1]))]));
        versions.Publish(versions.Update(0, 1, [new StateChange(present[0], [2])]));
        var key = absent.First(key => versions.Prove(0, key).Nonexist is { Left: not null, Right: not null });
        var mixed = versions.Prove(1, key);
        mixed.Nonexist.Left = versions.Prove(0, key).Nonexist.Left;

        Assert.Equal(ProofGuard.Root, StateVerifier.VerifyAbsence(versions.Root(1), key, mixed.ToByteArray()).Failed);
    }

    [Fact]
    public void Absence_without_neighbours_is_refused()
    {
        var verdict = StateVerifier.VerifyAbsence(root, absent[0], Claim(absent[0], -1, present.Count));
        Assert.Equal(ProofGuard.Neighbours, verdict.Failed);
    }

    private byte[] Claim(byte[] key, int left, int right) => new CommitmentProof
    {
        Nonexist = new NonExistenceProof
        {
            Key = ByteString.CopyFrom(key),
            Left = Existence(left),
            Right = Existence(right),
        },
    }.ToByteArray();

    private ExistenceProof? Existence(int at) =>
        at < 0 || at >= present.Count ? null : existences[at];

    private static List<byte[]> Order(List<byte[]> keys) => [.. keys.OrderBy(Hash)];

    private static Hash256 Hash(byte[] key) => StateHash.Key(key);
}
