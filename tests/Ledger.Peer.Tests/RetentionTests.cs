using System.Security.Cryptography;
using Ledger.State;
using Ledger.V1;

namespace Ledger.Peers.Tests;

public sealed class RetentionTests
{
    [Fact]
    public async Task Every_retained_version_reads_and_proves_what_stood_then_and_older_ones_are_dropped()
    {
        const int Blocks = 1200;
        using var ledger = new TestLedger();
        var envelopes = Enumerable.Range(0, Blocks)
            .Select(i => ledger.Sign("tax", TestContract.PutEvent("unit/hot", $"{i + 1}"), i % 10 == 9 ? TestContract.PutEvent("unit/gone", string.Empty)
                : TestContract.PutEvent("unit/gone", $"{i + 1}")))
            .ToList();
        await using var network = new TestNetwork(ledger, tree: new TreeLimits());
        var leafHash = Array.Empty<byte>();
        foreach (var envelope in envelopes)
            leafHash = Assert.IsType<SubmitResult.Admitted>(await network.Ordering.SubmitAsync(envelope, TestNetwork.Limit)).LeafHash;

        var peer = network["registration"];
        await peer.WaitForReceiptAsync(leafHash, TestNetwork.Limit);

        Assert.InRange(peer.Reader.OldestState, 100UL, Blocks - PeerStore.RetainedBlocks);
        Assert.InRange(peer.Reader.OldestProvable, Blocks - 300UL, Blocks - 64UL);
        foreach (var version in new[] { peer.Reader.OldestState, peer.Reader.OldestState + 1, 210UL, 500UL, 509UL, 510UL, 1130UL, 1140UL, 1199UL, 1200UL })
        {
            var page = peer.Reader.ReadPage("unit/hot", version)!;
            Assert.Equal($"{version}", Page.Parser.ParseFrom(page).Body.ToStringUtf8());
            var gone = peer.Reader.ReadPage("unit/gone", version);
            Assert.Equal(version % 10 == 0, gone is null);
        }

        foreach (var version in new[] { peer.Reader.OldestProvable, peer.Reader.OldestProvable + 1, 1150UL, 1159UL, 1199UL, 1200UL })
        {
            var page = peer.Reader.ReadPage("unit/hot", version)!;
            var stateRoot = peer.Reader.ReadBlock(version)!.StateRoot;
            Assert.True(StateVerifier.VerifyExistence(stateRoot, "unit/hot"u8, SHA256.HashData(page), peer.Reader.ProveState("unit/hot", version)).IsValid);
            var gone = peer.Reader.ReadPage("unit/gone", version);
            Assert.True(
                (gone is null
                    ? StateVerifier.VerifyAbsence(stateRoot, "unit/gone"u8, peer.Reader.ProveState("unit/gone", version))
                    : StateVerifier.VerifyExistence(stateRoot, "unit/gone"u8, SHA256.HashData(gone), peer.Reader.ProveState("unit/gone", version))).IsValid);
        }

        Assert.Throws<VersionNotRetainedException>(() => peer.Reader.ReadPage("unit/hot", peer.Reader.OldestState - 1));
        Assert.Throws<VersionNotRetainedException>(() => peer.Reader.ProveState("unit/hot", peer.Reader.OldestProvable - 1));
        Assert.Throws<VersionNotRetainedException>(() => peer.Reader.ProveState("unit/hot", peer.Head.Number + 1));
        Assert.Throws<VersionNotRetainedException>(() => peer.Reader.ReadPage("unit/hot", peer.Head.Number + 1));
        Assert.NotEmpty(peer.Reader.ReadWrites(1)!.Entries[0].Hash);
    }

    [Fact]
    public async Task Nothing_is_dropped_while_no_checkpoint_bears_the_quorum()
    {
        using var ledger = new TestLedger();
        await using var peer = ledger.Open("tax");
        for (var i = 0; i < 1050; i++)
            await peer.ExecuteAsync(new OrderedBlock((ulong)i + 1, [ledger.Sign("tax", TestContract.PutEvent("unit/hot", $"{i + 1}"))]), TestNetwork.Limit);

        Assert.Equal(0UL, peer.Reader.OldestState);
        Assert.Equal(0UL, peer.Reader.OldestProvable);
        Assert.Equal("3", Page.Parser.ParseFrom(peer.Reader.ReadPage("unit/hot", 3)).Body.ToStringUtf8());
    }

    [Fact]
    public async Task Above_the_memory_allowed_trees_go_up_to_the_quorum_and_above_sixteen_times_of_it_beyond()
    {
        using var ledger = new TestLedger(quorum: 3);
        await using var peer = ledger.Open("tax", tree: new TreeLimits { Bytes = 40_000 });
        await using var finance = ledger.Open("finance", disk: new MemoryDisk("finance"));
        await using var transaction = ledger.Open("transaction", disk: new MemoryDisk("transaction"));
        var most = 0UL;
        for (ulong block = 1; block <= 600; block++)
        {
            var envelope = ledger.Sign("tax", [.. Enumerable.Range(0, 4).Select(i => TestContract.PutEvent($"unit/{block % 50}-{i}", $"{block}"))]);
            if (block > 100)
            {
                await peer.ExecuteAsync(new OrderedBlock(block, [envelope]), TestNetwork.Limit);
                continue;
            }

            await ExecuteAsync(peer, [finance, transaction], block, envelope);
            Assert.InRange(peer.Reader.OldestProvable, 0UL, peer.Cosigning.QuorumBlock!.Value);
            most = Math.Max(most, block - peer.Reader.OldestProvable);
            Assert.NotEmpty(peer.Reader.ProveState("sys/quorum", peer.Cosigning.QuorumBlock.Value));
        }

        Assert.InRange(most, 1UL, 40UL);
        Assert.InRange(peer.Reader.OldestProvable, 101UL, 599UL);
        Assert.Throws<VersionNotRetainedException>(() => peer.Reader.ProveState("sys/quorum", 100));
        peer.VerifyStore(null, TestNetwork.Limit);
    }

    [Fact]
    public async Task A_start_makes_the_trees_of_the_newest_blocks_again()
    {
        const ulong Blocks = 300;
        using var ledger = new TestLedger(quorum: 3);
        await using var finance = ledger.Open("finance", disk: new MemoryDisk("finance"));
        await using var transaction = ledger.Open("transaction", disk: new MemoryDisk("transaction"));
        byte[] proof;
        ulong oldest;
        await using (var peer = ledger.Open("tax", tree: new TreeLimits()))
        {
            for (ulong block = 1; block <= Blocks; block++)
                await ExecuteAsync(peer, [finance, transaction], block, ledger.Sign("tax", TestContract.PutEvent($"unit/{block % 20}", $"{block}")));

            (oldest, proof) = (peer.Reader.OldestProvable, peer.Reader.ProveState("unit/7", Blocks - 30));
            Assert.InRange(oldest, 1UL, Blocks - 64);
        }

        // However long the ledger is, a start makes so many again at most: those that can be proved, and what a part lags behind.
        using (var store = PeerStore.OpenReadOnly(new FolderDisk(ledger.Folder("tax")), 0))
            Assert.InRange(Blocks - store.Tree.FirstToRestore, 64UL, 64UL + 64 + StateTree.Parts);

        await using var again = ledger.Open("tax", tree: new TreeLimits());
        Assert.Equal(oldest, again.Reader.OldestProvable);
        Assert.Equal(proof, again.Reader.ProveState("unit/7", Blocks - 30));
        again.VerifyStore(null, TestNetwork.Limit);
    }

    /// <summary>Executes a block everywhere and waits until the first peer knows that it bears the quorum.</summary>
    private static async Task ExecuteAsync(Peer peer, IReadOnlyList<Peer> others, ulong block, byte[] envelope)
    {
        await peer.ExecuteAsync(new OrderedBlock(block, [envelope]), TestNetwork.Limit);
        foreach (var other in others)
        {
            await other.ExecuteAsync(new OrderedBlock(block, [envelope]), TestNetwork.Limit);
            peer.Cosigning.AddCosignature(await other.Cosigning.ReadCosignedAsync(block, TestNetwork.Limit).FirstAsync(TestNetwork.Limit));
        }

        await peer.WaitForReceiptAsync(TestLedger.LeafHash(envelope), TestNetwork.Limit);
    }
}
