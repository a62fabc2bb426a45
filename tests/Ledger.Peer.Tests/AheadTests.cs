using Ledger.Chain;
using Ledger.V1;

namespace Ledger.Peers.Tests;

/// <summary>Blocks that followers execute in memory while ordering makes them durable.</summary>
public sealed class AheadTests
{
    [Fact]
    public async Task A_follower_executes_while_ordering_writes_and_stores_shows_and_signs_nothing_before()
    {
        using var ledger = new TestLedger();
        using var writes = new ManualResetEventSlim(initialState: true);
        using var held = new SemaphoreSlim(0);
        await using var registration = ledger.Open("registration", probe: at => Hold(at, writes, held));
        await using var ordering = new EmbeddedOrdering(registration);
        var contract = new CountingContract();
        await using var tax = ledger.Open("tax", contract: contract);
        using var stop = new CancellationTokenSource();
        var following = BlockFollower.RunAsync(tax, ordering, stop.Token);

        writes.Reset();
        var submitted = ordering.SubmitAsync(ledger.Sign("tax", TestContract.PutEvent("unit/1", "a")), TestNetwork.Limit);
        Assert.True(await held.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        await WaitAsync(() => contract.Executed == 1);

        Assert.False(submitted.IsCompleted);
        Assert.Equal((0UL, 0UL), (registration.Head.Number, tax.Head.Number));
        Assert.Null(tax.Reader.ReadPage("unit/1"));
        Assert.DoesNotContain(tax.Cosigning.AnswerStanding("registration").Lines, line => line.Block > 0);

        writes.Set();
        await tax.WaitForBlockAsync(1, TestNetwork.Limit);
        Assert.IsType<SubmitResult.Admitted>(await submitted);
        Assert.Equal(registration.Head.Root, tax.Head.Root);
        Assert.Equal(1, contract.Executed);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);
    }

    [Fact]
    public async Task Of_a_block_that_ordering_lost_a_follower_that_executed_it_ahead_keeps_nothing()
    {
        using var ledger = new TestLedger();
        await using var tax = ledger.Open("tax");
        await using var other = ledger.Open("finance");
        var lost = new OrderedBlock(1, [ledger.Sign("tax", TestContract.PutEvent("unit/1", "lost"))]) { IsAhead = true };
        var kept = new OrderedBlock(1, [ledger.Sign("tax", TestContract.PutEvent("unit/2", "kept"))]);

        await tax.PrepareAsync(lost, TestNetwork.Limit);
        await tax.ExecuteAsync(kept, TestNetwork.Limit);
        await other.ExecuteAsync(kept, TestNetwork.Limit);

        Assert.Equal(other.Head.Root, tax.Head.Root);
        Assert.Null(tax.Reader.ReadPage("unit/1"));
    }

    [Fact]
    public async Task Blocks_executed_ahead_out_of_turn_or_twice_change_nothing_of_what_comes()
    {
        using var ledger = new TestLedger();
        await using var tax = ledger.Open("tax");
        await using var other = ledger.Open("finance");
        var first = new OrderedBlock(1, [ledger.Sign("tax", TestContract.AppendEvent("unit/1", "a"))]);
        var second = new OrderedBlock(2, [ledger.Sign("tax", TestContract.AppendEvent("unit/1", "b"))]);
        foreach (var peer in new[] { tax, other })
        {
            // Not the next one, the next one twice, and one that is held already.
            await peer.PrepareAsync(second with { IsAhead = true }, TestNetwork.Limit);
            if (peer == tax)
                await peer.PrepareAsync(first with { IsAhead = true }, TestNetwork.Limit);

            await peer.ExecuteAsync(first, TestNetwork.Limit);
            await peer.PrepareAsync(first with { IsAhead = true }, TestNetwork.Limit);
            await peer.ExecuteAsync(second, TestNetwork.Limit);
        }

        Assert.Equal(other.Head.Root, tax.Head.Root);
        Assert.Equal("ab", Page.Parser.ParseFrom(tax.Reader.ReadPage("unit/1")).Body.ToStringUtf8());
    }

    [Fact]
    public void What_was_executed_ahead_is_of_the_same_bytes_over_the_very_head_and_of_nothing_else()
    {
        var head = new BlockInfo(6, 10, 2, 13, [1], [2], [3], 4, 1, 0);
        ReadOnlyMemory<byte>[] envelopes = [new byte[] { 1, 2 }, new byte[] { 3 }];
        var prepared = new PreparedBlock(envelopes, head, null!);
        var block = new OrderedBlock(7, envelopes) { IsAhead = true };
        var durable = new OrderedBlock(7, [new byte[] { 1, 2 }, new byte[] { 3 }]);

        Assert.True(prepared.IsOf(block, head));
        Assert.True(prepared.IsOf(durable, head));

        // A head that merely looks the same was another store's, or was taken back and made again.
        Assert.False(prepared.IsOf(block, head with { }));
        Assert.False(prepared.IsOf(durable, head with { }));
        Assert.False(prepared.IsOf(durable, head with { Root = [9] }));
        Assert.False(prepared.IsOf(durable, head with { Number = 7 }));
        Assert.False(prepared.IsOf(new OrderedBlock(7, [new byte[] { 1, 2 }, new byte[] { 4 }]), head));
        Assert.False(prepared.IsOf(new OrderedBlock(7, [new byte[] { 3 }, new byte[] { 1, 2 }]), head));
        Assert.False(prepared.IsOf(new OrderedBlock(7, [new byte[] { 1, 2 }]), head));
        Assert.False(prepared.IsOf(new OrderedBlock(7, [new byte[] { 1, 2 }, new byte[] { 3 }, new byte[] { 3 }]), head));
        Assert.False(prepared.IsOf(durable with { Fabric = new FabricBlock() }, head));
    }

    [Fact]
    public async Task A_block_ahead_that_the_rules_refuse_changes_no_status_and_the_durable_one_does()
    {
        using var ledger = new TestLedger();
        await using var tax = ledger.Open("tax");
        var refused = new OrderedBlock(1, [ledger.Sign("tax", TestContract.PutEvent("refused", "x"))]);

        await tax.PrepareAsync(refused with { IsAhead = true }, TestNetwork.Limit);
        await tax.PrepareAsync(new OrderedBlock(1, [new byte[100]]) { IsAhead = true }, TestNetwork.Limit);
        await tax.PrepareAsync(new OrderedBlock(1, []) { IsAhead = true }, TestNetwork.Limit);
        Assert.Equal(PeerState.Running, tax.Status.State);

        await Assert.ThrowsAsync<PeerStoppedException>(() => tax.ExecuteAsync(refused, TestNetwork.Limit));
        Assert.Equal(PeerState.Halted, tax.Status.State);
    }

    [Fact]
    public async Task A_reader_is_shown_a_block_ahead_and_then_the_durable_one_that_was_cut_under_its_number()
    {
        using var ledger = new TestLedger();
        using var writes = new ManualResetEventSlim(initialState: true);
        using var held = new SemaphoreSlim(0);
        await using var registration = ledger.Open("registration", probe: at => Hold(at, writes, held));
        await using var ordering = new EmbeddedOrdering(registration);
        await using var blocks = ordering.ReadAheadAsync(1, TestNetwork.Limit).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        writes.Reset();
        var envelope = ledger.Sign("tax", TestContract.PutEvent("unit/1", "a"));
        var submitted = ordering.SubmitAsync(envelope, TestNetwork.Limit);
        Assert.True(await blocks.MoveNextAsync());
        var ahead = blocks.Current;
        Assert.True(ahead.IsAhead);
        writes.Set();
        Assert.True(await blocks.MoveNextAsync());

        Assert.False(blocks.Current.IsAhead);
        Assert.Equal(1UL, blocks.Current.Number);
        Assert.Same(ahead.Envelopes, blocks.Current.Envelopes);
        Assert.Equal(envelope, blocks.Current.Envelopes[0].ToArray());
        await submitted;
    }

    private static void Hold(StorePoint at, ManualResetEventSlim writes, SemaphoreSlim held)
    {
        if (at != StorePoint.BeforeBlockWrite || writes.IsSet)
            return;

        held.Release();
        writes.Wait(TestNetwork.Limit);
    }

    private static async Task WaitAsync(Func<bool> condition)
    {
        for (var limit = TestNetwork.Limit; !condition(); limit.ThrowIfCancellationRequested())
            await Task.Yield();
    }

    private sealed class CountingContract : IContract
    {
        private readonly TestContract rules = new();
        private int executed;

        public int Executed => Volatile.Read(ref executed);

        public Ledger.Log.MessageForm FormOf(uint profile) => rules.FormOf(profile);

        public bool Supports(uint profile) => rules.Supports(profile);

        public IReadOnlyList<Finding> Execute(IContractContext context, Event e)
        {
            Interlocked.Increment(ref executed);
            return rules.Execute(context, e);
        }
    }
}
