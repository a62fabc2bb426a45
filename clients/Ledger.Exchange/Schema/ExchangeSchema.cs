using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Ledger.Facts;

namespace Ledger.Exchange;

/// <summary>
/// The tables of reporting messages in the order of writing, how their values are written, and which right table each record type
/// has. The dictionary is data: Schema/tables.json.
/// </summary>
public static class ExchangeSchema
{
    /// <summary>Digits of a record type before its right group: first, transfer, change, correction, re-issue.</summary>
    private const string ActDigits = "12359";

    private static readonly Dictionary<string, ExchangeTable> ByName = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, ValueKind> Kinds = new(StringComparer.Ordinal);
    private static readonly HashSet<string> Personal = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, IReadOnlyList<string>> Types = new(StringComparer.Ordinal);

    static ExchangeSchema()
    {
        using var resource = typeof(ExchangeSchema).Assembly.GetManifestResourceStream("Ledger.Exchange.Schema.tables.json")
            ?? throw new InvalidOperationException("tables.json is not in this build.");
        using var document = JsonDocument.Parse(resource);
        Tables = [.. document.RootElement.GetProperty("tables").EnumerateArray().Select(Read)];
        foreach (var table in Tables)
        {
            ByName.Add(table.Name, table);
            if (table.NewerName is { } newer)
                ByName.Add(newer, table);
        }

        foreach (var kind in document.RootElement.GetProperty("kinds").EnumerateObject())
        {
            foreach (var attribute in Words(kind.Value))
            {
                if (kind.NameEquals("personal"))
                    Personal.Add(attribute);
                else
                    Kinds.Add(attribute, Enum.Parse<ValueKind>(kind.Name, ignoreCase: true));
            }
        }

        foreach (var type in document.RootElement.GetProperty("recordTypes").EnumerateObject())
            Types.Add(type.Name, Words(type.Value));
    }

    /// <summary>All tables in the order of writing.</summary>
    public static IReadOnlyList<ExchangeTable> Tables { get; }

    /// <summary>The table of an element, by either of its names.</summary>
    public static bool TryFind(string element, [NotNullWhen(true)] out ExchangeTable? table) => ByName.TryGetValue(element, out table);

    /// <summary>The table of an element.</summary>
    /// <exception cref="KeyNotFoundException">No table has this name.</exception>
    public static ExchangeTable Find(string element) => ByName[element];

    /// <summary>How the values of an attribute are written.</summary>
    public static ValueKind KindOf(string attribute) => Kinds.GetValueOrDefault(attribute);

    /// <summary>Whether the values of an attribute may tell about people: such a value is never shown in a fault.</summary>
    public static bool IsPersonal(string attribute) => Personal.Contains(attribute);

    /// <summary>The right tables that a record type may have; empty for an unknown one.</summary>
    /// <param name="recordType">Seven digits.</param>
    public static IReadOnlyList<string> RightTablesOf(string recordType)
    {
        ArgumentNullException.ThrowIfNull(recordType);
        if (Types.TryGetValue(recordType, out var exact))
            return exact;
        return recordType.Length == 7 && ActDigits.Contains(recordType[0], StringComparison.Ordinal)
            ? Types.GetValueOrDefault("x" + recordType[1..], [])
            : [];
    }

    private static ExchangeTable Read(JsonElement table, int order)
    {
        var title = table.GetProperty("title").GetString()!;
        var gap = title.IndexOf(' ', StringComparison.Ordinal);
        return new(
            table.GetProperty("name").GetString()!,
            Optional(table, "newer"),
            new(title[..gap], title[(gap + 1)..]),
            Enum.Parse<TableRole>(table.GetProperty("role").GetString()!, ignoreCase: true),
            Optional(table, "element"),
            order,
            Words(table.GetProperty("attributes")));
    }

    private static string? Optional(JsonElement table, string name) => table.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string[] Words(JsonElement text) => text.GetString()!.Split(' ');
}
