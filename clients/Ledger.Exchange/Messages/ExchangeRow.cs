namespace Ledger.Exchange;

/// <summary>One row of a table: an empty element whose attributes are the columns. What is absent is not in it.</summary>
/// <param name="table">Its table.</param>
/// <param name="line">Line of the file it stands on, from 1; 0 when it was not read.</param>
public sealed class ExchangeRow(ExchangeTable table, int line = 0)
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    /// <summary>Rows that say the same are one.</summary>
    public static IEqualityComparer<ExchangeRow> ByContent { get; } = EqualityComparer<ExchangeRow>.Create(
        static (left, right) => left is null ? right is null : right is not null && left.SaysTheSame(right),
        static row => row.values.Aggregate(0, static (sum, pair) => sum ^ HashCode.Combine(pair.Key, pair.Value)));

    /// <summary>Its table.</summary>
    public ExchangeTable Table => table;

    /// <summary>Line of the file it stands on, from 1; 0 when it was not read.</summary>
    public int Line => line;

    /// <summary>Names and values that are there, in the table's order.</summary>
    public IEnumerable<KeyValuePair<string, string>> Values
        => values.OrderBy(pair => table.PlaceOf(pair.Key)).ThenBy(static pair => pair.Key, StringComparer.Ordinal);

    /// <summary>A value; null when it is absent. Setting null takes it away.</summary>
    public string? this[string attribute]
    {
        get => values.GetValueOrDefault(attribute);
        set
        {
            if (value is null)
                values.Remove(attribute);
            else
                values[attribute] = value;
        }
    }

    /// <summary>A row with the same values, for another line of thought.</summary>
    public ExchangeRow Copy()
    {
        var copy = new ExchangeRow(table, line);
        foreach (var (name, value) in values)
            copy[name] = value;
        return copy;
    }

    /// <summary>Whether another row says the same.</summary>
    public bool SaysTheSame(ExchangeRow other)
        => other.Table == table && other.values.Count == values.Count && values.All(pair => other[pair.Key] == pair.Value);
}
