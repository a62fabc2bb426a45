namespace Ledger.Import;

/// <summary>How far a recorded sale is taken back. The journal keeps the numbers.</summary>
internal enum TakeBackStage
{
    /// <summary>It is in the book.</summary>
    Standing = 0,

    /// <summary>The book is corrected: the units are again with those who gave them.</summary>
    Corrected = 1,

    /// <summary>Its taxes are refunded.</summary>
    Refunded = 2,
}
