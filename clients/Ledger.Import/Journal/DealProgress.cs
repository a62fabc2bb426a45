namespace Ledger.Import;

/// <summary>The last step of a case that is on the ledger. The journal keeps the numbers.</summary>
internal enum DealProgress
{
    /// <summary>No contract yet; some units may have been opened.</summary>
    Planned = 0,

    /// <summary>Contract signed.</summary>
    Signed = 1,

    /// <summary>Contract filed.</summary>
    Filed = 2,

    /// <summary>Taxes declared.</summary>
    Declared = 3,

    /// <summary>Taxes assessed.</summary>
    Assessed = 4,

    /// <summary>Taxes paid.</summary>
    Paid = 5,

    /// <summary>Case accepted and reviewed, transfer recorded: it is over.</summary>
    Transferred = 6,

    /// <summary>A later step was refused, the contract was revoked; no tax was paid on it.</summary>
    RevokedUnpaid = 7,

    /// <summary>A later step was refused, the contract was revoked; its taxes are to be refunded.</summary>
    RevokedPaid = 8,

    /// <summary>The taxes of the revoked contract were refunded.</summary>
    Refunded = 9,
}
