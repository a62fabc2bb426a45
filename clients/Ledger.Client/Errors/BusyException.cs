namespace Ledger.Client;

/// <summary>
/// The ledger takes no more work at present, after as many attempts as the client makes. Nothing was written by this call; the
/// same request may be sent again.
/// </summary>
public sealed class BusyException : LedgerException
{
    /// <summary>What the service said.</summary>
    public BusyException(string detail, Exception? inner = null)
        : base($"账本繁忙：{detail}", $"the ledger is busy: {detail}", inner)
    {
    }
}
