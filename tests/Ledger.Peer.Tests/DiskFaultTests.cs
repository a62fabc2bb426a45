using Ledger.Chain;
using Ledger.V1;

namespace Ledger.Peers.Tests;

/// <summary>
/// Faults of the disk that pass: nobody restarts anything, nothing acknowledged is lost, no number is cut twice, nothing is
/// signed twice over two roots.
/// </summary>
public sealed class DiskFaultTests
{
    public static TheoryData<string, string> Faults
    {
        get
        {
            var faults = new TheoryData<string, string>();
            foreach (var point in Enum.GetNames<StorePoint>().Where(point => point != nameof(StorePoint.BeforeRead)))
            {
                faults.Add(point, "registration");
                faults.Add(point, "tax");
            }

            return faults;
        }
    }

    [Fact]
    public async Task A_store_opened_anew_is_compared_to_its_end_also_when_a_reading_fails_in_between()
    {
        using var ledger = new TestLedger();
        var (failsWrite, failsRead, hits) = (0, 0, 0);
        await using var peer = ledger.Open("registration", probe: at =>
        {
            if (at == StorePoint.AfterBlockWrite && Interlocked.Exchange(ref failsWrite, 0) == 1)
            {
                Volatile.Write(ref failsRead, 1);
                throw new StoreException("The sync failed.");
            }

            // The first reading after the store was opened anew.
            if (at == StorePoint.BeforeRead && Volatile.Read(ref failsRead) == 1
                && new System.Diagnostics.StackTrace().ToString().Contains(nameof(PeerStore.Reopen), StringComparison.Ordinal)
                && Interlocked.Exchange(ref failsRead, 0) == 1)
            {
                Interlocked.Increment(ref hits);
                throw new StoreException("Input/output error.");
            }
        });
        await using var ordering = new EmbeddedOrdering(peer);
        Assert.IsType<SubmitResult.Admitted>(await ordering.SubmitAsync(ledger.Sign("tax", TestContract.PutEvent("unit/0", "a")), TestNetwork.Limit));
        Volatile.Write(ref failsWrite, 1);
        var first = ledger.Sign("tax", TestContract.PutEvent("unit/1", "first"));
        await Assert.ThrowsAsync<OrderingUnavailableException>(() => ordering.SubmitAsync(first, TestNetwork.Limit));
        await WaitAsync(() => peer.DiskOutage is null && Volatile.Read(ref hits) == 1);

        // Its block was on disk all along: it is there whole, and what comes next stands after it.
        Assert.Equal(2UL, peer.Head.Number);
        Assert.IsType<SubmitResult.Duplicate>(await ordering.SubmitAsync(first, TestNetwork.Limit));
        var second = ledger.Sign("tax", TestContract.PutEvent("unit/2", "second"));
        Assert.Equal(3UL, Assert.IsType<SubmitResult.Admitted>(await ordering.SubmitAsync(second, TestNetwork.Limit)).Block);
        Assert.NotEqual(peer.Reader.Find(TestLedger.LeafHash(first)), peer.Reader.Find(TestLedger.LeafHash(second)));
        peer.VerifyStore(null, TestNetwork.Limit);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_at_any_step_ends_by_itself(string name, string organisation)
    {
        var point = Enum.Parse<StorePoint>(name);
        using var ledger = new TestLedger();
        var left = 0;
        var hits = 0;
        await using (var network = new TestNetwork(ledger, probe: (who, at) =>
        {
            if (who == organisation && at == point && Interlocked.Decrement(ref left) >= 0)
            {
                Interlocked.Increment(ref hits);
                throw at == StorePoint.InCosignedFile ? new IOException("Input/output error.") : new StoreException("No space left on device.");
            }
        }))
        {
            var leaves = new List<byte[]>();
            for (var i = 0; i < 6; i++)
            {
                if (i == 2)
                    Volatile.Write(ref left, 2);

                leaves.Add(await network.KeepSubmittingAsync(ledger.Sign("tax", TestContract.AppendEvent("unit/1", "a"))));
                foreach (var peer in network.Peers)
                    await peer.WaitForReceiptAsync(leaves[i], TestNetwork.Limit);
            }

            Assert.InRange(hits, 1, 2);
            foreach (var peer in network.Peers)
            {
                await WaitAsync(() => peer.DiskOutage is null);
                Assert.Equal(PeerState.Running, peer.Status.State);
                Assert.Empty(peer.Cosigning.Alarms);
                Assert.Equal(6UL, peer.Head.Number);
                Assert.Equal(network["finance"].Head.Root, peer.Head.Root);
                peer.VerifyStore(null, TestNetwork.Limit);
            }
        }

        await using var again = ledger.Open(organisation);
        Assert.Equal(6UL, again.Head.Number);
    }

    [Fact]
    public async Task A_block_that_cannot_be_written_is_not_ordered_yet_and_its_sender_is_told()
    {
        using var ledger = new TestLedger();
        var full = false;
        var kept = ledger.Sign("tax", TestContract.PutEvent("unit/1", "a"));
        var late = ledger.Sign("tax", TestContract.PutEvent("unit/2", "b"));
        await using var network = new TestNetwork(
            ledger, ["registration"], probe: (_, at) => Fail(Volatile.Read(ref full) && at == StorePoint.BeforeBlockWrite));
        var peer = network["registration"];
        Assert.IsType<SubmitResult.Admitted>(await network.Ordering.SubmitAsync(kept, TestNetwork.Limit));
        Volatile.Write(ref full, true);

        var first = await Assert.ThrowsAsync<OrderingUnavailableException>(() => network.Ordering.SubmitAsync(late, TestNetwork.Limit));

        Assert.Contains("No space left", first.Reason.English, StringComparison.Ordinal);
        Assert.Contains("等待磁盘恢复", first.Reason.Chinese, StringComparison.Ordinal);
        Assert.Equal(PeerState.Running, peer.Status.State);
        Assert.NotNull(peer.Reader.ReadPage("unit/1"));
        Assert.Null(peer.Reader.ReadPage("unit/2"));
        Assert.Equal(1UL, peer.Head.Number);
        Assert.Equal("peer.disk", peer.Conditions[0].Code);

        Volatile.Write(ref full, false);
        await network.KeepSubmittingAsync(late);
        Assert.IsType<SubmitResult.Duplicate>(await network.Ordering.SubmitAsync(kept, TestNetwork.Limit));
        Assert.Equal(2UL, peer.Head.Number);
        Assert.Null(peer.DiskOutage);
    }

    [Fact]
    public async Task Nothing_is_signed_that_could_not_be_put_on_disk_first()
    {
        using var ledger = new TestLedger();
        var full = true;
        await using var peer = ledger.Open("tax", probe: at => Fail(Volatile.Read(ref full) && at == StorePoint.BeforeCosignedFile));
        await WaitAsync(() => peer.DiskOutage is not null);

        await using var lines = peer.Cosigning.ReadCosignedAsync(0, TestNetwork.Limit).GetAsyncEnumerator(TestNetwork.Limit);
        var line = lines.MoveNextAsync();
        Assert.False(line.IsCompleted);
        Assert.Null(peer.Cosigning.NewestSigned);

        Volatile.Write(ref full, false);
        Assert.True(await line);
        Assert.Equal(PeerState.Running, peer.Status.State);
    }

    [Fact]
    public async Task A_store_found_damaged_when_it_is_opened_anew_stops_the_peer_and_is_named()
    {
        using var ledger = new TestLedger();
        var armed = false;
        await using var peer = ledger.Open("tax", probe: at =>
        {
            if (armed && at == StorePoint.BeforeBlockWrite)
            {
                File.Delete(Path.Combine(ledger.Folder("tax"), "store", "CURRENT"));
                Fail(true);
            }
        });
        armed = true;

        var block = new OrderedBlock(1, [ledger.Sign("tax", TestContract.PutEvent("unit/1", "a"))]);
        await Assert.ThrowsAsync<PeerStoppedException>(() => peer.ExecuteAsync(block, TestNetwork.Limit));

        Assert.Equal(PeerState.Failed, peer.Status.State);
        Assert.Contains("CURRENT is missing", peer.Status.Description, StringComparison.Ordinal);
        Assert.Null(peer.DiskOutage);
    }

    [Theory]
    [InlineData("registration")]
    [InlineData("tax")]
    public async Task A_full_disk_that_gets_space_again_needs_no_restart(string organisation)
    {
        using var ledger = new TestLedger();
        await using var disk = await SmallDisk.MountAsync(ledger.Folder(organisation));
        var envelopes = new List<byte[]> { ledger.Sign("tax", TestContract.AppendEvent("unit/0", "a")) };
        await using (var network = new TestNetwork(ledger, newStore: "a test begins"))
        {
            var peer = network[organisation];
            await network.KeepSubmittingAsync(envelopes[0]);
            disk.Fill();

            // What the engine's log has taken of the disk beforehand is used up first.
            var big = new string('x', 50_000);
            var sending = Task.CompletedTask;
            for (var limit = TestNetwork.Limit; peer.DiskOutage is null; await Task.WhenAny(sending, Task.Delay(20, limit)))
            {
                limit.ThrowIfCancellationRequested();
                if (sending.IsCompleted)
                {
                    envelopes.Add(ledger.Sign("tax", TestContract.PutEvent(FormattableString.Invariant($"unit/{envelopes.Count}"), big)));
                    sending = network.KeepSubmittingAsync(envelopes[^1]);
                }
            }

            Assert.Contains("No space left on device", peer.DiskOutage.English, StringComparison.Ordinal);
            Assert.Equal(PeerState.Running, peer.Status.State);
            await disk.GrowAsync();

            await sending;
            foreach (var executing in network.Peers)
            {
                foreach (var envelope in envelopes)
                    await executing.WaitForReceiptAsync(TestLedger.LeafHash(envelope), TestNetwork.Limit);

                Assert.Equal(network["finance"].Head.Root, executing.Head.Root);
                Assert.Empty(executing.Cosigning.Alarms);
            }

            await WaitAsync(() => peer.DiskOutage is null);
            Assert.Equal(PeerState.Running, peer.Status.State);
            peer.VerifyStore(null, TestNetwork.Limit);
        }

        await using var again = ledger.Open(organisation);
        Assert.All(envelopes, envelope => Assert.NotNull(again.Reader.Find(TestLedger.LeafHash(envelope))));
    }

    [Theory]
    [InlineData("registration")]
    [InlineData("tax")]
    public async Task A_disk_that_does_not_give_what_is_asked_for_a_while_stops_nobody_for_good(string organisation)
    {
        using var ledger = new TestLedger();
        var broken = false;
        var hits = 0;
        await using var network = new TestNetwork(ledger, probe: (who, at) =>
        {
            if (who == organisation && at == StorePoint.BeforeRead && Volatile.Read(ref broken))
            {
                Interlocked.Increment(ref hits);
                throw new StoreException("Input/output error.");
            }
        });
        await network.KeepSubmittingAsync(ledger.Sign("tax", TestContract.AppendEvent("unit/1", "a")));
        var peer = network[organisation];
        await peer.WaitForBlockAsync(1, TestNetwork.Limit);
        Volatile.Write(ref broken, true);
        var late = network.KeepSubmittingAsync(ledger.Sign("tax", TestContract.AppendEvent("unit/1", "b")));
        await WaitAsync(() => peer.DiskOutage?.English.Contains("Input/output error", StringComparison.Ordinal) == true);
        Assert.Equal((PeerState.Running, 1UL), (peer.Status.State, peer.Head.Number));

        Volatile.Write(ref broken, false);
        var leaf = await late;
        foreach (var executing in network.Peers)
        {
            await executing.WaitForReceiptAsync(leaf, TestNetwork.Limit);
            Assert.Equal(network["finance"].Head.Root, executing.Head.Root);
        }

        await WaitAsync(() => peer.DiskOutage is null);
        Assert.Equal(PeerState.Running, peer.Status.State);
        Assert.True(hits > 0);
    }

    [Theory]
    [InlineData("IO error: While pread offset 0 len 4096: /data/000012.sst: Input/output error", false)]
    [InlineData("IO error: While open a file for random read: /data/000012.sst: Too many open files", false)]
    [InlineData("IO error: No such file or directory: While open a file for random read: /data/000012.sst: No such file or directory", true)]
    [InlineData("Corruption: block checksum mismatch: stored = 1, computed = 2 in /data/000012.sst offset 0 size 10", true)]
    public void Bytes_that_are_not_as_written_are_damage_and_a_disk_that_gives_none_is_asked_again(string said, bool isDamage)
    {
        var fault = RocksDatabase.Failed("/data", said, null);

        Assert.Equal(isDamage, fault is StoreDamagedException);
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
    }

    private static void Fail(bool fails)
    {
        if (fails)
            throw new StoreException("No space left on device.");
    }

    private static async Task WaitAsync(Func<bool> condition)
    {
        for (var limit = TestNetwork.Limit; !condition();)
            await Task.Delay(5, limit);
    }
}
