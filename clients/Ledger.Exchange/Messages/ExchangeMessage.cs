namespace Ledger.Exchange;

/// <summary>A reporting message (接入报文): one registered act on one unit, in practice sometimes two.</summary>
public sealed class ExchangeMessage
{
    /// <summary>The head.</summary>
    public MessageHead Head { get; } = new();

    /// <summary>The rows in the order of the file.</summary>
    public IList<ExchangeRow> Rows { get; } = [];

    /// <summary>What no table knows.</summary>
    public IList<AsideValue> Aside { get; } = [];

    /// <summary>The rows of a table, by either of its names.</summary>
    public IEnumerable<ExchangeRow> Of(string table)
    {
        var wanted = ExchangeSchema.Find(table);
        return Rows.Where(row => row.Table == wanted);
    }

    /// <summary>The rows of tables of a role.</summary>
    public IEnumerable<ExchangeRow> Of(TableRole role) => Rows.Where(row => row.Table.Role == role);

    /// <summary>Adds a row with values; null values are left out.</summary>
    public ExchangeRow Add(string table, params ReadOnlySpan<(string Attribute, string? Value)> values)
    {
        var row = new ExchangeRow(ExchangeSchema.Find(table));
        foreach (var (attribute, value) in values)
            row[attribute] = value;
        Rows.Add(row);
        return row;
    }
}
