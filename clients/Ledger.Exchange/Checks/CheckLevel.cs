namespace Ledger.Exchange;

/// <summary>What a finding does to its message.</summary>
public enum CheckLevel
{
    /// <summary>W: read on.</summary>
    Warning,

    /// <summary>X: nothing of it is recorded before a clerk has decided.</summary>
    Exception,

    /// <summary>R: the message is refused and has to come again.</summary>
    Reject,
}
