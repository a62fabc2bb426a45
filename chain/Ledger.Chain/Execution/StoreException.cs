namespace Ledger.Chain;

/// <summary>The store of a peer cannot be read or written. What was acknowledged before is not lost by it.</summary>
public class StoreException : Exception
{
    /// <summary>Says what happened and what to do.</summary>
    public StoreException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
