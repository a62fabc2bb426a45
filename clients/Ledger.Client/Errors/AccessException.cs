using Ledger.V1;

namespace Ledger.Client;

/// <summary>The service does not let this certificate make this call.</summary>
public sealed class AccessException : LedgerException
{
    /// <summary>A refusal with its failures, at least one.</summary>
    public AccessException(IReadOnlyList<AccessFailure> failures, Exception? inner = null)
        : base(
            string.Join("；", failures.Select(f => f.MessageZh)),
            string.Join("; ", failures.Select(f => f.MessageEn)),
            inner) => Failures = failures;

    /// <summary>Which certificate, and why.</summary>
    public IReadOnlyList<AccessFailure> Failures { get; }
}
