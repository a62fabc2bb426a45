using Google.Protobuf;
using Ledger.Chain;
using Ledger.Chain.Tests;
using Ledger.Fabric.Protocol;
using Ledger.Fabric.Protos;
using Ledger.Peers;
using static Ledger.Chain.Tests.TestContract;

namespace Ledger.Fabric.Tests;

public sealed class BlockTests
{
    [Fact]
    public async Task A_seal_names_the_Fabric_block_it_was_cut_from_and_numbers_stay_our_own()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var node = fixture.Start("registration");
        await node.AdmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "1")));
        await PutForeignAsync(fixture);
        await node.AdmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "2")));

        Assert.Equal(2ul, node.Peer.Head.Number);
        Assert.Equal([2ul, 4ul], new[] { 1ul, 2ul }.Select(block => Pages.SealOf(node.Peer, block).Fabric.Number));
        var block = await fixture.Channel.BlockAsync(4, OrderingFixture.Limit);
        Assert.Equal(BlockHash.OfHeader(block.Header), Pages.SealOf(node.Peer, 2).Fabric.HeaderHash.ToByteArray());
    }

    [Fact]
    public async Task Envelopes_of_one_Fabric_block_stand_in_one_block_in_its_order()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var node = fixture.Start("registration");
        fixture.Channel.Hold = true;
        var envelopes = new[] { "a", "b", "c" }.Select(key => fixture.Ledger.Sign("tax", PutEvent(key, "1"))).ToList();
        var results = new List<Task<SubmitResult.Admitted>>();
        foreach (var envelope in envelopes)
        {
            results.Add(node.AdmitAsync(envelope));
            await fixture.PendingAsync(results.Count);
        }

        fixture.Channel.Cut();

        Assert.All(await Task.WhenAll(results), admitted => Assert.Equal(1ul, admitted.Block));
        var info = node.Peer.Reader.ReadBlock(1)!;
        Assert.Equal(envelopes.Select(DecodedEnvelopeEntry), node.Peer.Reader.ReadEntries(info.FirstEntry, info.EntryCount));
    }

    [Fact]
    public async Task A_stream_that_drops_goes_on_with_the_next_block()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var node = fixture.Start("registration");
        await node.AdmitAsync(fixture.Ledger.Sign("tax", AppendEvent("a", "1")));
        fixture.Peer.Misbehaviour.DropBeforeBlock = fixture.Channel.Height;

        await node.AdmitAsync(fixture.Ledger.Sign("tax", AppendEvent("a", "2")));

        Assert.Equal(2, fixture.Peer.Streams);
        Assert.Equal("12", Pages.Body(node.Peer, "a"));
        Assert.Null(node.Ordering.Outage);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task A_node_started_again_goes_on_where_its_store_ends(int pointEvery)
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        var options = fixture.Options with { PointEvery = pointEvery };
        await using (var node = fixture.Start("registration", options))
        {
            await node.AdmitAsync(fixture.Ledger.Sign("tax", AppendEvent("a", "1")));
            await PutForeignAsync(fixture);
        }

        await using (var other = fixture.Start("tax"))
        {
            await other.ReachAsync(1);
            await other.AdmitAsync(fixture.Ledger.Sign("tax", AppendEvent("a", "2")));
            await PutForeignAsync(fixture);
        }

        await using var again = fixture.Start("registration", options);
        var admitted = await again.AdmitAsync(fixture.Ledger.Sign("finance", AppendEvent("a", "3")));

        Assert.Equal(3ul, admitted.Block);
        Assert.Equal("123", Pages.Body(again.Peer, "a"));
        Assert.Equal(3ul, again.Peer.Head.Number);
    }

    [Fact]
    public async Task A_point_that_is_damaged_or_another_channels_costs_time_and_nothing_else()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        var options = fixture.Options with { PointEvery = 1 };
        await using (var node = fixture.Start("registration", options))
            await node.AdmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "1")));
        var point = await File.ReadAllBytesAsync(options.PointFile, OrderingFixture.Limit);
        point[^1] ^= 1;
        await File.WriteAllBytesAsync(options.PointFile, point, OrderingFixture.Limit);

        await using var again = fixture.Start("registration", options);

        Assert.Equal(2ul, (await again.AdmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "2")))).Block);
    }

    [Fact]
    public async Task A_point_behind_the_newest_seal_is_gone_on_from_when_nothing_of_the_ledger_lies_between()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        var options = fixture.Options with { PointEvery = 1000 };
        await using (var node = fixture.Start("registration", options))
        {
            await node.AdmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "1")));
            await PutForeignAsync(fixture);
            fixture.Channel.Append(channel => channel.CutConfiguration());
            await WrittenAsync(options.PointFile);
        }

        var shown = new System.Collections.Concurrent.ConcurrentQueue<ulong>();
        fixture.Peer.Misbehaviour.Blocks = block =>
        {
            shown.Enqueue(block.Header.Number);
            return block;
        };
        await using var again = fixture.Start("registration", options);
        await again.OutageAsync(wanted: false);

        Assert.Equal([4ul], shown);
        Assert.Equal(2ul, (await again.AdmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "2")))).Block);
    }

    [Fact]
    public async Task A_point_behind_blocks_of_the_ledger_that_the_store_lacks_is_not_gone_on_from()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        var ahead = fixture.Options;
        await using var node = fixture.Start("registration", ahead);
        await using (var early = fixture.Start("tax"))
        {
            await node.AdmitAsync(fixture.Ledger.Sign("tax", AppendEvent("a", "1")));
            await early.ReachAsync(1);
        }

        await node.AdmitAsync(fixture.Ledger.Sign("tax", AppendEvent("a", "2")));
        fixture.Channel.Append(channel => channel.CutConfiguration());
        await WrittenAsync(ahead.PointFile);

        await using var restored = fixture.Start("tax", Copied(ahead, fixture.Options));
        await restored.ReachAsync(2);

        Assert.Equal(node.Peer.Head.Root, restored.Peer.Head.Root);
    }

    [Fact]
    public async Task A_point_that_follows_from_another_first_block_than_the_one_configured_is_not_gone_on_from()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var stranger = await OrderingFixture.StartAsync();
        var options = fixture.Options with { PointEvery = 1 };
        await using (var node = fixture.Start("registration", options))
        {
            await node.AdmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "1")));
            await WrittenAsync(options.PointFile);
        }

        await using var misled = fixture.Start("registration", options with { ChannelGenesis = stranger.Options.ChannelGenesis });

        var e = await Assert.ThrowsAsync<BlockVerificationException>(() => misled.Following.WaitAsync(OrderingFixture.Limit));
        Assert.Equal(BlockFault.PreviousHash, e.Fault);
    }

    [Fact]
    public async Task A_point_that_cannot_be_written_stops_nobody()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var node = fixture.Start("registration", fixture.Options with { PointEvery = 1, PointFile = fixture.Ledger.Folder("absent/point") });

        await node.AdmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "1")));

        Assert.Equal(2ul, (await node.AdmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "2")))).Block);
    }

    [Fact]
    public async Task A_peer_rebuilt_from_nothing_comes_to_the_same_root()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        var options = fixture.Options with { PointEvery = 1 };
        await using var node = fixture.Start("registration", options);
        foreach (var i in Enumerable.Range(0, 5))
            await node.AdmitAsync(fixture.Ledger.Sign("tax", AppendEvent("a", $"{i}"), PutEvent($"b{i}", "x")));

        // The point of the node that has gone on is of no use to one that begins.
        await using var rebuilt = fixture.Start("tax", Copied(options, fixture.Options));
        await rebuilt.ReachAsync(5);

        Assert.Equal(node.Peer.Head.Root, rebuilt.Peer.Head.Root);
    }

    [Fact]
    public async Task A_point_ahead_of_the_store_as_after_a_restored_backup_leaves_no_gap()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        var ahead = fixture.Options with { PointEvery = 1 };
        await using var node = fixture.Start("registration", ahead);
        await using (var early = fixture.Start("tax"))
        {
            await node.AdmitAsync(fixture.Ledger.Sign("tax", AppendEvent("a", "1")));
            await early.ReachAsync(1);
        }

        foreach (var value in new[] { "2", "3" })
            await node.AdmitAsync(fixture.Ledger.Sign("tax", AppendEvent("a", value)));

        await using var restored = fixture.Start("tax", Copied(ahead, fixture.Options));
        await restored.ReachAsync(3);

        Assert.Equal(node.Peer.Head.Root, restored.Peer.Head.Root);
    }

    [Fact]
    public async Task A_node_started_anew_compares_its_newest_block_with_the_channels()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var node = fixture.Start("registration");
        await node.AdmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "1")));
        await node.AdmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "2")));

        var shown = new List<OrderedBlock>();
        await foreach (var block in node.Ordering.ReadBlocksAsync(2, OrderingFixture.Limit))
        {
            shown.Add(block);
            Assert.Null(await node.Peer.ExecuteAsync(block, OrderingFixture.Limit));
            break;
        }

        Assert.Equal(Pages.SealOf(node.Peer, 2).Fabric, Assert.Single(shown).Fabric);
        Assert.Equal(PeerState.Running, node.Peer.Status.State);
        var otherCut = shown[0] with { Fabric = new() { Number = shown[0].Fabric!.Number, HeaderHash = ByteString.CopyFrom(new byte[32]) } };
        await Assert.ThrowsAsync<PeerStoppedException>(() => node.Peer.ExecuteAsync(otherCut, OrderingFixture.Limit));
        Assert.Contains("header hash", node.Peer.Status.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task A_seal_cut_from_a_block_that_the_channel_does_not_have_is_not_gone_on_from(int pointEvery)
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        var options = fixture.Options with { PointEvery = pointEvery };
        await using (var node = fixture.Start("registration", options))
            await node.AdmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "1")));
        await using var peer = fixture.Ledger.Open("tax");
        await peer.ExecuteAsync(
            new OrderedBlock(1, [fixture.Ledger.Sign("tax", PutEvent("b", "1"))], new() { Number = 2, HeaderHash = ByteString.CopyFrom(new byte[32]) }),
            OrderingFixture.Limit);
        using var ordering = new FabricOrdering(fixture.Gateway, peer, options, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);

        var e = await Assert.ThrowsAsync<ChannelHistoryException>(() => BlockFollower.RunAsync(peer, ordering, OrderingFixture.Limit));

        Assert.Contains("another history", e.Message, StringComparison.Ordinal);
        Assert.Equal(e.Message, ordering.Outage);
    }

    [Fact]
    public async Task A_stream_on_which_nothing_happens_is_known_to_be_open()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        var options = fixture.Options with { PointEvery = 1 };
        await using (var node = fixture.Start("registration", options))
            await node.AdmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "1")));

        await using var idle = fixture.Start("registration", options);

        await idle.OutageAsync(wanted: false);
    }

    [Fact]
    public async Task A_transaction_held_back_for_days_is_as_good_as_when_it_was_endorsed()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var node = fixture.Start("registration");
        var held = await fixture.EndorseAsync(fixture.Ledger.Sign("tax", PutEvent("a", "1")));
        fixture.Clock.Ahead = TimeSpan.FromDays(3);

        await held.SubmitAsync(ct: OrderingFixture.Limit);
        await node.ReachAsync(1);

        Assert.Equal("1", Pages.Body(node.Peer, "a"));
        Assert.Equal(PeerState.Running, node.Peer.Status.State);
    }

    [Fact]
    public async Task A_transaction_held_back_until_its_pages_changed_is_invalid_and_halts_nobody()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var node = fixture.Start("registration");
        var held = await fixture.EndorseAsync(fixture.Ledger.Sign("tax", AppendEvent("a", "1")));
        await node.AdmitAsync(fixture.Ledger.Sign("finance", AppendEvent("a", "2")));

        await held.SubmitAsync(ct: OrderingFixture.Limit);
        await node.AdmitAsync(fixture.Ledger.Sign("finance", AppendEvent("a", "3")));

        Assert.Equal("23", Pages.Body(node.Peer, "a"));
        Assert.Equal(2ul, node.Peer.Head.Number);
    }

    [Fact]
    public async Task Another_chaincode_of_which_nothing_is_known_stops_nobody()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        var policies = fixture.Options.Verification.EndorsementPolicies.Where(policy => policy.Key == OrderingFixture.Chaincode);
        await using var node = fixture.Start("registration", fixture.Options with
        {
            Verification = new BlockVerifierOptions { EndorsementPolicies = policies.ToDictionary(StringComparer.Ordinal) },
        });
        await PutForeignAsync(fixture);

        Assert.Equal(1ul, (await node.AdmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "1")))).Block);
        Assert.Null(node.Ordering.Outage);
    }

    [Fact]
    public async Task A_block_that_fails_verification_is_an_outage_that_stays()
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var node = fixture.Start("registration");
        await node.AdmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "1")));
        fixture.Peer.Misbehaviour.Blocks = block => Change(block, b => b.Metadata.Metadata[0] = ByteString.Empty);
        var lost = node.SubmitAsync(fixture.Ledger.Sign("tax", PutEvent("a", "2")));

        await Assert.ThrowsAsync<BlockVerificationException>(() => node.Following.WaitAsync(OrderingFixture.Limit));
        await Assert.ThrowsAsync<OrderingUnavailableException>(() => lost);
        Assert.Contains("signed by nobody", node.Ordering.Outage, StringComparison.Ordinal);
        Assert.Equal(1ul, node.Peer.Head.Number);
    }

    private static async Task WrittenAsync(string file)
    {
        var limit = OrderingFixture.Limit;
        while (!File.Exists(file))
        {
            limit.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Options with a point of their own, which begins as a copy.</summary>
    private static FabricOrderingOptions Copied(FabricOrderingOptions from, FabricOrderingOptions to)
    {
        File.Copy(from.PointFile, to.PointFile);
        return to;
    }

    private static async Task PutForeignAsync(OrderingFixture fixture) =>
        await fixture.Gateway.GetNetwork("mychannel").GetContract("basic").SubmitAsync("put", ["a", "foreign"], OrderingFixture.Limit);

    private static byte[] DecodedEnvelopeEntry(byte[] envelope) => DecodedEnvelope.ToEntry(envelope);

    private static Block Change(Block block, Action<Block> change)
    {
        var changed = block.Clone();
        change(changed);
        return changed;
    }
}
