namespace Ledger.Import;

/// <summary>What became of a folder of registry messages: its files, rows and acts are the sum of what became of each.</summary>
public sealed record ExchangeTotals
{
    /// <summary>Files that are messages.</summary>
    public required int Messages { get; init; }

    /// <summary>Daily logs.</summary>
    public required int Logs { get; init; }

    /// <summary>Answers of the platform.</summary>
    public required int Answers { get; init; }

    /// <summary>Files that cannot be read.</summary>
    public required int Unreadable { get; init; }

    /// <summary>Files that are no XML by their names, or still being written.</summary>
    public required int Aside { get; init; }

    /// <summary>Rows of the messages.</summary>
    public required int Rows { get; init; }

    /// <summary>Values that no table knows.</summary>
    public required int AsideValues { get; init; }

    /// <summary>Acts by what became of them.</summary>
    public required IReadOnlyList<KeyValuePair<ExchangeState, int>> Acts { get; init; }

    /// <summary>Findings by check.</summary>
    public required IReadOnlyList<KeyValuePair<int, int>> Findings { get; init; }

    /// <summary>Envelopes with a verified receipt.</summary>
    public required int Envelopes { get; init; }

    /// <summary>Events in them.</summary>
    public required int Events { get; init; }

    /// <summary>Files of all kinds.</summary>
    public int Files => Messages + Logs + Answers + Unreadable + Aside;

    /// <summary>Number of acts of a state.</summary>
    public int Of(ExchangeState state) => Acts.Single(pair => pair.Key == state).Value;
}
