using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary>
/// <c>ledger history [SUBJECT]</c>: who did what, the newest first: of a unit, contract or certificate, by operator, organisation,
/// event and day; page by page, as a table, JSON or CSV. For departments and auditors.
/// </summary>
internal sealed class HistoryCommand
{
    private readonly Argument<string?> subject;
    private readonly Option<string?> eventName;
    private readonly Option<string?> signer;
    private readonly Option<string?> by;
    private readonly Option<string?> from;
    private readonly Option<string?> to;
    private readonly Option<string?> department;
    private readonly Option<int> limit;
    private readonly Option<ulong?> before;
    private readonly Option<bool> csv;

    private HistoryCommand(Language language)
    {
        subject = new("SUBJECT")
        {
            Description = new Wording(
                "单元、合同、证书、受理或其他编号；缺省为全部", "a unit, contract, certificate, case or any other number; all when absent").In(language),
            Arity = ArgumentArity.ZeroOrOne,
        };
        eventName = Text("--event", "NAME", new("事件，如 TransferRecorded", "event, e.g. TransferRecorded"));
        signer = Text("--signer", "NAME", new("签封机构，如 registration", "organisation that signed, e.g. registration"));
        by = Text("--operator", "HEX", new("经办证书指纹（开头几位即可）", "fingerprint of the operator's certificate, or its beginning"));
        from = Text("--from", "DAY", new("自此日起（含）", "from this day on, inclusive"));
        to = Text("--to", "DAY", new("至此日止（含）", "up to this day, inclusive"));
        department = Text("--department", "NAME", new("问哪个部门", "which department to ask"));
        limit = new("--limit") { Description = new Wording("至多多少条", "at most so many").In(language), HelpName = "N", DefaultValueFactory = static _ => 50 };
        before = new("--before")
        {
            Description = new Wording("只列此条目之前的（翻页）", "only entries before this one, for the next page").In(language),
            HelpName = "ENTRY",
        };
        csv = new("--csv") { Description = new Wording("以 CSV 输出", "write CSV").In(language) };

        Option<string?> Text(string name, string help, Wording description) => new(name) { Description = description.In(language), HelpName = help };
    }

    public static Command Create(CommandSet set)
    {
        var command = new Command("history", new Wording(
            "谁在何时做了什么，最新的在前：按单元、合同、证书、经办、机构、事件、日期", "who did what, the newest first: by unit, contract, certificate, operator, organisation, event, day")
            .In(set.Language));
        var options = new HistoryCommand(set.Language);
        command.Add(options.subject);
        foreach (var option in (Option[])[options.eventName, options.signer, options.by, options.from, options.to, options.department, options.limit,
            options.before, options.csv])
        {
            command.Add(option);
        }

        set.SetAction(command, "ledger history 441900004001GB00012F00010101 --from 2026-11-01 --csv --profile .local/net/profiles/auditor",
            (context, ct) => options.RunAsync(context, ct));
        return command;
    }

    /// <summary>Found entries as people and programs see them.</summary>
    internal static CommandResult Listed(IReadOnlyList<(HistoryEntry Entry, string Signer)> found) => new(
        ExitCode.Ok,
        new JsonObject { ["entries"] = new JsonArray([.. found.Select(static row => Json(row.Entry, row.Signer))]) },
        language =>
        {
            var table = new ListTable(
                language, new("条目", "entry"), new("时间", "time"), new("签封机构", "signed by"), new("经办证书", "operator"), new("事件", "events"), new("对象", "subjects"));
            foreach (var (entry, name) in found)
            {
                table.Row(
                    Number(entry.Index), Instants.Of(entry.TimeMs), name,
                    string.Join(" ", entry.Operators.Select(static print => print[..Math.Min(16, print.Length)])),
                    string.Join(", ", entry.Events.Select(static e => e.Name)), string.Join(", ", entry.Subjects));
            }

            return table;
        });

    /// <summary>Found entries as CSV (RFC 4180).</summary>
    internal static IEnumerable<string> Csv(IEnumerable<(HistoryEntry Entry, string Signer)> found) => found
        .Select(static row => string.Join(
            ',',
            new[]
            {
                Number(row.Entry.Index), Instants.Of(row.Entry.TimeMs), row.Signer, string.Join(' ', row.Entry.Operators),
                string.Join(' ', row.Entry.Events.Select(static e => e.Name)), string.Join(' ', row.Entry.Subjects),
                Convert.ToHexStringLower(row.Entry.LeafHash),
            }.Select(Cell)))
        .Prepend("entry,time,signed_by,operators,events,subjects,leaf_hash");

    private async Task<ExitCode> RunAsync(CommandContext context, CancellationToken ct)
    {
        var line = context.Line;
        var (first, last) = (DayOf("--from", line.GetValue(from)), DayOf("--to", line.GetValue(to)));
        var asked = line.GetValue(department);
        var wanted = line.GetValue(subject) is { } text ? StatedNumbers.ReadSubject(text, "SUBJECT") : null;
        var most = Math.Max(line.GetValue(limit), 1);
        return await context.WithClientAsync(async (client, _) =>
        {
            var size = line.GetValue(before) ?? (await client.Reader.GetCheckpointAsync(department: asked, cancellationToken: ct)).Checkpoint!.Size;
            var signers = new Signers(client);
            var found = new List<(HistoryEntry Entry, string Signer)>();
            await foreach (var entry in new HistoryReading(client, asked).BackwardsAsync(size, ct))
            {
                if (first is { } start && entry.TimeMs < (ulong)start.StartMilliseconds)
                    break;
                if (!Fits(entry, wanted, line) || (last is { } end && Day.At(entry.TimeMs) > end))
                    continue;
                var name = await signers.NameAsync(entry.KeyId, ct);
                if (line.GetValue(signer) is { } organisation && name != organisation)
                    continue;
                found.Add((entry, name));
                if (found.Count == most)
                    break;
            }

            if (found.Count == 0 && wanted is not null)
                await StatedNumbers.RequireLocalAsync(client, wanted, "SUBJECT", ct);
            return Show(context, found, most);
        });
    }

    private ExitCode Show(CommandContext context, List<(HistoryEntry Entry, string Signer)> found, int most)
    {
        if (context.Line.GetValue(csv))
        {
            foreach (var row in Csv(found))
                context.Output.WriteLine(row);
        }
        else
        {
            context.Write(Listed(found));
        }

        if (found.Count == most)
            context.Note(new($"更早的：--before {Number(found[^1].Entry.Index)}", $"earlier ones: --before {Number(found[^1].Entry.Index)}"));
        return ExitCode.Ok;
    }

    private bool Fits(HistoryEntry entry, string? wanted, ParseResult line) =>
        (line.GetValue(eventName) is not { } name || entry.Events.Any(e => e.Name == name))
        && (line.GetValue(by) is not { } print || entry.Operators.Any(known => known.StartsWith(print.ToLowerInvariant(), StringComparison.Ordinal)))
        && (wanted is null || entry.Names(wanted));

    private static Day? DayOf(string option, string? text) => text is null ? null
        : WrittenDay.TryParse(text, out var day, out var error) ? day
        : throw Faults.Input(option, error.Wording, "2026-11-30");

    private static string Cell(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static JsonObject Json(HistoryEntry entry, string signer) => new()
    {
        ["entry"] = entry.Index,
        ["time"] = Instants.Of(entry.TimeMs),
        ["signed_by"] = signer,
        ["operators"] = new JsonArray([.. entry.Operators.Select(static print => JsonValue.Create(print))]),
        ["events"] = new JsonArray([.. entry.Events.Select(static e => JsonValue.Create(e.Name))]),
        ["subjects"] = new JsonArray([.. entry.Subjects.Select(static text => JsonValue.Create(text))]),
        ["leaf_hash"] = Convert.ToHexStringLower(entry.LeafHash),
    };

    private static string Number(ulong number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Organisations by their keys, as the ledger knows them.</summary>
    private sealed class Signers(LedgerClient client)
    {
        private readonly Dictionary<ByteString, string> names = [];

        public async Task<string> NameAsync(ByteString keyId, CancellationToken ct)
        {
            if (names.TryGetValue(keyId, out var known))
                return known;
            var book = new GovernanceBook(client);
            var key = await book.KeyAsync(keyId, ct);
            return names[keyId] = key ?? Convert.ToHexStringLower(keyId.Span);
        }
    }
}
