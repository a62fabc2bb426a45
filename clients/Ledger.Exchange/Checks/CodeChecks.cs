using System.Text.Json;
using Ledger.Facts;

namespace Ledger.Exchange;

/// <summary>Check 23: codes stand in their tables of the standard. What is local is in the province's profile.</summary>
internal static class CodeChecks
{
    private static readonly Dictionary<string, (string Table, HashSet<string> Codes)> Tables = Read();

    public static IEnumerable<Finding> Codes(CheckedMessage message)
    {
        foreach (var row in message.Rows)
        {
            foreach (var (column, value) in row.Values)
            {
                if (!Tables.TryGetValue(column, out var table))
                    continue;
                foreach (var code in value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                {
                    if (!table.Codes.Contains(code) && !table.Codes.Contains(code.TrimStart('0')))
                    {
                        yield return message.At(23, CheckLevel.Exception, row, column, new(
                            $"“{CheckedMessage.Shown(row, column)}”不在代码表{table.Table}中；地方代码请列入口径的localCodes",
                            $"'{CheckedMessage.Shown(row, column)}' is not in code table {table.Table}; a local code belongs into localCodes of the profile"));
                        break;
                    }
                }
            }
        }
    }

    private static Dictionary<string, (string, HashSet<string>)> Read()
    {
        using var resource = typeof(CodeChecks).Assembly.GetManifestResourceStream("Ledger.Exchange.Schema.codes.json")
            ?? throw new InvalidOperationException("codes.json is not in this build.");
        using var document = JsonDocument.Parse(resource);
        var tables = new Dictionary<string, (string, HashSet<string>)>(StringComparer.Ordinal);
        foreach (var table in document.RootElement.EnumerateArray())
        {
            var codes = table.GetProperty("codes").GetString()!.Split(' ').ToHashSet(StringComparer.Ordinal);
            foreach (var column in table.GetProperty("columns").GetString()!.Split(' '))
                tables.Add(column, (table.GetProperty("table").GetString()!, codes));
        }

        return tables;
    }
}
