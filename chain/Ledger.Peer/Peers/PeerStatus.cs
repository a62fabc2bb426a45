namespace Ledger.Peers;

/// <summary>How a peer fares.</summary>
/// <param name="State">Whether it executes and signs.</param>
/// <param name="Description">What happened, naming block, envelope, rule, entry or key; empty while running.</param>
/// <param name="Block">Block concerned; null while running.</param>
/// <param name="MayEnd">Whether it ends by itself: no quorum is known to have signed the bytes refused, and ordering may show the right ones yet.</param>
public sealed record PeerStatus(PeerState State, string Description, ulong? Block, bool MayEnd = false)
{
    /// <summary>All is well.</summary>
    public static PeerStatus Running { get; } = new(PeerState.Running, string.Empty, null);

    /// <summary>Whether blocks are executed: it runs, or waits before one that may come to be another.</summary>
    public bool Executes => State == PeerState.Running || MayEnd;
}
