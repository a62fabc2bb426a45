using System.Collections.Concurrent;
using Ledger.Chain;
using Ledger.V1;

namespace Ledger.Peers.Tests;

/// <summary>
/// A peer whose state tree's base moves with almost every block, and what a power cut after any write or sync of its disk would
/// leave. The suite takes a part of the instants, LEDGER_NIGHTLY=1 all of them and more blocks.
/// </summary>
public sealed class PowerCutEverywhereTests : IAsyncDisposable
{
    private static readonly bool IsNightly = Environment.GetEnvironmentVariable("LEDGER_NIGHTLY") == "1";
    private static readonly ulong Blocks = IsNightly ? 100UL : 40;
    private readonly TestLedger ledger = new(quorum: 3);
    private readonly List<Peer> others;
    private readonly ConcurrentQueue<Cosigned> shown = new();
    private readonly List<Instant> instants = [];

    public PowerCutEverywhereTests() => others = [.. new[] { "finance", "transaction" }.Select(name => ledger.Open(name, disk: new MemoryDisk(name)))];

    public static TheoryData<string> Limits => ["every block", "now and then", "beyond the quorum"];

    public async ValueTask DisposeAsync()
    {
        foreach (var other in others)
            await other.DisposeAsync();

        ledger.Dispose();
    }

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task Whatever_write_is_the_last_one_the_peer_holds_what_it_showed_and_comes_to_the_same_state(string name)
    {
        var limits = name switch
        {
            "every block" => TestLedger.Restless,
            "now and then" => new TreeLimits { ProvableBlocks = 3, FoldedBlocks = 7 },
            _ => new TreeLimits { Bytes = 1 },
        };
        var envelopes = Enumerable.Range(0, (int)Blocks)
            .Select(i => ledger.Sign(
                "tax", [.. Enumerable.Range(0, 4).Select(j => TestContract.PutEvent($"unit/{((i * 7) + (j * 3)) % 30}", (i + j) % 5 == 4 ? "" : $"{i}"))]))
            .ToList();
        await RunAsync(envelopes, limits);
        List<byte[]> roots = [.. Enumerable.Range(0, (int)Blocks + 1).Select(block => others[0].Reader.ReadBlock((ulong)block)!.StateRoot)];
        var every = IsNightly ? 1 : Math.Max(1, instants.Count / 25);
        var points = 0;
        foreach (var instant in instants.Where((_, i) => i % every == 0))
        {
            foreach (var (kept, torn) in new[] { (0, false), (0, true), (1, true), (2, false) })
            {
                var disk = instant.Disk.Copy();
                disk.Cut(kept, torn);
                await CheckAsync(disk, instant, limits, envelopes, roots);
                points++;
            }
        }

        TestContext.Current.SendDiagnosticMessage($"{name}: {points} cuts at {instants.Count} instants");
        Assert.InRange(points, 100, int.MaxValue);
    }

    /// <summary>All blocks with their receipts; what stood on the disk is kept after every write and sync.</summary>
    private async Task RunAsync(List<byte[]> envelopes, TreeLimits limits)
    {
        var disk = new MemoryDisk("tax");
        await using (ledger.Open("tax", disk: disk, tree: limits))
        {
        }

        var acknowledged = 0UL;
        disk.OnChange = () => instants.Add(new Instant(disk.Copy(), acknowledged, [.. shown]));
        await using var peer = ledger.Open("tax", disk: disk, tree: limits);
        using var stop = new CancellationTokenSource();
        var showing = ShowAsync(peer, stop.Token);
        for (ulong block = 1; block <= Blocks; block++)
        {
            var envelope = envelopes[(int)block - 1];
            await peer.ExecuteAsync(new OrderedBlock(block, [envelope]), TestNetwork.Limit);
            foreach (var other in others)
            {
                await other.ExecuteAsync(new OrderedBlock(block, [envelope]), TestNetwork.Limit);
                peer.Cosigning.AddCosignature(await other.Cosigning.ReadCosignedAsync(block, TestNetwork.Limit).FirstAsync(TestNetwork.Limit));
            }

            await peer.WaitForReceiptAsync(TestLedger.LeafHash(envelope), TestNetwork.Limit);
            lock (disk.Gate)
            {
                acknowledged = block;
            }
        }

        await stop.CancelAsync();
        await showing;
        disk.OnChange = null;
    }

    private async Task CheckAsync(MemoryDisk disk, Instant instant, TreeLimits limits, List<byte[]> envelopes, List<byte[]> roots)
    {
        await using var again = ledger.Open("tax", disk: disk, tree: limits);
        Assert.InRange(again.Head.Number, instant.Acknowledged, Blocks);
        Assert.Equal(roots[(int)again.Head.Number], again.Head.StateRoot);
        // A receipt bears the log's signature, which the file of cosignatures covers.
        Assert.InRange(instant.Acknowledged, 0UL, again.Cosigning.NewestSigned?.Block ?? 0);
        Assert.All(instant.Shown, line =>
        {
            Assert.InRange(line.Block, 0UL, again.Head.Number);
            Assert.InRange(line.Block, 0UL, again.Cosigning.NewestSigned!.Block);
            Assert.Equal(line.Root.ToByteArray(), again.Reader.RootAt(line.Size));
        });
        again.VerifyStore(null, TestNetwork.Limit);

        // A few blocks on: what stood in the base and what was made again are changed and moved.
        var last = Math.Min(Blocks, again.Head.Number + 4);
        for (var block = again.Head.Number + 1; block <= last; block++)
            await again.ExecuteAsync(new OrderedBlock(block, [envelopes[(int)block - 1]]), TestNetwork.Limit);

        Assert.Equal(roots[(int)last], again.Head.StateRoot);
        again.VerifyStore(null, TestNetwork.Limit);
        Assert.Empty(again.Cosigning.Alarms);
    }

    private async Task ShowAsync(Peer peer, CancellationToken ct)
    {
        try
        {
            await foreach (var line in peer.Cosigning.ReadCosignedAsync(1, ct))
                shown.Enqueue(line);
        }
        catch (OperationCanceledException)
        {
            // All blocks are there.
        }
    }

    /// <param name="Disk">What stood on the disk, synced or not.</param>
    /// <param name="Acknowledged">Newest block with a receipt by then.</param>
    /// <param name="Shown">The peer's own lines shown by then.</param>
    private sealed record Instant(MemoryDisk Disk, ulong Acknowledged, IReadOnlyList<Cosigned> Shown);
}
