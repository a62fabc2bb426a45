using Ledger.Peers;

namespace Ledger.Fabric.Tests;

/// <summary>A peer that follows a channel through an ordering of its own, as a node does.</summary>
internal sealed class OrderingNode : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();

    public OrderingNode(OrderingFixture fixture, Peer peer, FabricOrderingOptions options, KeptLog log)
    {
        Peer = peer;
        Options = options;
        Ordering = new FabricOrdering(fixture.Gateway, peer, options, log);
        Following = Task.Run(() => BlockFollower.RunAsync(peer, Ordering, stopping.Token));
    }

    public Peer Peer { get; }

    public FabricOrdering Ordering { get; }

    public FabricOrderingOptions Options { get; }

    /// <summary>Ends when the peer follows no longer.</summary>
    public Task Following { get; }

    public Task<SubmitResult> SubmitAsync(byte[] envelope) => Ordering.SubmitAsync(envelope, OrderingFixture.Limit);

    public async Task<SubmitResult.Admitted> AdmitAsync(byte[] envelope) => Assert.IsType<SubmitResult.Admitted>(await SubmitAsync(envelope));

    public Task ReachAsync(ulong block) => Peer.WaitForBlockAsync(block, OrderingFixture.Limit);

    /// <summary>Waits until the ordering says that blocks can come, or that they can't.</summary>
    public async Task OutageAsync(bool wanted)
    {
        var limit = OrderingFixture.Limit;
        while (Ordering.Outage is not null != wanted)
        {
            limit.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public async Task<PeerStatus> HaltAsync() =>
        (await Assert.ThrowsAsync<PeerStoppedException>(() => Following.WaitAsync(OrderingFixture.Limit))).Status;

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await Following.ContinueWith(static _ => { }, TaskScheduler.Default);
        Ordering.Dispose();
        await Peer.DisposeAsync();
        stopping.Dispose();
    }
}
