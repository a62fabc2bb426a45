using System.Text;
using System.Text.Json;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary>
/// A counter's batch. JSON: a list of <c>{"template": …, "application": {…}}</c>, the application as <c>case accept</c> takes it. CSV: a line
/// per application under these headings. A row that cannot be read is a row all the same, and says why.
/// </summary>
internal static class BatchFile
{
    /// <summary>The headings of a CSV file, of which those not needed may be left out.</summary>
    public static readonly string[] Headings =
        ["template", "acceptance_number", "acceptance_time", "town", "executing_town", "basis", "unit_codes", "business_numbers", "applicants"];

    /// <summary>Between several units, numbers or applicants of one field.</summary>
    private const char Several = ';';

    /// <summary>Between name, document type and number of an applicant.</summary>
    private const char Parts = ':';

    /// <summary>The applications of a file, in its order.</summary>
    /// <param name="path">Name of the file, for faults.</param>
    /// <param name="text">What it holds.</param>
    /// <exception cref="FileFault">It is no batch at all.</exception>
    public static IReadOnlyList<BatchRow> Read(string path, string text)
        => text.AsSpan().TrimStart().StartsWith("[", StringComparison.Ordinal) ? ReadJson(path, text) : ReadCsv(path, text);

    private static List<BatchRow> ReadJson(string path, string text)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text);
        }
        catch (JsonException e)
        {
            throw new FileFault(path, $"第 {e.LineNumber + 1} 行不是 JSON", $"line {e.LineNumber + 1} is no JSON", e);
        }

        using (document)
        {
            var (rows, line, read) = (new List<BatchRow>(), 1, 0);
            foreach (var element in document.RootElement.EnumerateArray())
            {
                var raw = element.GetRawText();
                var at = text.IndexOf(raw, read, StringComparison.Ordinal);
                line += text.AsSpan(read, at - read).Count('\n');
                rows.Add(ReadElement(path, line, element));
                line += raw.AsSpan().Count('\n');
                read = at + raw.Length;
            }

            return rows;
        }
    }

    private static BatchRow ReadElement(string path, int line, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object || element.EnumerateObject().Any(static part => part.Name is not ("template" or "application"))
            || !element.TryGetProperty("template", out var template) || template.ValueKind != JsonValueKind.String
            || !element.TryGetProperty("application", out var application))
        {
            return new(line, null, null, Fault(
                path, line, new("应为 {\"template\": …, \"application\": {…}}", "expected {\"template\": …, \"application\": {…}}")));
        }

        var request = new AcceptApplicationRequest();
        try
        {
            RequestJson.Read(request, application.GetRawText());
        }
        catch (JsonFault e)
        {
            return new(line, null, null, new FileFault($"{path}:{line}", e.Wording.Chinese, e.Wording.English, e));
        }

        return Row(path, line, template.GetString()!, request);
    }

    private static List<BatchRow> ReadCsv(string path, string text)
    {
        var lines = CsvLines.Read(path, text).ToList();
        if (lines.Count == 0)
            throw new FileFault(path, "文件为空", "the file is empty");
        var headings = lines[0].Fields.Select(static field => field.Trim()).ToList();
        if (headings.Except(Headings, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw new FileFault(
                $"{path}:1", $"没有“{unknown}”这一列；可用的列：{string.Join("、", Headings)}", $"there is no column '{unknown}'; columns: {string.Join(", ", Headings)}");
        }

        if (headings.Distinct(StringComparer.Ordinal).Count() < headings.Count || !headings.Contains("template", StringComparer.Ordinal))
            throw new FileFault($"{path}:1", "每列只写一次，且须有 template 列", "every column stands once, and one is 'template'");
        return [.. lines.Skip(1).Select(line => ReadLine(path, headings, line.Number, line.Fields))];
    }

    private static BatchRow ReadLine(string path, List<string> headings, int line, IReadOnlyList<string> fields)
    {
        if (fields.Count != headings.Count)
        {
            return new(line, null, null, Fault(path, line, new(
                $"有 {fields.Count} 列，标题有 {headings.Count} 列", $"{fields.Count} fields under {headings.Count} headings")));
        }

        var request = new AcceptApplicationRequest
        {
            AcceptanceNumber = Field("acceptance_number"),
            Town = Field("town"),
            ExecutingTown = Field("executing_town"),
            Basis = Field("basis"),
        };
        if (Field("acceptance_time") is { Length: > 0 } time)
        {
            if (!WrittenInstant.TryParse(time, out var instant, out var error))
                return new(line, null, null, Fault(path, line, new($"acceptance_time：{error.Chinese}", $"acceptance_time: {error.English}")));
            request.AcceptanceTimeMs = instant;
        }

        if (CaseTemplate.Find(Field("template")) is { IsProject: false } template)
        {
            List<string> numbers = Field("business_numbers") is { Length: > 0 } all ? [.. all.Split(Several, StringSplitOptions.TrimEntries)] : [];
            var (units, applicants) = (List("unit_codes"), List("applicants"));

            // The unit of a basis that has one alone need not be written.
            if (units.Count == 0 && template.Basis != CaseBasis.None && numbers.Count + applicants.Count > 0)
                units = [""];
            if (numbers.Count > units.Count * template.Flows.Count)
            {
                return new(line, null, request, Fault(path, line, new(
                    $"business_numbers 有 {numbers.Count} 个，登记有 {units.Count * template.Flows.Count} 项",
                    $"business_numbers: {numbers.Count} numbers for {units.Count * template.Flows.Count} registrations")));
            }

            AddUnits(request, template, units, numbers, applicants);
        }

        return Row(path, line, Field("template"), request);

        string Field(string name) => headings.IndexOf(name) is >= 0 and var at ? fields[at].Trim() : "";

        List<string> List(string name) => [.. Field(name).Split(Several, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
    }

    // Business numbers stand unit by unit, in the order of the template's registrations; the applicants apply for every unit.
    private static void AddUnits(
        AcceptApplicationRequest request, CaseTemplate template, List<string> units, List<string> numbers, List<string> applicants)
    {
        var next = 0;
        foreach (var unit in units)
        {
            foreach (var flow in template.Flows)
            {
                var number = next < numbers.Count ? numbers[next++] : "";
                request.Flows.Add(new AcceptedFlowInput { Flow = flow, UnitCode = unit, BusinessNumber = number });
            }

            if (applicants.Count == 0)
                continue;
            var row = new ApplicantsInput { UnitCode = unit };
            row.Parties.AddRange(applicants.Select(Party));
            request.Applicants.Add(row);
        }
    }

    private static PartyInput Party(string text)
    {
        var parts = text.Split(Parts, StringSplitOptions.TrimEntries);
        return parts is [var name, var type, var number] && uint.TryParse(type, out var code)
            ? new PartyInput { Name = name, DocumentType = code, DocumentNumber = number }
            : new PartyInput { Name = parts[0], DocumentType = 1, DocumentNumber = parts.Length == 2 ? parts[1] : "" };
    }

    private static BatchRow Row(string path, int line, string template, AcceptApplicationRequest request) => CaseTemplate.Find(template) is { } known
        ? new(line, known, request)
        : new(line, null, request, Fault(path, line, new(
            $"没有“{template}”这种业务；可用：{string.Join("、", CaseTemplate.All.Select(static one => one.Name))}",
            $"there is no template '{template}'; templates: {string.Join(", ", CaseTemplate.All.Select(static one => one.Name))}")));

    private static FileFault Fault(string path, int line, Wording text) => new($"{path}:{line}", text.Chinese, text.English);
}
