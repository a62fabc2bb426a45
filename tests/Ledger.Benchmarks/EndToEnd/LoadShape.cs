namespace Ledger.Benchmarks;

/// <summary>What the clients of one row of the table send.</summary>
internal enum LoadShape
{
    /// <summary>Opening entries, one event per envelope.</summary>
    Single,

    /// <summary>Opening entries, many per envelope.</summary>
    Packed,

    /// <summary>Whole sales, one event per envelope, each act after the one before.</summary>
    Sales,
}
