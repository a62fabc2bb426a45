using Ledger.Chain;
using Ledger.V1;

namespace Ledger.Peers.Tests;

/// <summary>Peers of all departments in one process, wired as nodes are: ordering on registration's, the others follow.</summary>
internal sealed class TestNetwork : IAsyncDisposable, IDivergenceSource
{
    private readonly CancellationTokenSource stopping = new();
    private readonly List<Task> tasks = [];
    private readonly Dictionary<string, Peer> peers = new(StringComparer.Ordinal);

    public TestNetwork(TestLedger ledger, IReadOnlyList<string>? running = null, Func<string, IContract>? contract = null,
        Action<string, StorePoint>? probe = null, string? newStore = null, TreeLimits? tree = null)
    {
        Ledger = ledger;
        foreach (var organisation in running ?? TestLedger.Departments)
        {
            peers[organisation] = ledger.Open(organisation, contract: contract?.Invoke(organisation), divergence: this, probe: probe is null ? null
                : at => probe(organisation, at), newStore: newStore, tree: tree);
        }

        Ordering = new EmbeddedOrdering(peers["registration"], new EmbeddedOrderingOptions { Time = ledger.Time });
        foreach (var peer in peers.Values)
            Connect(peer);
    }

    public TestLedger Ledger { get; }

    public EmbeddedOrdering Ordering { get; }

    public IReadOnlyCollection<Peer> Peers => peers.Values;

    public Peer this[string organisation] => peers[organisation];

    public static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    /// <summary>Adds a peer that was not running.</summary>
    public Peer Add(Peer peer)
    {
        peers[peer.Organisation] = peer;
        Connect(peer);
        foreach (var other in peers.Values.Where(other => other != peer))
            Track(SubscribeAsync(other, peer));

        return peer;
    }

    public async Task<byte[]> SubmitAsync(string organisation, params Event[] events)
    {
        var result = await Ordering.SubmitAsync(Ledger.Sign(organisation, events), Limit);
        return Assert.IsType<SubmitResult.Admitted>(result).LeafHash;
    }

    /// <summary>Sends the same bytes until they are taken in, as a node does that is told that ordering is not available.</summary>
    public async Task<byte[]> KeepSubmittingAsync(byte[] envelope)
    {
        for (var limit = Limit; ; await Task.Delay(10, limit))
        {
            try
            {
                if (await Ordering.SubmitAsync(envelope, limit) is SubmitResult.Admitted or SubmitResult.Duplicate)
                    return TestLedger.LeafHash(envelope);
            }
            catch (OrderingUnavailableException)
            {
                // Whether it was taken in is unknown.
            }
        }
    }

    public Task<BlockWrites?> ReadWritesAsync(string organisation, ulong block, CancellationToken ct) =>
        Task.FromResult(peers[organisation].Reader.ReadWrites(block));

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await Ordering.DisposeAsync();
        await Task.WhenAll(tasks);
        foreach (var peer in peers.Values)
            await peer.DisposeAsync();

        stopping.Dispose();
    }

    private void Connect(Peer peer)
    {
        if (peer.Organisation != "registration")
            Track(BlockFollower.RunAsync(peer, Ordering, stopping.Token));

        foreach (var other in peers.Values.Where(other => other != peer))
            Track(SubscribeAsync(peer, other));
    }

    /// <summary>Takes in another's lines, and asks again after a fault of the disk, as nodes do.</summary>
    private async Task SubscribeAsync(Peer peer, Peer other)
    {
        while (true)
        {
            try
            {
                await CosignatureFollower.RunAsync(peer.Cosigning, other.Cosigning, stopping.Token);
                return;
            }
            catch (StoreException)
            {
                await Task.Delay(10, stopping.Token);
            }
        }
    }

    private void Track(Task task) => tasks.Add(task.ContinueWith(
        t => t.Exception is { InnerException: not (OperationCanceledException or PeerStoppedException) } e ? Task.FromException(e) : Task.CompletedTask,
        TaskScheduler.Default).Unwrap());
}
