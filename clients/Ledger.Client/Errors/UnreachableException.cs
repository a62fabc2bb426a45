namespace Ledger.Client;

/// <summary>
/// The service did not answer, after as many attempts as the client makes. A write may have happened: send the same
/// request again, with the same id, and the first result is returned.
/// </summary>
public sealed class UnreachableException : LedgerException
{
    /// <summary>The address that did not answer.</summary>
    public UnreachableException(Uri address, string detail, Exception? inner = null)
        : base($"无法连接 {address}：{detail}", $"{address} cannot be reached: {detail}", inner) => Address = address;

    /// <summary>Address of the service.</summary>
    public Uri Address { get; }
}
