namespace Ledger.Exchange;

/// <summary>What the rows of a table speak of.</summary>
public enum TableRole
{
    /// <summary>Who holds the right.</summary>
    Holder,

    /// <summary>Parcel, building, floor, flat.</summary>
    Cadastre,

    /// <summary>The registered act itself: the row that decides what a message is.</summary>
    Right,

    /// <summary>Belongs to the right row beside it.</summary>
    RightPart,

    /// <summary>A step of the case.</summary>
    Process,

    /// <summary>A file that goes along.</summary>
    Attachment,
}
