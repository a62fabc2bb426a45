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
        await using var network = new TestNetwork(ledger);
        var leafHash = Array.Empty<byte>();
        foreach (var envelope in envelopes)
            leafHash = Assert.IsType<SubmitResult.Admitted>(await network.Ordering.SubmitAsync(envelope, TestNetwork.Limit)).LeafHash;

        var peer = network["registration"];
        await peer.WaitForReceiptAsync(leafHash, TestNetwork.Limit);

        Assert.InRange(peer.Reader.OldestState, 100UL, Blocks - PeerStore.RetainedBlocks);
        foreach (var version in new[] { peer.Reader.OldestState, peer.Reader.OldestState + 1, 210UL, 500UL, 509UL, 510UL, 1199UL, 1200UL })
        {
            var page = peer.Reader.ReadPage("unit/hot", version)!;
            Assert.Equal($"{version}", Page.Parser.ParseFrom(page).Body.ToStringUtf8());
            var stateRoot = peer.Reader.ReadBlock(version)!.StateRoot;
            Assert.True(StateVerifier.VerifyExistence(stateRoot, "unit/hot"u8, SHA256.HashData(page), peer.Reader.ProveState("unit/hot", version)).IsValid);
            var gone = peer.Reader.ReadPage("unit/gone", version);
            Assert.Equal(version % 10 == 0, gone is null);
            Assert.True(
                (gone is null
                    ? StateVerifier.VerifyAbsence(stateRoot, "unit/gone"u8, peer.Reader.ProveState("unit/gone", version))
                    : StateVerifier.VerifyExistence(stateRoot, "unit/gone"u8, SHA256.HashData(gone), peer.Reader.ProveState("unit/gone", version))).IsValid);
        }

        Assert.Throws<VersionNotRetainedException>(() => peer.Reader.ReadPage("unit/hot", peer.Reader.OldestState - 1));
        Assert.Throws<VersionNotRetainedException>(() => peer.Reader.ProveState("unit/hot", peer.Reader.OldestState - 1));
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
        Assert.Equal("3", Page.Parser.ParseFrom(peer.Reader.ReadPage("unit/hot", 3)).Body.ToStringUtf8());
    }
}
