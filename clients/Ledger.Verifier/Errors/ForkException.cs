using Ledger.Log;

namespace Ledger.Verifier;

/// <summary>
/// Two checkpoints, both valid under the policy, that are not prefixes of one another or are not shown to be. The alarm is
/// kept in the evidence book with both: show it to the auditors.
/// </summary>
public sealed class ForkException : UntrustedReplyException
{
    /// <summary>A fork with both checkpoints.</summary>
    /// <param name="fault">Why they do not agree.</param>
    /// <param name="seen">Note of the checkpoint verified before.</param>
    /// <param name="shown">Note of the checkpoint shown now.</param>
    public ForkException(LogFault fault, string seen, string shown)
        : base(fault)
    {
        Seen = seen;
        Shown = shown;
    }

    /// <summary>Note of the checkpoint verified before.</summary>
    public string Seen { get; }

    /// <summary>Note of the checkpoint shown now.</summary>
    public string Shown { get; }
}
