using Ledger.Log;

namespace Ledger.Peers;

/// <summary>
/// Ordering could not be reached, or stopped while it had an envelope. Whether it took the envelope in is unknown: submit
/// the same bytes again until there is an answer.
/// </summary>
public sealed class OrderingUnavailableException : Exception
{
    /// <summary>Says what failed and why.</summary>
    /// <param name="reason">What failed: this node's own ordering, another node, a Fabric peer or orderer, a certificate.</param>
    /// <param name="inner">What the transport said.</param>
    public OrderingUnavailableException(OutageReason reason, Exception? inner = null)
        : base($"{Named(reason).English}. Whether the envelope was taken in is unknown; submit the same bytes again.", inner) => Reason = reason;

    /// <summary>What failed, and why.</summary>
    public OutageReason Reason { get; }

    private static OutageReason Named(OutageReason reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return reason;
    }
}
