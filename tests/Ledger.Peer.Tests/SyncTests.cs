using Ledger.Chain;

namespace Ledger.Peers.Tests;

/// <summary>What a block costs a peer's disk, counted.</summary>
public sealed class SyncTests
{
    private const int Blocks = 30;

    [Fact]
    public async Task A_block_is_two_syncs_the_store_and_what_was_cosigned()
    {
        using var ledger = new TestLedger(quorum: 3);
        var disk = new MemoryDisk("tax");
        await using var peer = ledger.Open("tax", disk: disk);
        await using var finance = ledger.Open("finance", disk: new MemoryDisk("finance"));
        await using var transaction = ledger.Open("transaction", disk: new MemoryDisk("transaction"));
        await ExecuteAsync(ledger, peer, [finance, transaction], 1);
        var before = (Store: disk.Syncs(PeerFolder.StoreName), Cosigned: disk.Syncs(PeerFolder.CosignedName), Log: disk.Syncs(PeerFolder.LoggedName));

        for (ulong block = 2; block <= Blocks + 1; block++)
            await ExecuteAsync(ledger, peer, [finance, transaction], block);

        Assert.Equal(Blocks, disk.Syncs(PeerFolder.StoreName) - before.Store);
        Assert.Equal(Blocks, disk.Syncs(PeerFolder.CosignedName) - before.Cosigned);
        Assert.Equal(0, disk.Syncs(PeerFolder.LoggedName) - before.Log);
    }

    [Fact]
    public async Task What_the_logs_key_signs_is_synced_where_the_file_of_cosignatures_does_not_cover_it()
    {
        using var ledger = new TestLedger(quorum: 3);
        var disk = new MemoryDisk("tax");
        await using var peer = ledger.Open("tax", disk: disk, cosigns: false);
        var others = new List<Peer>();
        foreach (var name in new[] { "finance", "transaction", "registration" })
            others.Add(ledger.Open(name, disk: new MemoryDisk(name)));

        var before = disk.Syncs(PeerFolder.LoggedName);
        for (ulong block = 1; block <= Blocks; block++)
            await ExecuteAsync(ledger, peer, others, block);

        // A later quorum may take the place of one not shown yet.
        Assert.InRange(disk.Syncs(PeerFolder.LoggedName) - before, Blocks, Blocks + 1);
        foreach (var other in others)
            await other.DisposeAsync();
    }

    private static async Task ExecuteAsync(TestLedger ledger, Peer peer, IReadOnlyList<Peer> others, ulong block)
    {
        var envelope = ledger.Sign("tax", TestContract.AppendEvent($"unit/{block % 5}", "a"));
        await peer.ExecuteAsync(new OrderedBlock(block, [envelope]), TestNetwork.Limit);
        foreach (var other in others)
        {
            await other.ExecuteAsync(new OrderedBlock(block, [envelope]), TestNetwork.Limit);
            peer.Cosigning.AddCosignature(await other.Cosigning.ReadCosignedAsync(block, TestNetwork.Limit).FirstAsync(TestNetwork.Limit));
        }

        await peer.WaitForReceiptAsync(TestLedger.LeafHash(envelope), TestNetwork.Limit);
    }
}
