using Ledger.Chain;

namespace Ledger.Peers;

/// <summary>Makes a peer follow an ordering service.</summary>
public static class BlockFollower
{
    /// <summary>
    /// Executes the ordering's blocks until cancelled, until the stream ends or the peer stops. Begins with the newest one held,
    /// unless the ordering compares that by itself: a peer whose newest block is another than the ordering's stops there instead
    /// of executing a foreign history on top.
    /// </summary>
    /// <param name="peer">The peer.</param>
    /// <param name="ordering">Where blocks come from.</param>
    /// <param name="ct">Ends it.</param>
    /// <param name="executed">Called after each block that was new here; null when nobody asks.</param>
    /// <exception cref="PeerStoppedException">The peer refuses a block; it waits at the one before.</exception>
    /// <exception cref="StoreException">A block could not be stored.</exception>
    public static async Task RunAsync(Peer peer, IOrdering ordering, CancellationToken ct, Action? executed = null)
    {
        ArgumentNullException.ThrowIfNull(peer);
        ArgumentNullException.ThrowIfNull(ordering);
        var from = ordering.ComparesHeld ? peer.Head.Number + 1 : Math.Max(1, peer.Head.Number);
        await foreach (var block in ordering.ReadAheadAsync(from, ct))
        {
            if (block.IsAhead)
            {
                await peer.PrepareAsync(block, ct);
            }
            else if (await peer.ExecuteAsync(block, ct) is not null)
            {
                executed?.Invoke();
            }
        }
    }
}
