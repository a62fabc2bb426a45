namespace Ledger.Facts;

/// <summary>What an item of a <see cref="NumberPattern"/> reads.</summary>
internal enum PatternItemKind
{
    /// <summary>These characters.</summary>
    Literal,

    /// <summary>Digits.</summary>
    Digits,

    /// <summary>Upper-case letters.</summary>
    Letters,

    /// <summary>The letter of the kind of sale.</summary>
    SaleKind,

    /// <summary>yyyyMMdd of this century.</summary>
    Date,
}
