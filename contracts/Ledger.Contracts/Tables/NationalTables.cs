using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The tables of this build (events.md 8 and 9): a profile's own until others are published.</summary>
internal static class NationalTables
{
    /// <summary>Calendars, rates, exemptions and limits of the country.</summary>
    public static TableSet Set { get; } = Load();

    private static TableSet Load()
    {
        using var stream = typeof(NationalTables).Assembly.GetManifestResourceStream("Ledger.Contracts.Tables.national.json")!;
        using var reader = new StreamReader(stream);
        var rows = JsonParser.Default.Parse<TableRows>(reader);
        return TableCheck.Faults(rows) is { Count: > 0 } faults
            ? throw new InvalidDataException(string.Join("; ", faults.Select(fault => fault.Message.English)))
            : new(rows);
    }
}
