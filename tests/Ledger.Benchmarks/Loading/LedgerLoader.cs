using System.Threading.Channels;
using Ledger.Chain;
using Ledger.Contracts;
using Ledger.Network;
using Ledger.Peers;

namespace Ledger.Benchmarks;

/// <summary>
/// Fills a peer's folder with a ledger of many units: acts as a service builds and signs them, many to an envelope, executed by a peer
/// as it follows any ordering. No call and no client is in between, blocks are as large as they may be, and nobody cosigns.
/// </summary>
internal static class LedgerLoader
{
    private const int EnvelopesAhead = 64;
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(10);

    /// <summary>Opens the peer of a folder, or makes it; it follows nobody and signs nothing.</summary>
    public static Peer Open(LocalNetwork network, string folder) => Peer.Open(new PeerOptions
    {
        Organisation = LocalMember.Registration,
        Directory = folder,
        NewStore = "units are loaded for a measurement",
        Genesis = GenesisBlock.Load(File.ReadAllBytes(network.GenesisFile), network.GenesisSha256),
        Contract = new LedgerContract(),
    });

    /// <summary>Fills a folder.</summary>
    /// <param name="network">The network whose genesis and keys it is of; does not run.</param>
    /// <param name="folder">The peer's folder; holds nothing yet.</param>
    /// <param name="units">Units to open.</param>
    /// <param name="pack">Units an envelope.</param>
    /// <param name="text">Told now and then how far it has come.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The newest block.</returns>
    public static async Task<BlockInfo> LoadAsync(LocalNetwork network, string folder, int units, int pack, TextWriter text, CancellationToken ct)
    {
        using var envelopes = new LoadedEnvelopes(network);
        await using var peer = Open(network, folder);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var ahead = Channel.CreateBounded<Task<ReadOnlyMemory<byte>>>(EnvelopesAhead);
        var making = MakeAsync(envelopes, units, pack, ahead.Writer, ended.Token);
        try
        {
            var (begun, told) = (TimeProvider.System.GetTimestamp(), TimeProvider.System.GetTimestamp());
            await foreach (var block in BlocksAsync(ahead.Reader, ct))
            {
                await peer.ExecuteAsync(new OrderedBlock(peer.Head.Number + 1, block), ct);
                if (TimeProvider.System.GetElapsedTime(told) >= TellEvery)
                {
                    told = TimeProvider.System.GetTimestamp();
                    var loaded = (long)(peer.Head.Size - (2 * peer.Head.Number)) * pack;
                    text.WriteLine($"  {Math.Min(loaded, units)} of {units} units loaded, {loaded / TimeProvider.System.GetElapsedTime(begun).TotalSeconds:F0} a second");
                }
            }

            await making;
        }
        finally
        {
            await ended.CancelAsync();
            await making.ContinueWith(static _ => { }, TaskScheduler.Default);
        }

        return peer.Status.Executes ? peer.Head : throw new BenchmarkException($"The peer that loads has stopped: {peer.Status.Description}");
    }

    private static async Task MakeAsync(
        LoadedEnvelopes envelopes, int units, int pack, ChannelWriter<Task<ReadOnlyMemory<byte>>> ahead, CancellationToken ct)
    {
        try
        {
            for (var (first, number) = (0, 1L); first < units; first += pack, number++)
            {
                var (from, count, of) = (first, Math.Min(pack, units - first), number);
                await ahead.WriteAsync(Task.Run(() => envelopes.Make(of, from, count), ct), ct);
            }

            ahead.Complete();
        }
        catch (Exception e)
        {
            ahead.TryComplete(e);
        }
    }

    private static async IAsyncEnumerable<IReadOnlyList<ReadOnlyMemory<byte>>> BlocksAsync(
        ChannelReader<Task<ReadOnlyMemory<byte>>> ahead, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var block = new List<ReadOnlyMemory<byte>>();
        var bytes = 0L;
        await foreach (var making in ahead.ReadAllAsync(ct))
        {
            block.Add(await making);
            bytes += block[^1].Length;
            if (bytes < BlockLimits.CutBytes && block.Count < BlockLimits.MaxEnvelopes)
                continue;

            yield return block;
            (block, bytes) = ([], 0);
        }

        if (block.Count > 0)
            yield return block;
    }
}
