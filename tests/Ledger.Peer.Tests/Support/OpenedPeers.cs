namespace Ledger.Peers.Tests;

/// <summary>Peers that are closed together.</summary>
internal sealed class OpenedPeers(IReadOnlyList<Peer> peers) : IAsyncDisposable
{
    public IReadOnlyList<Peer> Peers => peers;

    public async ValueTask DisposeAsync()
    {
        foreach (var peer in peers)
            await peer.DisposeAsync();
    }
}
