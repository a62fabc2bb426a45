namespace Ledger.Chain;

/// <summary>What a failed rule does to the envelope that failed it.</summary>
public enum Severity
{
    /// <summary>The envelope is refused, always.</summary>
    Reject,

    /// <summary>Refused unless the event acknowledges the rule with a reason.</summary>
    Warning,

    /// <summary>Refused unless an approved exception is attached to the event.</summary>
    Exception,

    /// <summary>Returned and kept, never refuses.</summary>
    Information,
}
