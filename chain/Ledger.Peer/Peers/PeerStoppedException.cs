namespace Ledger.Peers;

/// <summary>A peer that is not running was asked to execute.</summary>
public sealed class PeerStoppedException(PeerStatus status)
    : Exception($"The peer is {status.State}: {status.Description}")
{
    /// <summary>How it fares.</summary>
    public PeerStatus Status { get; } = status;
}
