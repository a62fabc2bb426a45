using System.CommandLine;
using System.Globalization;
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
    private const int MostEntries = 1_000;

    private readonly Argument<string?> subject;
    private readonly Option<string?> eventName;
    private readonly Option<string?> signer;
    private readonly Option<string?> by;
    private readonly Option<string?> from;
    private readonly Option<string?> to;
    private readonly Option<string?> department;
    private readonly Option<int> limit;
    private readonly Option<ulong?> before;
    private readonly Option<bool> whole;
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
        by = Text("--operator", "NAME|HEX", new(
            "经办人：本部门已知的姓名，或证书指纹（至少开头 8 位）",
            "operator: a name that the own department knows, or the certificate's fingerprint, at least its first 8 digits"));
        from = Text("--from", "DAY", new("自此日起（含）", "from this day on, inclusive"));
        to = Text("--to", "DAY", new("至此日止（含）", "up to this day, inclusive"));
        department = Text("--department", "NAME", new("问哪个部门", "which department to ask"));
        limit = new("--limit") { Description = new Wording("至多多少条", "at most so many").In(language), HelpName = "N", DefaultValueFactory = static _ => 50 };
        before = new("--before")
        {
            Description = new Wording("只列此条目之前的（翻页）", "only entries before this one, for the next page").In(language),
            HelpName = "ENTRY",
        };
        whole = new("--whole")
        {
            Description = new Wording(
                "通读全部条目并与检查点核对：证明没有遗漏（较慢）", "read every entry and compare with the checkpoint: proves that none is left out; slow").In(language),
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
            options.before, options.whole, options.csv])
        {
            command.Add(option);
        }

        set.SetAction(command, "ledger history 441900004001GB00012F00010101 --from 2026-11-01 --csv --profile .local/net/profiles/auditor",
            (context, ct) => options.RunAsync(context, ct));
        return command;
    }

    private async Task<ExitCode> RunAsync(CommandContext context, CancellationToken ct)
    {
        var line = context.Line;
        var request = new SearchEntriesRequest
        {
            Subject = line.GetValue(subject) is { } text ? StatedNumbers.ReadSubject(text, "SUBJECT") : "",
            Event = line.GetValue(eventName) ?? "",
            Signer = line.GetValue(signer) ?? "",
            FromDay = DayOf("--from", line.GetValue(from)),
            ToDay = DayOf("--to", line.GetValue(to)),
            Before = line.GetValue(before) ?? 0,
            PageSize = (uint)Math.Clamp(line.GetValue(limit), 1, MostEntries),
        };
        return await context.WithClientAsync(async (client, _) =>
        {
            var operators = await KnownOperators.ReadAsync(client, ct);
            request.Operators.AddRange(Prints(line.GetValue(by), operators));
            var asked = line.GetValue(department);
            var signers = new Signers(client);
            var (found, earlier) = line.GetValue(whole)
                ? await WholeAsync(client, asked, request, signers, ct)
                : await client.Reader.SearchEntriesAsync(request, asked, ct);
            if (found.Count == 0 && request.Subject.Length > 0)
                await StatedNumbers.RequireLocalAsync(client, request.Subject, "SUBJECT", ct);
            var rows = new List<HistoryRow>();
            foreach (var envelope in found)
                rows.Add(new HistoryRow(envelope, await signers.NameAsync(envelope.KeyId, ct), operators));
            return Show(context, rows, earlier);
        });
    }

    private static async Task<(IReadOnlyList<RecordedEnvelope> Envelopes, ulong Earlier)> WholeAsync(
        LedgerClient client, string? asked, SearchEntriesRequest request, Signers signers, CancellationToken ct)
    {
        var filter = new EnvelopeFilter(request.Subject, request.Event, request.Operators, request.FromDay, request.ToDay);
        var (found, _) = await new HistoryReading(client, asked).ReadAsync(
            async envelope => filter.Fits(envelope) && (request.Signer.Length == 0 || await signers.NameAsync(envelope.KeyId, ct) == request.Signer),
            request.Before, (int)request.PageSize, ct);
        return (found, found.Count == request.PageSize ? found[^1].Index : 0);
    }

    private ExitCode Show(CommandContext context, List<HistoryRow> rows, ulong earlier)
    {
        if (context.Line.GetValue(csv))
        {
            foreach (var row in HistoryRow.Csv(rows))
                context.Output.WriteLine(row);
        }
        else
        {
            context.Write(HistoryRow.Listed(rows, earlier));
        }

        if (earlier > 0)
        {
            var place = earlier.ToString(CultureInfo.InvariantCulture);
            context.Note(new($"更早的：--before {place}", $"earlier ones: --before {place}"));
        }

        return ExitCode.Ok;
    }

    /// <summary>The beginnings of fingerprints that an operator is looked for by.</summary>
    private static IReadOnlyList<string> Prints(string? text, KnownOperators operators)
    {
        if (string.IsNullOrEmpty(text))
            return [];
        if (operators.Of(text) is { Count: > 0 } named)
            return named;
        return text.Length >= EnvelopeFilter.LeastOperatorDigits && text.All(char.IsAsciiHexDigit)
            ? [text.ToLowerInvariant()]
            : throw Faults.Input(
                "--operator",
                new($"本部门不认识名为“{text}”的经办人，也不是证书指纹", $"the own department knows no operator of the name '{text}', and it is no fingerprint"),
                $"a name of `ledger operator list`, or {EnvelopeFilter.LeastOperatorDigits} to 64 hexadecimal digits");
    }

    private static uint DayOf(string option, string? text) => text is null ? 0
        : WrittenDay.TryParse(text, out var day, out var error) ? day.Number
        : throw Faults.Input(option, error.Wording, "2026-11-30");

    /// <summary>Organisations by their keys, as the ledger knows them.</summary>
    private sealed class Signers(LedgerClient client)
    {
        private readonly Dictionary<ByteString, string> names = [];

        public async Task<string> NameAsync(ByteString keyId, CancellationToken ct)
        {
            if (names.TryGetValue(keyId, out var known))
                return known;
            var book = new GovernanceBook(client);
            // A key that was replaced is on no page any more; the profile's list of signers knows it still.
            return names[keyId] = await book.KeyAsync(keyId, ct) ?? client.SignerOf(keyId.Span) ?? Convert.ToHexStringLower(keyId.Span);
        }
    }
}
