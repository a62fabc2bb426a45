namespace Ledger.Import;

/// <summary>What became of a row. The journal keeps the numbers.</summary>
public enum RowState
{
    /// <summary>Its case is not over.</summary>
    Open = 0,

    /// <summary>Its transfer is on the ledger under the quorum's signatures.</summary>
    Recorded = 1,

    /// <summary>A rule, or a service, refused a step of its case.</summary>
    Refused = 2,

    /// <summary>It cannot be read.</summary>
    Unreadable = 3,
}
