namespace Ledger.Import;

/// <summary>What became of an act that messages tell. The journal keeps the numbers.</summary>
public enum ExchangeState
{
    /// <summary>On the ledger by this import.</summary>
    Recorded = 0,

    /// <summary>Over before the cut-over: kept with its message, not on the ledger.</summary>
    History = 1,

    /// <summary>Reported again with the same content: counted once.</summary>
    Repeated = 2,

    /// <summary>On the ledger before, and it says the same.</summary>
    Equal = 3,

    /// <summary>On the ledger before, and it says something else: people compare.</summary>
    Differs = 4,

    /// <summary>The ledger's rules refused it.</summary>
    Refused = 5,

    /// <summary>On the exception list: something is missing, or a clerk decides.</summary>
    Waiting = 6,

    /// <summary>Its message is refused and has to come again.</summary>
    Rejected = 7,
}
