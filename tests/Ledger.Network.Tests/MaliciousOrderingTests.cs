using Google.Protobuf;
using Ledger.Chain;
using Ledger.Peers;
using Ledger.V1;

namespace Ledger.Network.Tests;

/// <summary>What a node does when who orders sends it what is no block.</summary>
[Collection(Networks.Collection)]
public sealed class MaliciousOrderingTests : IAsyncDisposable
{
    private const int Garbage = 240 << 20;

    private readonly TemporaryFolder folder = new();
    private readonly LocalNetwork network;

    public MaliciousOrderingTests() => network = LocalNetwork.Create(
        new LocalNetworkOptions { Folder = folder["net"], Profile = 1, QuorumWait = TimeSpan.FromSeconds(1) });

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await network.DisposeAsync();
        folder.Dispose();
    }

    [Theory(Timeout = 600_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Garbage_is_bounded_before_it_is_read_and_after_refused_blocks_the_right_ones_lead_to_the_same_root(bool restarted)
    {
        await network.StartAsync(NodePlacement.OneProcess, Ct);
        await network.StopNodeAsync(LocalMember.Tax);
        for (var i = 0; i < 2; i++)
            Assert.Equal(RecordState.Ordered, (await network.RevokeUnusedCertificateAsync(LocalMember.Registration)).State);
        var right = network.Host(LocalMember.Registration).Peer.Reader.ReadHeldBlocks(1, 2).Select(block => MessageOf(block.Number, block.Envelopes)).ToList();
        var head = network.Host(LocalMember.Registration).Peer.Head;
        await network.StopAsync();
        await using (var rogue = await OrderingServer.StartAsync(network.Node(LocalMember.Registration)))
        {
            var calls = 0;
            rogue.Blocks = (_, response, ct) =>
            {
                Interlocked.Increment(ref calls);
                return OrderingServer.SendGarbageAsync(response, Garbage, ct);
            };
            await network.LaunchNodeAsync(LocalMember.Tax, Ct);

            // Asked twice: the first stream was given up long before its end, and nothing halted.
            while (Volatile.Read(ref calls) < 2)
                await Task.Delay(20, Ct);
            Assert.InRange(rogue.Written, 1, (long)Volatile.Read(ref calls) * (Garbage / 8));
            var waiting = await network.WaitForStatusAsync(LocalMember.Tax, status => status.State == "WAITING");
            Assert.Contains("exceeds the maximum", waiting.DetailEn, StringComparison.Ordinal);
            Assert.Equal(PeerState.Running, network.Host(LocalMember.Tax).Peer.Status.State);

            rogue.Blocks = (_, response, ct) => OrderingServer.SendAsync(
                response, new BlockMessage { Number = 1, Envelopes = { Enumerable.Repeat(ByteString.CopyFrom(1), BlockLimits.MaxEnvelopes + 1) } }, ct);
            waiting = await network.WaitForStatusAsync(
                LocalMember.Tax, status => status.DetailEn.Contains("it sent block 1 with 10001 envelopes", StringComparison.Ordinal));
            Assert.Equal("WAITING", waiting.State);

            // Said to be durable, and never sent ahead.
            rogue.Blocks = (_, response, ct) => OrderingServer.SendAsync(response, new BlockMessage { Number = 1 }, ct);
            await network.WaitForStatusAsync(LocalMember.Tax, status => status.DetailEn.Contains("it sent block 1 with 0 envelopes", StringComparison.Ordinal));

            var refused = right[0].Clone();
            refused.Envelopes.Add(ByteString.CopyFrom(new byte[100]));
            rogue.Blocks = (_, response, ct) => OrderingServer.SendAsync(response, refused, ct);
            await AssertRefusesAsync();
            if (restarted)
            {
                await network.StopNodeAsync(LocalMember.Tax);
                await network.LaunchNodeAsync(LocalMember.Tax, Ct);
                await AssertRefusesAsync();
            }

            rogue.Blocks = async (first, response, ct) =>
            {
                foreach (var block in right.Where(block => block.Number >= first))
                {
                    // Ahead it shows other bytes, such that the rules refuse and such that they accept; only what is durable counts.
                    foreach (var other in Enumerable.Repeat(new[] { refused, right[1] }, 20).SelectMany(pair => pair))
                        await OrderingServer.SendAsync(response, new BlockMessage { Number = block.Number, Ahead = true, Envelopes = { other.Envelopes } }, ct);
                    await OrderingServer.SendAsync(response, block, ct);
                }
            };
            var follows = await network.WaitForStatusAsync(LocalMember.Tax, status => status.Block == 2);
            Assert.DoesNotContain(follows.Conditions, condition => condition.Code == "block.refused");
            Assert.Equal(head.Root, network.Host(LocalMember.Tax).Peer.Head.Root);
            await network.StopAsync();
        }

        await network.StartAsync(NodePlacement.OneProcess, Ct);
        foreach (var node in network.Nodes)
        {
            var status = await network.WaitForStatusAsync(node.Organisation, status => status is { State: "FOLLOWING", QuorumBlock: >= 2 });
            Assert.Empty(status.Alarms);
        }
    }

    [Fact]
    public void The_largest_block_that_ordering_cuts_fits_a_message_and_one_byte_more_is_refused()
    {
        // As many entries of the greatest size as there can be, and one small one; framing takes 4 and 2 bytes.
        var largest = new byte[Ledger.Log.EntryCodec.MaxBytes - 4];
        var envelopes = Enumerable.Repeat((ReadOnlyMemory<byte>)largest, BlockLimits.MaxBytes / Ledger.Log.EntryCodec.MaxBytes).ToList();
        var left = BlockLimits.MaxBytes - (envelopes.Count * Ledger.Log.EntryCodec.MaxBytes);
        Assert.InRange(left, 3, 129);
        envelopes.Add(new byte[left - 2]);

        Assert.Null(BlockLimits.FindFault(ulong.MaxValue, envelopes));
        var message = new HeldBlockMessage
        {
            Number = ulong.MaxValue,
            Seal = ByteString.CopyFrom(new byte[1024]),
            Envelopes = { envelopes.Select(UnsafeByteOperations.UnsafeWrap) }
        };
        Assert.InRange(message.CalculateSize(), BlockLimits.MaxBytes, BlockLimits.MaxMessageBytes);
        envelopes[^1] = new byte[envelopes[^1].Length + 1];
        Assert.Contains("at most", BlockLimits.FindFault(7, envelopes)!.English, StringComparison.Ordinal);
        Assert.NotNull(BlockLimits.FindFault(7, []));
    }

    private async Task AssertRefusesAsync()
    {
        var halted = await network.WaitForStatusAsync(LocalMember.Tax, status => status.State == "HALTED");
        Assert.Contains("Block 1, envelope 1", halted.DetailEn, StringComparison.Ordinal);
        Assert.Contains($"rule {ChainRules.Envelope} refuses it", halted.DetailEn, StringComparison.Ordinal);
        Assert.Equal("block.refused", halted.Conditions[0].Code);
        Assert.Equal(0UL, halted.Block);
    }

    private static BlockMessage MessageOf(ulong number, IReadOnlyList<ReadOnlyMemory<byte>> envelopes)
    {
        var message = new BlockMessage { Number = number };
        message.Envelopes.AddRange(envelopes.Select(envelope => ByteString.CopyFrom(envelope.Span)));
        return message;
    }
}
