using Ledger.Chain.Tests;
using Ledger.Log;
using Ledger.Peers;
using Microsoft.Extensions.Logging;
using static Ledger.Chain.Tests.TestContract;

namespace Ledger.Fabric.Tests;

/// <summary>What is said while nothing gets through Fabric, and when it does again.</summary>
public sealed class OutageTests
{
    [Fact]
    public async Task Setbacks_are_warned_of_once_and_then_counted_and_their_end_is_told()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        var log = new KeptLog();
        await using var node = fixture.Start("registration", log: log);
        var envelopes = Enumerable.Range(0, 20).Select(i => fixture.Ledger.Sign("tax", PutEvent($"k{i}", "1"))).ToList();
        Assert.Null(node.Ordering.Setbacks);
        fixture.Peer.Misbehaviour.OrderingUnavailable = true;
        foreach (var envelope in envelopes)
            await Assert.ThrowsAsync<OrderingUnavailableException>(() => node.SubmitAsync(envelope));

        var row = node.Ordering.Setbacks;

        Assert.NotNull(row);
        Assert.Equal(60ul, row.Count);
        Assert.Contains("orderer1:7050", row.Reason.English, StringComparison.Ordinal);
        Assert.Contains("orderer1:7050", row.Reason.Chinese, StringComparison.Ordinal);
        var warning = Assert.Single(log.Lines, line => line.Text.Contains("set back in a row", StringComparison.Ordinal));
        Assert.Equal(LogLevel.Warning, warning.Level);
        Assert.Contains("orderer1:7050", warning.Text, StringComparison.Ordinal);

        fixture.Peer.Misbehaviour.OrderingUnavailable = false;
        await node.AdmitAsync(envelopes[0]);

        Assert.Null(node.Ordering.Setbacks);
        Assert.Contains(log.Lines, line => line.Text.Contains("get through again, after 60 setbacks", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_failed_is_named_ordering_endorser_own_peer_or_own_certificate()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        OutageReason? own = null;
        await using var node = fixture.Start("registration", fixture.Options with { Attempts = 1, OwnFault = () => own });
        fixture.Peer.Misbehaviour.OrderingUnavailable = true;
        Assert.Contains($"orderers did not take a transaction of channel mychannel in, says peer {fixture.Peer.Address} (Org1MSP)",
            await ReasonAsync(), StringComparison.Ordinal);
        fixture.Peer.Misbehaviour.OrderingUnavailable = false;

        fixture.Peer.Endorsers.Single(e => e.Identity.MspId == "Org3MSP").Refusal = "its chaincode is away";
        Assert.Contains("peer0.org3.example.com:11051 (Org3MSP)", await ReasonAsync(), StringComparison.Ordinal);

        await fixture.Peer.StopAsync();
        Assert.Contains($"Fabric peer {fixture.Peer.Address} (Org1MSP) can't be reached", await ReasonAsync(), StringComparison.Ordinal);

        own = new("this node's TLS client certificate expired", "本节点的 TLS 客户端证书已过期");
        Assert.Equal(own.English, await ReasonAsync());

        async Task<string> ReasonAsync() =>
            (await Assert.ThrowsAsync<OrderingUnavailableException>(() => node.SubmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "1"))))).Reason.English;
    }

    [Fact]
    public async Task The_end_of_an_outage_shows_though_nobody_writes()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var node = fixture.Start("registration", fixture.Options with { TestAfter = TimeSpan.FromMilliseconds(1) });
        fixture.Peer.Misbehaviour.OrderingUnavailable = true;
        await Assert.ThrowsAsync<OrderingUnavailableException>(() => node.SubmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "1"))));
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(OrderingFixture.Limit);
        var watching = node.Ordering.WatchAsync(stopping.Token);
        Assert.NotNull(node.Ordering.Setbacks);

        fixture.Peer.Misbehaviour.OrderingUnavailable = false;
        while (node.Ordering.Setbacks is not null)
        {
            stopping.Token.ThrowIfCancellationRequested();
            await Task.Delay(1, stopping.Token);
        }

        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
        Assert.Equal(0ul, node.Peer.Head.Number);
    }

    [Fact]
    public async Task A_trial_transaction_is_committed_and_is_no_part_of_the_ledger()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var node = fixture.Start("registration");
        var height = fixture.Channel.Height;

        await new TrialTransaction(fixture.Contract).RunAsync(OrderingFixture.Limit);
        var admitted = await node.AdmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "1")));

        Assert.Equal(height + 2, fixture.Channel.Height);
        Assert.Equal(1ul, admitted.Block);
    }

    [Fact]
    public async Task A_trial_transaction_may_go_before_genesis()
    {
        await using var fixture = await OrderingFixture.StartAsync();
        await new TrialTransaction(fixture.Contract).RunAsync(OrderingFixture.Limit);
        await using var peer = fixture.Ledger.Open("registration");
        using var ordering = new FabricOrdering(fixture.Gateway, peer, fixture.Options, new KeptLog());

        await ordering.FoundAsync(OrderingFixture.Limit);

        Assert.Equal(3ul, fixture.Channel.Height);
    }

    [Fact]
    public async Task A_stream_of_blocks_that_breaks_again_and_again_is_warned_of_once()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        var log = new KeptLog();
        OutageReason? own = null;
        await using var node = fixture.Start("registration", fixture.Options with { OwnFault = () => own }, log: log);
        await node.AdmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "1")));
        await fixture.Peer.StopAsync();
        await node.OutageAsync(wanted: true);

        Assert.Contains($"peer {fixture.Peer.Address}", node.Ordering.Outage, StringComparison.Ordinal);
        own = new("this node's TLS client certificate expired", "本节点的 TLS 客户端证书已过期");
        while (node.Ordering.Outage != own.English)
        {
            OrderingFixture.Limit.ThrowIfCancellationRequested();
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        Assert.Single(log.Lines, line => line is { Level: LogLevel.Warning } && line.Text.Contains("the stream of blocks broke", StringComparison.Ordinal));
    }
}
