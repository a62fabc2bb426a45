using Ledger.Chain;
using Ledger.Chain.Tests;
using Ledger.Peers;
using static Ledger.Chain.Tests.TestContract;

namespace Ledger.Fabric.Tests;

public sealed class EquivalenceTests
{
    [Theory]
    [InlineData(1, 7)]
    [InlineData(4, 11)]
    public async Task The_same_envelopes_come_to_the_same_state_on_either_ordering_however_blocks_are_cut(int perBlock, int seed)
    {
        await using var fixture = await OrderingFixture.FoundedAsync();
        await using var fabric = fixture.Start("registration");
        await using var peer = fixture.Ledger.Open("tax");
        await using var embedded = new EmbeddedOrdering(peer);
        var random = new Random(seed);
        var applied = 0;

        for (var block = 0; block < 12; block++)
        {
            // Each on pages of its own, so that no conflict decides the order within the block.
            var envelopes = Enumerable.Range(0, perBlock).Select(i => Envelope(fixture.Ledger, random, $"{i}/")).ToList();
            fixture.Channel.Hold = true;
            var results = new List<Task<SubmitResult>>();
            var pending = 0;
            foreach (var envelope in envelopes)
            {
                var onEmbedded = await embedded.SubmitAsync(envelope, OrderingFixture.Limit);
                results.Add(fabric.SubmitAsync(envelope));
                if (onEmbedded is SubmitResult.Admitted)
                    await fixture.PendingAsync(++pending);
                else
                    Assert.IsType<SubmitResult.Refused>(await results[^1]);
            }

            applied += pending;
            fixture.Channel.Hold = false;
            fixture.Channel.Cut();
            await Task.WhenAll(results);
        }

        Assert.Equal(peer.Head.StateRoot, fabric.Peer.Head.StateRoot);
        var comparison = await LedgerComparison.RunAsync(
            EntriesOf(peer), EntriesOf(fabric.Peer), fixture.Ledger.Genesis.Sha256, new TestContract(), OrderingFixture.Limit);
        Assert.True(comparison is { SameEnvelopes: true, SameState: true, DifferingPage: null });
        Assert.Equal(applied, comparison.Common);
        Assert.True(applied > 6 * perBlock, "most envelopes should have been accepted");
        Assert.True(perBlock == 1 || peer.Head.Number > fabric.Peer.Head.Number, "the two should have cut different blocks");
    }

    private static IAsyncEnumerable<ReadOnlyMemory<byte>> EntriesOf(Peer peer) =>
        peer.Reader.ReadEntries(0, peer.Head.Size).Select(entry => (ReadOnlyMemory<byte>)entry).ToAsyncEnumerable();

    private static byte[] Envelope(TestLedger ledger, Random random, string prefix)
    {
        var events = Enumerable.Range(0, random.Next(1, 5)).Select(_ =>
        {
            var key = random.Next(12) == 0 ? "refused" : $"{prefix}{random.Next(6)}";
            return random.Next(3) switch
            {
                0 => PutEvent(key, ""),
                1 => AppendEvent(key, "x"),
                _ => PutEvent(key, $"{random.Next(1000)}"),
            };
        });
        return ledger.Sign("tax", [.. events]);
    }
}
