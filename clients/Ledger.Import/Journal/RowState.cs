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

    /// <summary>The register's own name and the content are those of a sale that was read before: nothing is recorded twice.</summary>
    Known = 4,

    /// <summary>
    /// It says of a sale on the ledger what the ledger does not say, and no correction of the book is made of it: the reason stands on the
    /// exception list.
    /// </summary>
    Changed = 5,

    /// <summary>The register took it back, or changed it, before its case was begun.</summary>
    Withdrawn = 6,

    /// <summary>A sale before 1970, the ledger's first instant: its unit is taken over from the old book as the sale left it.</summary>
    OldBook = 7,

    /// <summary>The register takes back what no import knows, or says so of a row that it takes back in the same file.</summary>
    Deletion = 8,

    /// <summary>Its transfer was on the ledger; a correction of the book took it back, since the register took back or changed the sale.</summary>
    Corrected = 9,

    /// <summary>It takes back a sale that was on the ledger: the book is corrected and the taxes are refunded.</summary>
    TakenBack = 10,
}
