namespace Ledger.Chain;

/// <summary>How a peer fares.</summary>
/// <param name="State">Whether it executes and signs.</param>
/// <param name="Description">What happened, naming block, envelope, rule, entry or key; empty while running.</param>
/// <param name="Block">Block concerned; null while running.</param>
public sealed record PeerStatus(PeerState State, string Description, ulong? Block)
{
    /// <summary>All is well.</summary>
    public static PeerStatus Running { get; } = new(PeerState.Running, string.Empty, null);
}
