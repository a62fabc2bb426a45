namespace Ledger.Chain;

/// <summary>
/// Ordering could not be reached, or stopped while it had an envelope. Whether it took the envelope in is unknown: submit
/// the same bytes again until there is an answer.
/// </summary>
public sealed class OrderingUnavailableException : Exception
{
    /// <summary>Says which ordering and why.</summary>
    /// <param name="message">Who could not be reached, why, and what to do.</param>
    /// <param name="inner">What the transport said.</param>
    public OrderingUnavailableException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
