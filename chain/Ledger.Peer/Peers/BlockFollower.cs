using Ledger.Chain;

namespace Ledger.Peers;

/// <summary>Makes a peer follow an ordering service.</summary>
public static class BlockFollower
{
    /// <summary>Executes every block from the one after the head on, until cancelled, until the stream ends or the peer stops.</summary>
    /// <param name="peer">The peer.</param>
    /// <param name="ordering">Where blocks come from.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="PeerStoppedException">The peer refuses a block; it waits at the one before.</exception>
    /// <exception cref="StoreException">A block could not be stored.</exception>
    public static async Task RunAsync(Peer peer, IOrdering ordering, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(peer);
        ArgumentNullException.ThrowIfNull(ordering);
        await foreach (var block in ordering.ReadBlocksAsync(peer.Head.Number + 1, ct))
        {
            await peer.ExecuteAsync(block, ct);
        }
    }
}
