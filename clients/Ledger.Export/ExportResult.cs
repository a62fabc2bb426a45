namespace Ledger.Export;

/// <summary>What an export did.</summary>
public sealed record ExportResult
{
    /// <summary>Acts reported, each with its gaps; those that were reported before too.</summary>
    public IReadOnlyList<ExportedMessage> Messages { get; init; } = [];

    /// <summary>Recorded acts that no message reports, by event: locks, suits, hand-overs, steps of cases.</summary>
    public IReadOnlyDictionary<string, int> NotReported { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Daily logs written.</summary>
    public IReadOnlyList<string> Logs { get; init; } = [];
}
