namespace Ledger.Chain;

/// <summary>What became of an envelope.</summary>
public enum JudgementOutcome
{
    /// <summary>Its writes apply.</summary>
    Accepted,

    /// <summary>These very bytes are applied already.</summary>
    Duplicate,

    /// <summary>Its number was used by another envelope.</summary>
    Conflict,

    /// <summary>A rule refuses it.</summary>
    Refused,
}
