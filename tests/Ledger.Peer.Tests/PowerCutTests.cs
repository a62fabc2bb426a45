using System.Collections.Concurrent;
using Ledger.Chain;
using Ledger.V1;

namespace Ledger.Peers.Tests;

/// <summary>A peer on a disk that loses what was not synced.</summary>
public sealed class PowerCutTests : IAsyncDisposable
{
    private readonly TestLedger ledger = new(quorum: 4);
    private readonly MemoryDisk disk = new("tax");
    private readonly CancellationTokenSource cut = new(TimeSpan.FromSeconds(60));
    private readonly ConcurrentQueue<Cosigned> shown = new();
    private readonly List<Peer> others;
    private StorePoint? armed;

    public PowerCutTests() => others = [.. TestLedger.Departments.Where(name => name != "tax").Select(name => ledger.Open(name, disk: new MemoryDisk(name)))];

    public static TheoryData<string, int> Cuts
        => [.. Enum.GetNames<StorePoint>().SelectMany(static point => new[] { 0, 1 }, static (point, kept) => (point, kept))];

    public async ValueTask DisposeAsync()
    {
        foreach (var other in others)
            await other.DisposeAsync();

        cut.Dispose();
        ledger.Dispose();
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task After_a_power_cut_a_peer_holds_what_it_acknowledged_and_what_it_signed_and_goes_on(string point, int kept)
    {
        var envelopes = Enumerable.Range(0, 6).Select(i => ledger.Sign("tax", TestContract.AppendEvent($"unit/{i % 2}", "a"))).ToList();
        await FillUntilCutAsync(envelopes, Enum.Parse<StorePoint>(point), kept);

        await using var again = ledger.Open("tax", disk: disk);

        Assert.All(shown, line =>
        {
            Assert.InRange(line.Block, 0UL, again.Head.Number);
            Assert.InRange(line.Block, 0UL, again.Cosigning.NewestSigned!.Block);
            Assert.Equal(line.Root.ToByteArray(), again.Reader.RootAt(line.Size));
        });
        Assert.All(envelopes.Take(3), envelope => Assert.NotNull(again.Reader.Find(TestLedger.LeafHash(envelope))));
        for (var block = again.Head.Number + 1; block <= 6; block++)
            await again.ExecuteAsync(new OrderedBlock(block, [envelopes[(int)block - 1]]), TestNetwork.Limit);

        for (var block = others[0].Head.Number + 1; block <= 6; block++)
            await ExecuteAsync(others, block, envelopes[(int)block - 1]);

        using var stop = new CancellationTokenSource();
        var following = others.SelectMany(other => new[] { (again, other), (other, again) })
            .Select(pair => CosignatureFollower.RunAsync(pair.Item1.Cosigning, pair.Item2.Cosigning, stop.Token)).ToList();
        foreach (var envelope in envelopes)
            await again.WaitForReceiptAsync(TestLedger.LeafHash(envelope), TestNetwork.Limit);

        await stop.CancelAsync();
        await Task.WhenAll(following.Select(follower => follower.ContinueWith(_ => { }, TaskScheduler.Default)));
        Assert.Equal(others[0].Head.Root, again.Head.Root);
        Assert.All(others.Append(again), peer => Assert.Empty(peer.Cosigning.Alarms));
        again.VerifyStore(null, TestNetwork.Limit);
    }

    /// <summary>Three blocks with their receipts, and a fourth during which the power is cut.</summary>
    private async Task FillUntilCutAsync(List<byte[]> envelopes, StorePoint point, int kept)
    {
        await using var peer = ledger.Open("tax", disk: disk, probe: at =>
        {
            if (at == armed)
            {
                armed = null;
                disk.Cut(kept, torn: true);
                cut.Cancel();
            }
        });
        var showing = ShowAsync(peer);
        for (ulong block = 1; block <= 4; block++)
        {
            armed = block == 4 ? point : null;
            await ExecuteAsync(others, block, envelopes[(int)block - 1]);
            try
            {
                await peer.ExecuteAsync(new OrderedBlock(block, [envelopes[(int)block - 1]]), cut.Token);
                foreach (var other in others)
                    peer.Cosigning.AddCosignature(await other.Cosigning.ReadCosignedAsync(block, cut.Token).FirstAsync(cut.Token));

                await peer.WaitForReceiptAsync(TestLedger.LeafHash(envelopes[(int)block - 1]), cut.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or StoreException && block == 4 && armed is null)
            {
                // The machine is off; whoever asks its store first hears that before the test's own word.
            }
        }

        await showing;
        Assert.Null(armed);
    }

    /// <summary>Takes in what the peer shows as signed, until it is off.</summary>
    private async Task ShowAsync(Peer peer)
    {
        try
        {
            await foreach (var line in peer.Cosigning.ReadCosignedAsync(1, cut.Token))
                shown.Enqueue(line);
        }
        catch (Exception e) when (e is OperationCanceledException or StoreException)
        {
            // It shows nothing more.
        }
    }

    private static async Task ExecuteAsync(IEnumerable<Peer> peers, ulong block, byte[] envelope)
    {
        foreach (var peer in peers)
            await peer.ExecuteAsync(new OrderedBlock(block, [envelope]), TestNetwork.Limit);
    }
}
