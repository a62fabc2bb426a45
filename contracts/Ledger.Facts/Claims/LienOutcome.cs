namespace Ledger.Facts;

/// <summary>What the encumbrance pages of a unit and its parcels say at the evidence time. Only <see cref="None"/> is a clean answer.</summary>
public enum LienOutcome
{
    /// <summary>Plain none: every page comes from a first registration on this ledger and no row counts.</summary>
    None = 0,

    /// <summary>At least one encumbrance is on a page.</summary>
    Encumbered = 1,

    /// <summary>None in the migrated book, none of the recorded kinds since it was taken over; the old book was not verified.</summary>
    NoneSinceMigration = 2,

    /// <summary>Nothing recorded on this ledger for a unit or parcel whose old book is unknown: no statement about it.</summary>
    NothingRecorded = 3,

    /// <summary>The claim cannot be made: a page is missing or contradicts itself.</summary>
    Unproved = 4,
}
