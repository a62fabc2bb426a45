using Ledger.Chain;
using Ledger.Chain.Tests;
using Ledger.Fabric.Protocol;
using Ledger.Peers;
using static Ledger.Chain.Tests.TestContract;

namespace Ledger.Fabric.Tests;

public sealed class SubmitTests
{
    [Fact]
    public async Task An_envelope_comes_back_in_a_block_of_our_own_numbering()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var node = fixture.Start("registration");
        var envelope = fixture.Ledger.Sign("tax", PutEvent("a", "1"), PutEvent("noted", "2"));

        var admitted = await node.AdmitAsync(envelope);

        Assert.Equal(1ul, admitted.Block);
        Assert.Equal(TestLedger.LeafHash(envelope), admitted.LeafHash);
        Assert.Equal("T-04", Assert.Single(admitted.Findings).Rule);
        Assert.Equal(1ul, node.Peer.Head.Number);
        Assert.Null(node.Ordering.Outage);
        Assert.Equal(new Pages(fixture, "a").Committed, node.Peer.Reader.ReadPage("a"));
    }

    [Fact]
    public async Task The_second_of_two_envelopes_on_one_page_is_endorsed_again()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var node = fixture.Start("registration");
        await node.AdmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "1")));
        fixture.Channel.Hold = true;
        // One after the other: the older of the two would be refused (TIME) if it came second.
        var older = node.AdmitAsync(fixture.Ledger.Sign("tax", AppendEvent("a", "2")));
        await fixture.PendingAsync(1);
        var younger = node.AdmitAsync(fixture.Ledger.Sign("finance", AppendEvent("a", "3")));
        await fixture.PendingAsync(2);
        fixture.Channel.Hold = false;
        fixture.Channel.Cut();

        var blocks = (await Task.WhenAll(older, younger)).Select(admitted => admitted.Block);

        Assert.Equal([2ul, 3ul], blocks);
        Assert.Equal(3, Pages.Body(node.Peer, "a").Length);
    }

    [Fact]
    public async Task The_same_bytes_are_recorded_once()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var node = fixture.Start("registration");
        var envelope = fixture.Ledger.Sign("tax", AppendEvent("a", "1"));
        fixture.Channel.Hold = true;
        var both = new[] { node.SubmitAsync(envelope), node.SubmitAsync(envelope) };
        await fixture.PendingAsync(2);
        fixture.Channel.Hold = false;
        fixture.Channel.Cut();

        var results = await Task.WhenAll(both);

        Assert.Single(results.OfType<SubmitResult.Admitted>());
        Assert.Equal(TestLedger.LeafHash(envelope), Assert.Single(results.OfType<SubmitResult.Duplicate>()).LeafHash);
        Assert.IsType<SubmitResult.Duplicate>(await node.SubmitAsync(envelope));
        Assert.Equal("1", Pages.Body(node.Peer, "a"));
    }

    [Fact]
    public async Task Bytes_that_another_department_has_brought_in_are_a_duplicate_even_while_the_own_peer_is_behind()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var ahead = fixture.Start("registration");
        var envelope = fixture.Ledger.Sign("tax", PutEvent("a", "1"));
        await ahead.AdmitAsync(envelope);
        await using var behind = fixture.Start("tax", fixture.Options);
        var peer = fixture.Ledger.Open("finance");
        await using var closing = peer;
        using var ordering = new FabricOrdering(fixture.Gateway, peer, fixture.Options, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);

        var result = await ordering.SubmitAsync(envelope, OrderingFixture.Limit);

        Assert.Equal(0ul, peer.Head.Number);
        Assert.Equal(TestLedger.LeafHash(envelope), Assert.IsType<SubmitResult.Duplicate>(result).LeafHash);
    }

    [Fact]
    public async Task A_number_used_by_another_envelope_is_a_conflict()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var node = fixture.Start("registration");
        var payload = fixture.Ledger.PayloadOf(PutEvent("a", "1"));
        var first = TestLedger.Sign(fixture.Ledger["tax"].Signer, payload);
        payload.TimeMs++;
        await node.AdmitAsync(first);

        var result = await node.SubmitAsync(TestLedger.Sign(fixture.Ledger["tax"].Signer, payload));

        Assert.Equal(TestLedger.LeafHash(first), Assert.IsType<SubmitResult.Conflict>(result).RecordedLeafHash);
    }

    [Fact]
    public async Task A_refusal_names_every_rule_and_every_page_it_was_judged_on()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var node = fixture.Start("registration");
        await node.AdmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "1")));

        var result = await node.SubmitAsync(fixture.Ledger.Sign("tax", AppendEvent("a", "2"), PutEvent("refused", "3")));

        var verdict = Assert.IsType<SubmitResult.Refused>(result).Verdict;
        Assert.Equal(1, verdict.FailedEvent);
        Assert.Equal(["T-01", "T-02"], verdict.Findings.Select(f => f.Rule));
        Assert.Equal(node.Peer.Reader.ReadPage("a"), verdict.Reads.Single(r => r.Key == "a").Page);
        Assert.Null(verdict.Reads.Single(r => r.Key == "refused").Page);
        Assert.Equal(1ul, node.Peer.Head.Number);
    }

    [Fact]
    public async Task A_stale_envelope_is_refused_at_endorsement_by_the_endorsers_clock()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var node = fixture.Start("registration");
        var envelope = fixture.Ledger.Sign("tax", PutEvent("a", "1"));
        fixture.Clock.Ahead = TimeSpan.FromMinutes(6);

        var result = await node.SubmitAsync(envelope);

        Assert.Equal(ChainRules.Freshness, Assert.Single(Assert.IsType<SubmitResult.Refused>(result).Verdict.Findings).Rule);
    }

    [Fact]
    public async Task Malformed_bytes_are_refused_without_asking_anybody()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var node = fixture.Start("registration");
        await fixture.Peer.StopAsync();

        Assert.Equal(ChainRules.Envelope, Assert.Single(Assert.IsType<SubmitResult.Refused>(await node.SubmitAsync([1, 2, 3])).Verdict.Findings).Rule);
    }

    [Fact]
    public async Task A_transaction_that_Fabric_calls_invalid_is_made_anew_and_leaves_no_block()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var node = fixture.Start("registration");
        fixture.Channel.ForcedCodes.Enqueue(Protos.TxValidationCode.EndorsementPolicyFailure);
        fixture.Channel.ForcedCodes.Enqueue(Protos.TxValidationCode.PhantomReadConflict);

        var admitted = await node.AdmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "1")));

        Assert.Equal(1ul, admitted.Block);
        Assert.Equal(5ul, fixture.Channel.Height);
        Assert.Equal(4ul, Pages.SealOf(node.Peer, 1).Fabric.Number);
    }

    [Fact]
    public async Task Conflict_upon_conflict_ends_in_busy()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var node = fixture.Start("registration", fixture.Options with { Attempts = 3 });
        foreach (var _ in Enumerable.Range(0, 3))
            fixture.Channel.ForcedCodes.Enqueue(Protos.TxValidationCode.MvccReadConflict);

        var busy = Assert.IsType<SubmitResult.Busy>(await node.SubmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "1"))));

        Assert.Contains("MvccReadConflict", busy.Reason.English, StringComparison.Ordinal);
        Assert.Equal(0ul, node.Peer.Head.Number);
    }

    [Fact]
    public async Task A_peer_at_its_limit_is_asked_again_and_then_the_answer_is_busy()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var node = fixture.Start("registration", fixture.Options with { Attempts = 3 });
        fixture.Peer.Misbehaviour.Crowded = 2;
        await node.AdmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "1")));
        fixture.Peer.Misbehaviour.Crowded = 3;

        Assert.IsType<SubmitResult.Busy>(await node.SubmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "2"))));
    }

    [Fact]
    public async Task More_envelopes_than_may_wait_are_told_to_come_later()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var node = fixture.Start("registration", fixture.Options with { InFlight = 1, Waiting = 1 });
        fixture.Channel.Hold = true;
        var first = node.SubmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "1")));
        await fixture.PendingAsync(1);
        var second = node.SubmitAsync(fixture.Ledger.Sign("tax", PutEvent("b", "1")));

        Assert.IsType<SubmitResult.Busy>(await node.SubmitAsync(fixture.Ledger.Sign("tax", PutEvent("c", "1"))));
        Assert.Equal(1, fixture.Channel.Pending);
        fixture.Channel.Hold = false;
        fixture.Channel.Cut();
        Assert.All(await Task.WhenAll(first, second), result => Assert.IsType<SubmitResult.Admitted>(result));
    }

    [Fact]
    public async Task Endorsers_that_disagree_are_asked_again_until_they_agree()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var node = fixture.Start("registration", fixture.Options with { Attempts = int.MaxValue });
        var lagging = fixture.Peer.Endorsers.Single(e => e.Identity.MspId == "Org3MSP");
        var refusals = 0;
        lagging.Refusing = () => ++refusals < 4 ? "REFUSED T-09: a page is not there yet" : null;

        Assert.Equal(1ul, (await node.AdmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "1")))).Block);
        Assert.Equal(4, refusals);
    }

    [Fact]
    public async Task Endorsers_that_never_agree_are_an_outage_that_names_them()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var node = fixture.Start("registration", fixture.Options with { Attempts = 2 });
        fixture.Peer.Endorsers.Single(e => e.Identity.MspId == "Org3MSP").Refusal = "REFUSED T-09: other rules";

        var e = await Assert.ThrowsAsync<OrderingUnavailableException>(() => node.SubmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "1"))));

        Assert.Contains("T-09", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FOUNDED")]
    [InlineData("GENESIS")]
    [InlineData("INDIRECT")]
    [InlineData("ARGUMENTS")]
    [InlineData("CREATOR")]
    public async Task One_endorser_that_calls_the_chaincode_another_ledgers_is_not_believed(string kind)
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var node = fixture.Start("registration", fixture.Options with { Attempts = int.MaxValue });
        var liar = fixture.Peer.Endorsers.Single(e => e.Identity.MspId == "Org3MSP");
        var refusals = 0;
        liar.Refusing = () => ++refusals < 4 ? $"{kind}: a lie" : null;

        Assert.Equal(1ul, (await node.AdmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "1")))).Block);
        Assert.Equal(4, refusals);
    }

    [Fact]
    public async Task The_own_peers_word_that_the_chaincode_is_another_ledgers_ends_the_attempts()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var node = fixture.Start("registration", fixture.Options with { Attempts = int.MaxValue });
        foreach (var own in fixture.Peer.Endorsers.Where(e => e.Identity.MspId == "Org1MSP"))
            own.Refusal = "INDIRECT: under another name";

        var e = await Assert.ThrowsAsync<OrderingUnavailableException>(() => node.SubmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "1"))));

        Assert.Contains("not this ledger's", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_reading_has_ended_for_good_nothing_is_sent()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var node = fixture.Start("registration");
        await node.AdmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "1")));
        fixture.Peer.Misbehaviour.Blocks = block =>
        {
            var changed = block.Clone();
            changed.Metadata.Metadata[0] = Google.Protobuf.ByteString.Empty;
            return changed;
        };
        await Assert.ThrowsAsync<OrderingUnavailableException>(() => node.SubmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "2"))));
        await Assert.ThrowsAsync<BlockVerificationException>(() => node.Following.WaitAsync(OrderingFixture.Limit));
        var (height, asked) = (fixture.Channel.Height, 0);
        foreach (var endorser in fixture.Peer.Endorsers)
            endorser.Refusing = () => $"asked {++asked}";

        var e = await Assert.ThrowsAsync<OrderingUnavailableException>(() => node.SubmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "3"))));

        Assert.Contains("nothing is sent", e.Message, StringComparison.Ordinal);
        Assert.Contains("signed by nobody", e.Message, StringComparison.Ordinal);
        Assert.Equal((height, 0), (fixture.Channel.Height, asked));
    }

    [Fact]
    public async Task An_ordering_disposed_of_while_envelopes_are_on_their_way_says_what_becomes_of_them()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var node = fixture.Start("registration", fixture.Options with { InFlight = 1 });
        fixture.Channel.Hold = true;
        var submitted = node.SubmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "1")));
        await fixture.PendingAsync(1);

        node.Ordering.Dispose();

        var e = await Assert.ThrowsAsync<OrderingUnavailableException>(() => submitted);
        Assert.Contains("no longer read", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orderers_out_of_reach_leave_the_envelope_open_and_the_same_bytes_go_in_later()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var node = fixture.Start("registration");
        var envelope = fixture.Ledger.Sign("tax", PutEvent("a", "1"));
        fixture.Peer.Misbehaviour.OrderingUnavailable = true;
        await Assert.ThrowsAsync<OrderingUnavailableException>(() => node.SubmitAsync(envelope));
        fixture.Peer.Misbehaviour.OrderingUnavailable = false;

        Assert.Equal(1ul, (await node.AdmitAsync(envelope)).Block);
    }

    [Fact]
    public async Task A_transaction_that_no_block_shows_is_an_outage_and_may_arrive_later_all_the_same()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var node = fixture.Start("registration", fixture.Options with { CommitTimeout = TimeSpan.FromMilliseconds(20) });
        var envelope = fixture.Ledger.Sign("tax", PutEvent("a", "1"));
        fixture.Channel.Hold = true;
        await Assert.ThrowsAsync<OrderingUnavailableException>(() => node.SubmitAsync(envelope));
        fixture.Channel.Hold = false;
        fixture.Channel.Cut();
        await node.ReachAsync(1);

        Assert.IsType<SubmitResult.Duplicate>(await node.SubmitAsync(envelope));
    }

    [Fact]
    public async Task A_peer_out_of_reach_is_an_outage()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var node = fixture.Start("registration");
        await node.AdmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "1")));
        await fixture.Peer.StopAsync();

        await Assert.ThrowsAsync<OrderingUnavailableException>(() => node.SubmitAsync(fixture.Ledger.Sign("tax", PutEvent("b", "1"))));
        await node.OutageAsync(wanted: true);
    }

    [Fact]
    public async Task A_stopped_peer_takes_nothing_in()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var node = fixture.Start("registration", contract: new TestContract { Corrupt = (_, value) => [.. value, 0] });
        fixture.Channel.Hold = true;
        var submitted = node.SubmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "1")));
        await fixture.PendingAsync(1);
        fixture.Channel.Cut();

        await Assert.ThrowsAsync<OrderingUnavailableException>(() => submitted);
        await Assert.ThrowsAsync<PeerStoppedException>(() => node.SubmitAsync(fixture.Ledger.Sign("tax", PutEvent("b", "1"))));
    }
}
