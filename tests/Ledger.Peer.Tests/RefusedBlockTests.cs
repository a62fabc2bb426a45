using Ledger.Chain;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Peers.Tests;

/// <summary>Who orders shows bytes that the rules refuse: a peer waits before them, and goes on when the right ones come.</summary>
public sealed class RefusedBlockTests
{
    [Theory]
    [InlineData("bytes", ChainRules.Envelope)]
    [InlineData("oversized", ChainRules.Envelope)]
    [InlineData("rule", "T-01")]
    [InlineData("signature", ChainRules.Signature)]
    public async Task After_bytes_that_no_quorum_signed_the_right_block_is_executed_and_the_peer_runs_again(string kind, string rule)
    {
        using var ledger = new TestLedger();
        var statuses = new List<PeerState>();
        await using var tax = ledger.Open("tax", onStatus: status => statuses.Add(status.State));
        var first = ledger.Sign("tax", TestContract.PutEvent("unit/1", "a"));
        var bad = new OrderedBlock(1, [first, Bad(ledger, kind)]);

        for (var i = 0; i < 3; i++)
        {
            var stopped = await Assert.ThrowsAsync<PeerStoppedException>(() => tax.ExecuteAsync(bad, TestNetwork.Limit));
            Assert.True(stopped.Status.MayEnd);
        }

        Assert.Equal([PeerState.Halted], statuses);
        Assert.Equal((PeerState.Halted, 1UL), (tax.Status.State, tax.Status.Block));
        Assert.Contains($"Block 1, envelope 1 (leaf hash {Convert.ToHexStringLower(TestLedger.LeafHash(bad.Envelopes[1].ToArray()))}): rule {rule} refuses it",
            tax.Status.Description, StringComparison.Ordinal);
        var condition = Assert.Single(tax.Conditions);
        Assert.Equal("block.refused", condition.Code);
        Assert.Contains("ordering shows a block 1 that the rules refuse", condition.Reason.English, StringComparison.Ordinal);

        await tax.ExecuteAsync(new OrderedBlock(1, [first]), TestNetwork.Limit);

        Assert.Equal([PeerState.Halted, PeerState.Running], statuses);
        Assert.Equal(PeerStatus.Running, tax.Status);
        Assert.Empty(tax.Conditions);
        await foreach (var line in tax.Cosigning.ReadCosignedAsync(1, TestNetwork.Limit))
        {
            Assert.Equal(tax.Head.Root, line.Root.ToByteArray());
            break;
        }
    }

    [Fact]
    public async Task A_peer_that_was_restarted_before_a_refused_block_executes_the_right_one()
    {
        using var ledger = new TestLedger();
        var bad = new OrderedBlock(1, [Bad(ledger, "rule")]);
        await using (var tax = ledger.Open("tax"))
        {
            await Assert.ThrowsAsync<PeerStoppedException>(() => tax.ExecuteAsync(bad, TestNetwork.Limit));
        }

        await using var again = ledger.Open("tax");
        await Assert.ThrowsAsync<PeerStoppedException>(() => again.ExecuteAsync(bad, TestNetwork.Limit));
        await again.ExecuteAsync(new OrderedBlock(1, [ledger.Sign("tax", TestContract.PutEvent("unit/1", "a"))]), TestNetwork.Limit);

        Assert.Equal((1UL, PeerState.Running), (again.Head.Number, again.Status.State));
    }

    [Fact]
    public async Task Bytes_that_a_quorum_signed_and_the_rules_here_refuse_halt_the_peer_for_good_once_the_lines_are_here()
    {
        using var ledger = new TestLedger(quorum: 3);
        var signed = new OrderedBlock(1, [Bad(ledger, "rule")]);
        await using var tax = ledger.Open("tax");
        var lines = new List<Cosigned>();
        foreach (var name in TestLedger.Departments.Where(name => name != "tax"))
        {
            await using var other = ledger.Open(name, contract: new Lenient());
            await other.ExecuteAsync(signed, TestNetwork.Limit);
            lines.Add(await ReadLineAsync(other));
        }

        foreach (var line in lines)
        {
            var before = await Assert.ThrowsAsync<PeerStoppedException>(() => tax.ExecuteAsync(signed, TestNetwork.Limit));
            Assert.True(before.Status.MayEnd);
            Assert.Equal(CosignatureOutcome.Early, tax.Cosigning.AddCosignature(line));
        }

        var halted = await Assert.ThrowsAsync<PeerStoppedException>(() => tax.ExecuteAsync(signed, TestNetwork.Limit));

        Assert.False(halted.Status.MayEnd);
        Assert.Equal("peer.stopped", Assert.Single(tax.Conditions).Code);
        var right = new OrderedBlock(1, [ledger.Sign("tax", TestContract.PutEvent("unit/1", "a"))]);
        await Assert.ThrowsAsync<PeerStoppedException>(() => tax.ExecuteAsync(right, TestNetwork.Limit));
        Assert.Equal((0UL, PeerState.Halted), (tax.Head.Number, tax.Status.State));
    }

    [Fact]
    public async Task A_quorum_over_other_bytes_of_the_block_leaves_the_way_open_to_them()
    {
        using var ledger = new TestLedger(quorum: 3);
        var right = new OrderedBlock(1, [ledger.Sign("tax", TestContract.PutEvent("unit/1", "a"))]);
        await using var tax = ledger.Open("tax");
        foreach (var name in TestLedger.Departments.Where(name => name != "tax"))
        {
            await using var other = ledger.Open(name);
            await other.ExecuteAsync(right, TestNetwork.Limit);
            tax.Cosigning.AddCosignature(await ReadLineAsync(other));
        }

        var refused = await Assert.ThrowsAsync<PeerStoppedException>(() => tax.ExecuteAsync(new OrderedBlock(1, [Bad(ledger, "rule")]), TestNetwork.Limit));
        Assert.True(refused.Status.MayEnd);
        await tax.ExecuteAsync(right, TestNetwork.Limit);

        Assert.Equal((1UL, PeerState.Running), (tax.Cosigning.QuorumBlock, tax.Status.State));
        Assert.Empty(tax.Cosigning.Alarms);
    }

    private static byte[] Bad(TestLedger ledger, string kind)
    {
        switch (kind)
        {
            case "bytes":
                return [0xFF, 0xFF, 0xFF];
            case "oversized":
                return new byte[70_000];
            case "rule":
                return ledger.Sign("tax", TestContract.PutEvent("refused", "a"));
            default:
                var envelope = Envelope.Parser.ParseFrom(ledger.Sign("tax", TestContract.PutEvent("unit/2", "a")));
                envelope.KeyId = Envelope.Parser.ParseFrom(ledger.Sign("finance", TestContract.PutEvent("unit/2", "a"))).KeyId;
                return Google.Protobuf.MessageExtensions.ToByteArray(envelope);
        }
    }

    private static async Task<Cosigned> ReadLineAsync(Peer peer)
    {
        await foreach (var line in peer.Cosigning.ReadCosignedAsync(1, TestNetwork.Limit))
            return line;

        throw new InvalidOperationException("The stream ended.");
    }

    /// <summary>A build whose rules let through what the others' refuse.</summary>
    private sealed class Lenient : IContract
    {
        private readonly TestContract inner = new();

        public bool Supports(uint profile) => inner.Supports(profile);

        public MessageForm FormOf(uint profile) => inner.FormOf(profile);

        public IReadOnlyList<Finding> Execute(IContractContext context, Event e)
        {
            inner.Execute(context, e);
            return [];
        }
    }
}
