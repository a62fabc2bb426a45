using Ledger.Chain.Tests;
using Ledger.Fabric.Protocol;
using Ledger.Peers;
using Microsoft.Extensions.Logging.Abstractions;
using static Ledger.Chain.Tests.TestContract;

namespace Ledger.Fabric.Tests;

public sealed class FoundingTests
{
    [Fact]
    public async Task Departments_that_found_side_by_side_leave_one_genesis()
    {
        await using var fixture = await OrderingFixture.StartAsync();
        await using var registration = fixture.Start("registration");
        await using var tax = fixture.Start("tax");
        await using var finance = fixture.Start("finance");
        OrderingNode[] nodes = [registration, tax, finance];

        await Task.WhenAll(nodes.Select(node => node.Ordering.FoundAsync(OrderingFixture.Limit)));
        await registration.AdmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "1")));
        await Task.WhenAll(nodes.Select(node => node.ReachAsync(1)));

        Assert.All(nodes, node => Assert.Equal(registration.Peer.Head.Root, node.Peer.Head.Root));
    }

    [Fact]
    public async Task Founding_again_changes_nothing()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var node = fixture.Start("registration");
        var height = fixture.Channel.Height;

        await node.Ordering.FoundAsync(OrderingFixture.Limit);

        Assert.Equal(height, fixture.Channel.Height);
    }

    [Fact]
    public async Task Founding_that_is_said_to_be_done_and_is_not_is_tried_ever_more_seldom()
    {
        await using var fixture = await OrderingFixture.StartAsync();
        fixture.Peer.Misbehaviour.Lies = true;
        var clock = new SkippingClock(waits =>
        {
            if (waits == 5)
                fixture.Peer.Misbehaviour.Lies = false;
        });
        await using var peer = fixture.Ledger.Open("registration");
        using var ordering = new FabricOrdering(
            fixture.Gateway,
            peer,
            fixture.Options with { FirstDelay = TimeSpan.FromHours(1), MaxDelay = TimeSpan.FromHours(3), Time = clock },
            NullLogger.Instance);

        await ordering.FoundAsync(OrderingFixture.Limit);

        Assert.Equal([1, 2, 3, 3, 3], clock.Waits.Select(wait => wait.TotalHours));
        Assert.Equal(2ul, fixture.Channel.Height);
    }

    [Fact]
    public async Task An_envelope_before_genesis_is_not_taken_in()
    {
        await using var fixture = await OrderingFixture.StartAsync();
        await using var node = fixture.Start("registration", fixture.Options with { Attempts = 2 });

        var e = await Assert.ThrowsAsync<OrderingUnavailableException>(() => node.SubmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "1"))));

        Assert.Contains("UNFOUNDED", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chaincode_of_another_genesis_is_refused()
    {
        await using var fixture = await OrderingFixture.StartAsync();
        using var other = new TestLedger();
        await using var peer = other.Open("registration");
        using var ordering = new FabricOrdering(fixture.Gateway, peer, fixture.Options, NullLogger.Instance);

        await Assert.ThrowsAsync<ChannelHistoryException>(() => ordering.FoundAsync(OrderingFixture.Limit));
        Assert.Equal(1ul, fixture.Channel.Height);
    }

    [Fact]
    public async Task A_channel_founded_on_another_genesis_is_not_followed()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        using var other = new TestLedger();
        await using var peer = other.Open("registration");
        using var ordering = new FabricOrdering(fixture.Gateway, peer, fixture.Options, NullLogger.Instance);

        var e = await Assert.ThrowsAsync<ChannelHistoryException>(() => BlockFollower.RunAsync(peer, ordering, OrderingFixture.Limit));

        Assert.Contains(Convert.ToHexStringLower(other.Genesis.Sha256), e.Message, StringComparison.Ordinal);
        Assert.Equal(e.Message, ordering.Outage);
    }

    [Fact]
    public async Task A_first_block_of_another_channel_is_not_begun_from()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var stranger = await OrderingFixture.FoundedAsync();
        await using var node = fixture.Start("registration", fixture.Options with { ChannelGenesis = stranger.Options.ChannelGenesis });

        await Assert.ThrowsAsync<BlockVerificationException>(() => node.Following.WaitAsync(OrderingFixture.Limit));
        Assert.Contains("another history", node.Ordering.Outage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ledger_begun_on_embedded_ordering_does_not_go_on_with_Fabric()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var peer = fixture.Ledger.Open("registration");
        await using (var embedded = new EmbeddedOrdering(peer))
            await embedded.SubmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "1")), OrderingFixture.Limit);
        using var ordering = new FabricOrdering(fixture.Gateway, peer, fixture.Options, NullLogger.Instance);

        var e = await Assert.ThrowsAsync<ChannelHistoryException>(() => BlockFollower.RunAsync(peer, ordering, OrderingFixture.Limit));

        Assert.Contains("not cut from a Fabric channel", e.Message, StringComparison.Ordinal);
        Assert.Equal(e.Message, ordering.Outage);
    }
}
