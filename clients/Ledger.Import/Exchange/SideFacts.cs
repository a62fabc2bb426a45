using Ledger.Exchange;
using Ledger.Facts;

namespace Ledger.Import;

/// <summary>
/// What messages lack and a registry knows: a CSV of kind, key, value. organ: name of an authority → credit code; delivery: business
/// number of a seizure → instant of delivery; mortgage: business number → number of the mortgage contract; contract: business number →
/// number of the sale contract; decided: message number → checks that a clerk has decided, joined by blanks.
/// </summary>
internal sealed class SideFacts
{
    private static readonly string[] Kinds = ["organ", "delivery", "mortgage", "contract", "decided"];
    private readonly Dictionary<(string Kind, string Key), string> facts = [];

    /// <summary>Nothing besides the messages.</summary>
    public static SideFacts None { get; } = new();

    /// <summary>Reads a file.</summary>
    /// <exception cref="ImportException">It cannot be read, or a line is none of these.</exception>
    public static SideFacts Read(string path)
    {
        string text;
        try
        {
            text = ExchangeFile.Read(path).Text();
        }
        catch (ExchangeException e)
        {
            throw new ImportException(e.Fault.Placed, e);
        }

        var read = new SideFacts();
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]) || lines[i].StartsWith('#') || lines[i].StartsWith("kind,", StringComparison.Ordinal))
                continue;
            var fields = CsvFields.Quoted(lines[i].TrimEnd('\r'), out var isOpen);
            if (isOpen || fields.Count != 3 || !Kinds.Contains(fields[0].Trim(), StringComparer.Ordinal) || fields[1].Length == 0 || fields[2].Length == 0)
            {
                throw new ImportException(new(
                    $"补充文件{path}第{i + 1}行应为“类别,键,值”，类别为{string.Join('、', Kinds)}之一",
                    $"{path}, line {i + 1} is to be kind,key,value, the kind one of {string.Join(", ", Kinds)}"));
            }

            read.facts[(fields[0].Trim(), fields[1].Trim())] = fields[2].Trim();
        }

        return read;
    }

    /// <summary>Credit code of an authority; null when it is not known.</summary>
    public string? Organ(string? name) => Find("organ", name);

    /// <summary>When a seizure was delivered, ms since the epoch; null when it is not known.</summary>
    public ulong? Delivery(string businessNumber) => ExchangeValues.TryInstant(Find("delivery", businessNumber), out var at) ? at : null;

    /// <summary>Number of a mortgage contract; null when it is not known.</summary>
    public string? Mortgage(string businessNumber) => Find("mortgage", businessNumber);

    /// <summary>Number of a sale contract; null when it is not known.</summary>
    public string? Contract(string businessNumber) => Find("contract", businessNumber);

    /// <summary>Whether a clerk has decided what a check found in a message.</summary>
    public bool IsDecided(string? messageId, int check)
        => Find("decided", messageId)?.Split(' ').Contains(check.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal) ?? false;

    private string? Find(string kind, string? key) => key is null ? null : facts.GetValueOrDefault((kind, key));
}
