using Ledger.Chain;
using Ledger.V1;

namespace Ledger.Peers.Tests;

public sealed class FollowerTests
{
    [Fact]
    public async Task A_peer_that_was_away_catches_up_from_stored_blocks()
    {
        using var ledger = new TestLedger();
        await using var registration = ledger.Open("registration");
        await using var ordering = new EmbeddedOrdering(registration, new EmbeddedOrderingOptions { MaxEntries = 1 });
        await Task.WhenAll(
            Enumerable.Range(0, 200).Select(i => ordering.SubmitAsync(ledger.Sign("tax", TestContract.AppendEvent($"unit/{i % 7}", "a")), TestNetwork.Limit)));
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
        Assert.False(tax.Status.MayEnd);
    }

    [Fact]
    public async Task A_block_whose_endorsed_writes_are_the_peers_own_is_sealed_and_shown_again_with_its_Fabric_block()
    {
        using var ledger = new TestLedger();
        await using var tax = ledger.Open("tax");
        var envelopes = new[] { ledger.Sign("tax", TestContract.PutEvent("a", "1")), ledger.Sign("tax", TestContract.PutEvent("a", "")) };
        var block = await BlockAsync(ledger, envelopes);

        await tax.ExecuteAsync(block, TestNetwork.Limit);

        Assert.Equal(1UL, tax.Head.Number);
        Assert.Null(await tax.ExecuteAsync(block, TestNetwork.Limit));
        var cutElsewhere = block with { Fabric = new FabricBlock { Number = 8, HeaderHash = block.Fabric!.HeaderHash } };
        await Assert.ThrowsAsync<PeerStoppedException>(() => tax.ExecuteAsync(cutElsewhere, TestNetwork.Limit));
        Assert.Contains("ordering cut it from Fabric block 8", tax.Status.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("page", "key 'b' has page hash ")]
    [InlineData("deletion", "key 'b' has page hash ")]
    [InlineData("more", "key 'c' is written at the endorsers and not here.")]
    [InlineData("less", "key 'b' is written here and not at the endorsers.")]
    public async Task Endorsed_writes_that_differ_halt_the_peer_before_it_seals_and_name_envelope_and_key(string difference, string said)
    {
        using var ledger = new TestLedger();
        await using var tax = ledger.Open("tax");
        var envelopes = new[] { ledger.Sign("tax", TestContract.PutEvent("a", "1")), ledger.Sign("tax", TestContract.PutEvent("b", "1")) };
        var block = await BlockAsync(ledger, envelopes);
        var pages = block.Endorsed![1].Pages;
        var b = pages.Single(write => write.Key == "b");
        var own = Convert.ToHexStringLower(b.PageHash.Span);
        switch (difference)
        {
            case "page":
                b.PageHash = Google.Protobuf.ByteString.CopyFrom(new byte[32]);
                break;
            case "deletion":
                b.PageHash = Google.Protobuf.ByteString.Empty;
                break;
            case "more":
                pages.Insert(1, new PageWrite { Key = "c" });
                break;
            default:
                pages.Remove(b);
                break;
        }

        await Assert.ThrowsAsync<PeerStoppedException>(() => tax.ExecuteAsync(block, TestNetwork.Limit));

        Assert.Equal(PeerState.Halted, tax.Status.State);
        Assert.Equal(0UL, tax.Head.Number);
        Assert.Contains(Convert.ToHexStringLower(TestLedger.LeafHash(envelopes[1])), tax.Status.Description, StringComparison.Ordinal);
        Assert.Contains(said, tax.Status.Description, StringComparison.Ordinal);
        if (difference is "page" or "deletion")
        {
            Assert.Contains($"{own} here, {(difference == "page" ? "page hash " + new string('0', 64) : "no page any more")} at the endorsers",
                tax.Status.Description, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Endorsed_writes_for_another_count_of_envelopes_are_an_error()
    {
        using var ledger = new TestLedger();
        await using var tax = ledger.Open("tax");
        var block = new OrderedBlock(1, [ledger.Sign("tax", TestContract.PutEvent("a", "1"))], Endorsed: []);

        await Assert.ThrowsAsync<ArgumentException>(() => tax.ExecuteAsync(block, TestNetwork.Limit));
        Assert.Equal(PeerState.Running, tax.Status.State);
    }

    /// <summary>A block as Fabric would have it: with the writes that an honest peer comes to.</summary>
    private static async Task<OrderedBlock> BlockAsync(TestLedger ledger, byte[][] envelopes)
    {
        await using var endorser = ledger.Open("finance", keys: false);
        await endorser.ExecuteAsync(new OrderedBlock(1, [.. envelopes.Select(envelope => (ReadOnlyMemory<byte>)envelope)]), TestNetwork.Limit);
        return new OrderedBlock(
            1,
            [.. envelopes.Select(envelope => (ReadOnlyMemory<byte>)envelope)],
            new FabricBlock { Number = 7, HeaderHash = Google.Protobuf.ByteString.CopyFrom(new byte[32]) },
            [.. endorser.Reader.ReadWrites(1)!.Entries.Select(entry => entry.Writes.Clone())]);
    }

    [Fact]
    public async Task A_block_left_out_is_an_error()
    {
        using var ledger = new TestLedger();
        await using var tax = ledger.Open("tax");

        await Assert.ThrowsAsync<ArgumentException>(
            () => tax.ExecuteAsync(new OrderedBlock(2, [ledger.Sign("tax", TestContract.PutEvent("unit/1", "a"))]), TestNetwork.Limit));
    }

    [Fact]
    public async Task A_block_with_an_envelope_the_peer_refuses_is_not_executed_and_envelope_and_rule_are_named()
    {
        using var ledger = new TestLedger();
        await using var tax = ledger.Open("tax");
        var refused = ledger.Sign("tax", TestContract.PutEvent("refused", "a"));

        await Assert.ThrowsAsync<PeerStoppedException>(
            () => tax.ExecuteAsync(new OrderedBlock(1, [ledger.Sign("tax", TestContract.PutEvent("unit/1", "a")), refused]), TestNetwork.Limit));

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
