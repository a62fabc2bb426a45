namespace Ledger.Client;

/// <summary>
/// The service answered that it cannot do this at present, because what it depends on is out: its ordering, a Fabric peer or
/// orderer, a certificate, its records. The message names it.
/// </summary>
public sealed class OutageException : UnavailableException
{
    private const string Separator = " | ";

    /// <summary>What the service said.</summary>
    /// <param name="address">The service, which did answer.</param>
    /// <param name="detail">Its words: English, and Chinese behind <c> | </c>, or one of them.</param>
    /// <param name="inner">The status.</param>
    public OutageException(Uri address, string detail, Exception? inner = null)
        : base(address, $"{address} 已应答，但目前无法办理：{Part(detail, last: true)}",
            $"{address} answered, but can't do this at present: {Part(detail, last: false)}", inner)
    {
    }

    private static string Part(string detail, bool last)
    {
        var at = detail.LastIndexOf(Separator, StringComparison.Ordinal);
        return at < 0 ? detail : last ? detail[(at + Separator.Length)..] : detail[..at];
    }
}
