namespace Ledger.Client;

/// <summary>A certificate or the request for one cannot be used.</summary>
public sealed class CertificateFaultException : LedgerException
{
    /// <summary>A fault.</summary>
    /// <param name="chinese">What is wrong.</param>
    /// <param name="english">The same.</param>
    /// <param name="inner">What said so.</param>
    public CertificateFaultException(string chinese, string english, Exception? inner = null)
        : base(chinese, english, inner)
    {
    }
}
