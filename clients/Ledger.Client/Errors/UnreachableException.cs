namespace Ledger.Client;

/// <summary>The service did not answer: not listening, out of reach, another TLS certificate than its own, or too slow.</summary>
public sealed class UnreachableException : UnavailableException
{
    /// <summary>The address that did not answer.</summary>
    public UnreachableException(Uri address, string detail, Exception? inner = null)
        : base(address, $"无法连接 {address}：{detail}", $"{address} cannot be reached: {detail}", inner)
    {
    }
}
