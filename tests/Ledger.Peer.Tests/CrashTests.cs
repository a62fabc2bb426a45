namespace Ledger.Peers.Tests;

public sealed class CrashTests
{
    public static TheoryData<string> Points => [.. Enum.GetNames<StorePoint>()];

    /// <summary>What the disk held at the instant of the crash is opened again; whatever was signed or acknowledged is there, and the peer goes on.</summary>
    [Theory]
    [MemberData(nameof(Points))]
    public async Task After_a_crash_at_any_step_the_peer_goes_on_from_what_is_durable(string name)
    {
        var point = Enum.Parse<StorePoint>(name);
        using var ledger = new TestLedger(quorum: 4);
        var armed = false;
        var crashed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var envelopes = Enumerable.Range(0, 6).Select(i => ledger.Sign("tax", TestContract.AppendEvent($"unit/{i % 2}", "a"))).ToList();
        var others = TestLedger.Departments.Where(d => d != "tax").Select(d => ledger.Open(d)).ToList();
        string shown = string.Empty;
        await using (var peer = ledger.Open("tax", probe: at =>
        {
            if (armed && at == point && !crashed.Task.IsCompleted)
            {
                TestFolder.Copy(ledger.Folder("tax"), ledger.Folder("crashed"));
                crashed.SetResult();
            }
        }))
        {
            for (ulong block = 1; block <= 3; block++)
                await ExecuteAsync(peer, others, block, envelopes[(int)block - 1]);

            armed = true;
            await ExecuteAsync(peer, others, 4, envelopes[3]);
            await crashed.Task.WaitAsync(TestNetwork.Limit);
            shown = peer.Published!.Note.Text;
        }

        await using var again = ledger.Open("tax", "crashed");
        Assert.InRange(again.Head.Number, point is StorePoint.BeforeRead or StorePoint.BeforeBlockWrite ? 3UL : 4UL, 4UL);
        Assert.True(again.Reader.Find(TestLedger.LeafHash(envelopes[2])) is not null);
        for (var block = again.Head.Number + 1; block <= 6; block++)
            await again.ExecuteAsync(new OrderedBlock(block, [envelopes[(int)block - 1]]), TestNetwork.Limit);

        for (ulong block = 5; block <= 6; block++)
        {
            foreach (var other in others)
                await other.ExecuteAsync(new OrderedBlock(block, [envelopes[(int)block - 1]]), TestNetwork.Limit);
        }

        Assert.Equal(others[0].Head.Root, again.Head.Root);
        again.VerifyStore(null, TestNetwork.Limit);
        using var stop = new CancellationTokenSource();
        var following = others.Select(o => CosignatureFollower.RunAsync(again.Cosigning, o.Cosigning, stop.Token)).ToList();
        foreach (var envelope in envelopes)
            Assert.NotNull(await again.WaitForReceiptAsync(TestLedger.LeafHash(envelope), TestNetwork.Limit));

        Assert.Equal(shown, shown.Length == 0 ? shown : ReadNote(again, shown));
        await stop.CancelAsync();
        await Task.WhenAll(following.Select(f => f.ContinueWith(_ => { }, TaskScheduler.Default)));
        foreach (var other in others)
            await other.DisposeAsync();
    }

    [Theory]
    [InlineData(nameof(StorePoint.BeforeBlockWrite), 0)]
    [InlineData(nameof(StorePoint.AfterBlockWrite), 1)]
    public async Task A_failure_that_is_none_of_the_disk_while_a_block_is_taken_in_stops_the_peer_and_a_start_goes_on(string name, int held)
    {
        var point = Enum.Parse<StorePoint>(name);
        using var ledger = new TestLedger();
        var block = new OrderedBlock(1, [ledger.Sign("tax", TestContract.PutEvent("unit/1", "a"))]);
        var armed = false;
        await using (var tax = ledger.Open("tax", probe: at => FailAt(armed && at == point)))
        {
            armed = true;
            await Assert.ThrowsAsync<InvalidOperationException>(() => tax.ExecuteAsync(block, TestNetwork.Limit));
            armed = false;

            // Shown again it is not refused as one that is on the ledger already.
            await Assert.ThrowsAsync<PeerStoppedException>(() => tax.ExecuteAsync(block, TestNetwork.Limit));
            Assert.Equal(PeerState.Failed, tax.Status.State);
            Assert.Contains("Block 1 could not be taken in", tax.Status.Description, StringComparison.Ordinal);
            Assert.Contains("start the node again", tax.Status.Description, StringComparison.Ordinal);
        }

        await using var again = ledger.Open("tax");
        await using var other = ledger.Open("finance");
        Assert.Equal((ulong)held, again.Head.Number);
        await again.ExecuteAsync(block, TestNetwork.Limit);
        await other.ExecuteAsync(block, TestNetwork.Limit);
        Assert.Equal(other.Head.Root, again.Head.Root);

        static void FailAt(bool now)
        {
            if (now)
                throw new InvalidOperationException("Insufficient memory.");
        }
    }

    private static string ReadNote(Peer peer, string shown)
    {
        var checkpoint = Ledger.Log.Checkpoint.Parse(shown);
        return new Ledger.Log.Checkpoint(checkpoint.Origin, checkpoint.Size, peer.Reader.RootAt(checkpoint.Size)).ToString();
    }

    /// <summary>Executes a block everywhere and waits for the checkpoint with all lines.</summary>
    private static async Task ExecuteAsync(Peer peer, List<Peer> others, ulong block, byte[] envelope)
    {
        foreach (var executing in others.Append(peer))
            await executing.ExecuteAsync(new OrderedBlock(block, [envelope]), TestNetwork.Limit);

        foreach (var other in others)
        {
            await foreach (var line in other.Cosigning.ReadCosignedAsync(block, TestNetwork.Limit))
            {
                peer.Cosigning.AddCosignature(line);
                break;
            }
        }

        await peer.WaitForReceiptAsync(TestLedger.LeafHash(envelope), TestNetwork.Limit);
    }
}
