namespace Ledger.Exchange;

/// <summary>Values that mean "absent". A filler is never turned into a fact.</summary>
public sealed record Fillers
{
    /// <summary>Of any attribute.</summary>
    public IReadOnlyList<string> Any { get; init; } = [];

    /// <summary>Of numbers: amounts, areas, whole numbers.</summary>
    public IReadOnlyList<string> Numbers { get; init; } = [];

    /// <summary>Of days and instants, by their beginning.</summary>
    public IReadOnlyList<string> Days { get; init; } = [];

    /// <summary>Of one attribute.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>Whether a value stands for "absent".</summary>
    public bool IsFiller(string attribute, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Length == 0 || Any.Contains(value, StringComparer.Ordinal))
            return true;
        if (Attributes.TryGetValue(attribute, out var own) && own.Contains(value, StringComparer.Ordinal))
            return true;
        return ExchangeSchema.KindOf(attribute) switch
        {
            ValueKind.Money or ValueKind.Yuan or ValueKind.Area or ValueKind.Decimal or ValueKind.Integer => Numbers.Contains(value, StringComparer.Ordinal),
            ValueKind.Day or ValueKind.Instant => Days.Any(day => value.StartsWith(day, StringComparison.Ordinal)),
            _ => false,
        };
    }
}
