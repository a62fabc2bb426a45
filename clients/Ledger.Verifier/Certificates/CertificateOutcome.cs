namespace Ledger.Verifier;

/// <summary>What a certificate says once it is verified. Only <see cref="Clean"/> is a clean title or a plain "none".</summary>
public enum CertificateOutcome
{
    /// <summary>A live title of a first registration; or no encumbrance on the unit and its parcels, all of first registration.</summary>
    Clean = 0,

    /// <summary>At least one encumbrance counts.</summary>
    Encumbered = 1,

    /// <summary>Taken over from the old book, not verified: title, or none since the migration.</summary>
    Migrated = 2,

    /// <summary>Nothing recorded on this ledger, old book unknown: no statement about the unit or a parcel.</summary>
    NotOpened = 3,

    /// <summary>The title is historic or has ended.</summary>
    NotLive = 4,

    /// <summary>The file proves nothing.</summary>
    Invalid = 5,
}
