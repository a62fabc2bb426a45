namespace Ledger.Facts;

/// <summary>What the title page of a unit says. Only <see cref="Registered"/> is a title first registered on this ledger.</summary>
public enum TitleOutcome
{
    /// <summary>A live title that goes back to a first registration on this ledger.</summary>
    Registered = 0,

    /// <summary>A live title that goes back to the old book, taken over and not verified.</summary>
    RegisteredFromMigration = 1,

    /// <summary>The title is historic or has ended.</summary>
    NotLive = 2,

    /// <summary>No title is registered on this ledger; the old book may hold one.</summary>
    NotRegistered = 3,

    /// <summary>The claim cannot be made: the page contradicts itself.</summary>
    Unproved = 4,
}
