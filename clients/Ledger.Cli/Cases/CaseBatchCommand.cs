using System.CommandLine;
using System.Text.Json.Nodes;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;
using Ledger.Verifier;

namespace Ledger.Cli;

/// <summary>
/// <c>ledger case batch --file FILE</c>: a counter's applications of a day, one line of result each. Run again it finds what is on the ledger,
/// and what was asked and not answered, and sends only the rest.
/// </summary>
internal static class CaseBatchCommand
{
    private const int MostBytes = 64 << 20;

    public static Command Create(CommandSet set)
    {
        var command = new Command(
            "batch", new Wording("一天的受理批量提交，每件一行结果，可重复运行", "a day's applications, one line of result each; may be run again").In(set.Language));
        var file = new Option<string>("--file")
        {
            Description = new Wording(
                $"CSV（列：{string.Join(",", BatchFile.Headings)}）或 JSON（[{{\"template\":…,\"application\":{{…}}}}]）",
                $"CSV (columns: {string.Join(",", BatchFile.Headings)}) or JSON ([{{\"template\":…,\"application\":{{…}}}}])").In(set.Language),
            HelpName = "FILE",
            Required = true,
        };
        var encoding = new Option<string?>("--encoding")
        {
            Description = new Wording("文件的编码（默认 utf-8）", "encoding of the file (utf-8 unless named)").In(set.Language),
            HelpName = "NAME",
        };
        encoding.AcceptOnlyFromAmong([.. TextEncoding.Names]);
        var dryRun = new Option<bool>("--dry-run") { Description = new Wording("只判断、不登记", "judge without recording").In(set.Language) };
        command.Add(file);
        command.Add(encoding);
        command.Add(dryRun);
        set.SetAction(command, "ledger case batch --file applications.csv", (context, ct) => RunAsync(
            context, context.Line.GetRequiredValue(file), context.Line.GetValue(encoding) ?? TextEncoding.Default, context.Line.GetValue(dryRun), ct));
        return command;
    }

    private static async Task<ExitCode> RunAsync(CommandContext context, string path, string encoding, bool dryRun, CancellationToken ct)
    {
        var rows = BatchFile.Read(path, Files.ReadText(path, encoding, MostBytes));
        return await context.WithClientAsync(async (client, book) =>
        {
            var (worst, done, lost) = (ExitCode.Ok, 0, (BatchResult?)null);
            foreach (var row in rows)
            {
                var result = lost ?? await TryAsync(client, book, row, dryRun, ct);

                // Nobody answers: the rest is not tried one by one.
                if (result.Code == ExitCode.Unreachable)
                    lost = result;
                Write(context, row, result);
                if (result.Code == ExitCode.Ok)
                    done++;
                else if (worst == ExitCode.Ok || result.Code < worst)
                    worst = result.Code;
            }

            Tell(context, new($"共 {rows.Count} 件，{done} 件在账本上或可受理，{rows.Count - done} 件未办。",
                $"{rows.Count} applications: {done} accepted or acceptable, {rows.Count - done} not."));
            return worst;
        });
    }

    // A fault of one application is its own: the others go on.
    private static async Task<BatchResult> TryAsync(LedgerClient client, EvidenceBook book, BatchRow row, bool dryRun, CancellationToken ct)
    {
        try
        {
            return row.Fault is { } fault ? BatchResult.Of(fault, ExitCodes.Of(fault)) : await SendAsync(client, book, row, dryRun, ct);
        }
        catch (LedgerException fault)
        {
            return BatchResult.Of(fault, ExitCodes.Of(fault));
        }
    }

    private static async Task<BatchResult> SendAsync(LedgerClient client, EvidenceBook book, BatchRow row, bool dryRun, CancellationToken ct)
    {
        var draft = new CaseDraft(row.Template!, row.Request!, now: null);
        if (await draft.IsAcceptedAsync(client, ct))
            return new(ExitCode.Ok, "already", new("账本上已有，未再提交", "on the ledger already, nothing was sent"));
        await draft.ReadBasisAsync(client, ct);
        draft.Complete();
        var questions = draft.Questions();
        if (questions.Count > 0)
        {
            return new(ExitCode.Input, "missing", new(
                "缺：" + string.Join("、", questions.Select(static asked => asked.Label.Chinese)),
                "missing: " + string.Join(", ", questions.Select(static asked => asked.Label.English))));
        }

        // What was asked and not answered is asked again with its own id.
        if (!dryRun && book.FindDraft(RequestInput.Of(row.Request!)) is { } open && await client.ResumeAsync(open, ct) is { Outcome: { } earlier })
            return BatchResult.Of(earlier, "again");
        return BatchResult.Of(await client.WriteAsync(row.Request!, dryRun, ct), dryRun ? "acceptable" : "accepted");
    }

    private static void Write(CommandContext context, BatchRow row, BatchResult result)
    {
        var number = row.Request?.AcceptanceNumber ?? "";
        if (context.Json)
        {
            context.WriteJsonLine(new JsonObject
            {
                ["line"] = row.Line,
                ["acceptance_number"] = number,
                ["result"] = result.Name,
                ["exit_code"] = (int)result.Code,
                ["message_zh"] = result.Text.Chinese,
                ["message_en"] = result.Text.English,
            });
            return;
        }

        context.Output.WriteLine($"{row.Line}\t{(number.Length > 0 ? number : "–")}\t{result.Name}\t{result.Text.In(context.Language)}");
    }

    private static void Tell(CommandContext context, Wording text)
    {
        if (!context.Json)
            context.Error.WriteLine(text.In(context.Language));
    }
}
