using System.Collections.Concurrent;
using Ledger.Chain;
using Microsoft.Extensions.Time.Testing;

namespace Ledger.Peers.Tests;

/// <summary>What a block costs a peer's disk, counted.</summary>
public sealed class SyncTests
{
    private const int Blocks = 30;

    [Fact]
    public async Task A_block_is_two_syncs_and_one_write_to_the_store_which_takes_the_lines_along()
    {
        using var ledger = new TestLedger(quorum: 3) { Time = new FakeTimeProvider(TimeProvider.System.GetUtcNow()) };
        var disk = new MemoryDisk("tax");
        await using var peer = ledger.Open("tax", disk: disk);
        await using var finance = ledger.Open("finance", disk: new MemoryDisk("finance"));
        await using var transaction = ledger.Open("transaction", disk: new MemoryDisk("transaction"));
        await ExecuteAsync(ledger, peer, [finance, transaction], 1);
        var before = (Store: disk.Syncs(PeerFolder.StoreName), Cosigned: disk.Syncs(PeerFolder.CosignedName), Log: disk.Syncs(PeerFolder.LoggedName),
            Writes: disk.StoreWrites);

        for (ulong block = 2; block <= Blocks + 1; block++)
            await ExecuteAsync(ledger, peer, [finance, transaction], block);

        Assert.Equal(Blocks, disk.Syncs(PeerFolder.StoreName) - before.Store);
        Assert.Equal(Blocks, disk.Syncs(PeerFolder.CosignedName) - before.Cosigned);
        Assert.Equal(0, disk.Syncs(PeerFolder.LoggedName) - before.Log);
        Assert.Equal(Blocks, disk.StoreWrites - before.Writes);
    }

    [Fact]
    public async Task Lines_that_no_block_takes_along_are_written_by_themselves_within_a_second_or_when_the_peer_closes()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        using var ledger = new TestLedger(quorum: 3) { Time = time };
        var disk = new MemoryDisk("tax");
        await using var finance = ledger.Open("finance", disk: new MemoryDisk("finance"));
        await using var transaction = ledger.Open("transaction", disk: new MemoryDisk("transaction"));
        await using (var peer = ledger.Open("tax", disk: disk))
        {
            await ExecuteAsync(ledger, peer, [finance, transaction], 1);
            var writes = disk.StoreWrites;
            while (disk.StoreWrites == writes)
            {
                time.Advance(TimeSpan.FromSeconds(1));
                await Task.Delay(10, TestNetwork.Limit);
            }

            Assert.Equal(3, Lines(disk, 1));
            await ExecuteAsync(ledger, peer, [finance, transaction], 2);
        }

        Assert.Equal(3, Lines(disk, 2));
        Assert.Equal(0, Lines(disk, 1));
    }

    [Fact]
    public async Task Damage_found_when_lines_are_written_by_themselves_stops_the_peer_and_is_told_once()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        using var ledger = new TestLedger(quorum: 3) { Time = time };
        var disk = new MemoryDisk("tax");
        var told = new ConcurrentQueue<PeerStatus>();
        var tries = 0;
        await using (var peer = ledger.Open("tax", disk: disk, onStatus: told.Enqueue))
        {
            await peer.Cosigning.ReadCosignedAsync(0, TestNetwork.Limit).FirstAsync(TestNetwork.Limit);
            lock (disk.Gate)
            {
                var writes = disk.StoreWrites;
                disk.OnChange = () =>
                {
                    if (disk.StoreWrites == writes)
                        return;

                    Interlocked.Increment(ref tries);
                    throw new StoreDamagedException("Block 0 is damaged.", "tax/store", 0);
                };
            }

            while (Volatile.Read(ref tries) < 3)
            {
                time.Advance(TimeSpan.FromSeconds(1));
                await Task.Delay(10, TestNetwork.Limit);
            }

            Assert.Equal(new PeerStatus(PeerState.Failed, "Block 0 is damaged.", 0), peer.Status);
            Assert.Null(peer.DiskOutage);
        }

        Assert.Single(told);
    }

    private static int Lines(MemoryDisk disk, ulong block)
    {
        using var store = disk.ReadStore()!;
        return store.Scan(StoreColumn.Lines, StoreKeys.Number(block), StoreKeys.Number(block + 1)).Count();
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
