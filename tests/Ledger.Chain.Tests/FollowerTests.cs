namespace Ledger.Chain.Tests;

public sealed class FollowerTests
{
    [Fact]
    public async Task A_peer_that_was_away_catches_up_from_stored_blocks()
    {
        using var ledger = new TestLedger();
        await using var registration = ledger.Open("registration");
        await using var ordering = new EmbeddedOrdering(registration, new EmbeddedOrderingOptions { MaxEntries = 1 });
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => ordering.SubmitAsync(ledger.Sign("tax", TestContract.AppendEvent($"unit/{i % 7}", "a")), TestNetwork.Limit)));
        await using var tax = ledger.Open("tax");

        using var stop = new CancellationTokenSource();
        var following = BlockFollower.RunAsync(tax, ordering, stop.Token);
        await tax.WaitForBlockAsync(registration.Head.Number, TestNetwork.Limit);

        Assert.Equal(registration.Head.Root, tax.Head.Root);
        Assert.Equal(200UL, tax.Head.Number);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);
    }

    [Fact]
    public async Task A_block_shown_again_is_left_and_another_one_under_its_number_halts_the_peer()
    {
        using var ledger = new TestLedger();
        await using var tax = ledger.Open("tax");
        var block = new OrderedBlock(1, [ledger.Sign("tax", TestContract.PutEvent("unit/1", "a"))]);
        await tax.ExecuteAsync(block, TestNetwork.Limit);

        Assert.Null(await tax.ExecuteAsync(block, TestNetwork.Limit));
        var other = new OrderedBlock(1, [ledger.Sign("tax", TestContract.PutEvent("unit/1", "b"))]);
        await Assert.ThrowsAsync<PeerStoppedException>(() => tax.ExecuteAsync(other, TestNetwork.Limit));

        Assert.Contains("another history", tax.Status.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_block_left_out_is_an_error()
    {
        using var ledger = new TestLedger();
        await using var tax = ledger.Open("tax");

        await Assert.ThrowsAsync<ArgumentException>(() => tax.ExecuteAsync(new OrderedBlock(2, [ledger.Sign("tax", TestContract.PutEvent("unit/1", "a"))]), TestNetwork.Limit));
    }

    [Fact]
    public async Task A_block_with_an_envelope_the_peer_refuses_is_not_executed_and_envelope_and_rule_are_named()
    {
        using var ledger = new TestLedger();
        await using var tax = ledger.Open("tax");
        var refused = ledger.Sign("tax", TestContract.PutEvent("refused", "a"));

        await Assert.ThrowsAsync<PeerStoppedException>(() => tax.ExecuteAsync(new OrderedBlock(1, [ledger.Sign("tax", TestContract.PutEvent("unit/1", "a")), refused]), TestNetwork.Limit));

        Assert.Equal(PeerState.Halted, tax.Status.State);
        Assert.Equal(0UL, tax.Head.Number);
        Assert.Contains(Convert.ToHexStringLower(TestLedger.LeafHash(refused)), tax.Status.Description, StringComparison.Ordinal);
        Assert.Contains("T-01", tax.Status.Description, StringComparison.Ordinal);
        await foreach (var line in tax.Cosigning.ReadCosignedAsync(0, TestNetwork.Limit))
        {
            Assert.Equal(0UL, line.Block);
            break;
        }
    }

    [Fact]
    public async Task An_envelope_repeated_in_a_later_block_halts_the_peer()
    {
        using var ledger = new TestLedger();
        await using var tax = ledger.Open("tax");
        var envelope = ledger.Sign("tax", TestContract.PutEvent("unit/1", "a"));
        await tax.ExecuteAsync(new OrderedBlock(1, [envelope]), TestNetwork.Limit);

        await Assert.ThrowsAsync<PeerStoppedException>(() => tax.ExecuteAsync(new OrderedBlock(2, [envelope]), TestNetwork.Limit));

        Assert.Contains(ChainRules.Sequence, tax.Status.Description, StringComparison.Ordinal);
    }
}
