using System.CommandLine;
using System.Text.Json.Nodes;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;
using Ledger.Verifier;

namespace Ledger.Cli;

/// <summary><c>ledger receipt [HASH]</c>: a receipt from the ledger, the receipts in the book, or open drafts sent again.</summary>
internal static class ReceiptCommand
{
    public static Command Create(CommandSet set)
    {
        var command = new Command("receipt", new Wording("取回执；不带参数则列出证据簿", "get a receipt; without a hash, list the book").In(set.Language));
        var hash = new Argument<string?>("HASH")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = new Wording("条目的叶哈希（十六进制）", "leaf hash of the entry, hex").In(set.Language)
        };
        var resume = new Option<bool>("--resume") { Description = new Wording("以原编号重发未结的草稿", "send open drafts again, with the same ids").In(set.Language) };
        var output = new Option<string?>("--out")
        {
            Description = new Wording("将 tlog-proof 写入文件，不得已存在", "write the tlog-proof to a file; must not exist")
            .In(set.Language),
            HelpName = "FILE"
        };
        command.Add(hash);
        command.Add(resume);
        command.Add(output);
        set.SetAction(command, "ledger receipt --resume", (context, ct) =>
        {
            var wanted = context.Line.GetValue(hash) is { } text ? StatedNumbers.ReadHash(text, "HASH") : null;
            return context.WithClientAsync((client, book) =>
                context.Line.GetValue(resume) ? ResumeAsync(context, client, ct)
                : wanted is not null ? GetAsync(context, client, wanted, context.Line.GetValue(output), ct)
                : Task.FromResult(List(context, book)));
        });
        return command;
    }

    private static async Task<ExitCode> GetAsync(CommandContext context, LedgerClient client, byte[] leafHash, string? output, CancellationToken ct)
    {
        var receipt = await client.Reader.GetReceiptAsync(leafHash, cancellationToken: ct);
        if (output is not null)
            Files.WriteNew(output, System.Text.Encoding.UTF8.GetBytes(receipt.TlogProof));

        var types = receipt.Payload.Events.Select(e => e.Type).ToList();
        var json = new JsonObject
        {
            ["leaf_hash"] = Convert.ToHexStringLower(receipt.LeafHash),
            ["index"] = receipt.Index,
            ["size"] = receipt.Checkpoint.Size,
            ["signer"] = receipt.Signer,
            ["events"] = new JsonArray([.. types.Select(type => JsonValue.Create(type))]),
            ["tlog_proof"] = receipt.TlogProof,
        };
        return context.Write(new CommandResult(ExitCode.Ok, json, language => new PropertyTable(language)
            .Row(new("条目", "entry"), $"{receipt.Index} / {receipt.Checkpoint.Size}")
            .Row(new("叶哈希", "leaf hash"), Convert.ToHexStringLower(receipt.LeafHash))
            .Row(new("签名机构", "signer"), receipt.Signer)
            .Row(new("事件", "events"), string.Join(", ", types))));
    }

    private static ExitCode List(CommandContext context, EvidenceBook book)
    {
        var receipts = book.Receipts();
        var drafts = book.OpenDrafts();
        var json = new JsonObject
        {
            ["receipts"] = new JsonArray([.. receipts.Select(receipt => new JsonObject
            {
                ["leaf_hash"] = Convert.ToHexStringLower(receipt.LeafHash),
                ["index"] = receipt.Index,
                ["record_id"] = receipt.RecordId,
                ["method"] = receipt.Method,
            })]),
            ["drafts"] = new JsonArray([.. drafts.Select(draft => new JsonObject
            {
                ["request_id"] = Convert.ToHexStringLower(draft.RequestId),
                ["method"] = draft.Method,
            })]),
        };
        return context.Write(new CommandResult(ExitCode.Ok, json, language =>
        {
            var table = new ListTable(language, new("序号", "index"), new("行为", "act"), new("叶哈希", "leaf hash"));
            foreach (var receipt in receipts)
                table.Row(receipt.Index.ToString(provider: null), receipt.Method, Convert.ToHexStringLower(receipt.LeafHash));

            foreach (var draft in drafts)
                table.Row(new Wording("草稿", "draft").In(language), draft.Method, "–");

            return table;
        }));
    }

    private static async Task<ExitCode> ResumeAsync(CommandContext context, LedgerClient client, CancellationToken ct)
    {
        var code = ExitCode.Ok;
        var results = new JsonArray();
        var rows = new List<(string Method, WriteOutcome? Outcome, LedgerException? Fault)>();
        await foreach (var resumed in client.ResumeDraftsAsync(ct))
        {
            var each = resumed.Fault is { } fault ? ExitCodes.Of(fault) : resumed.Outcome!.IsRecorded ? ExitCode.Ok : ExitCode.Ordered;
            code = code == ExitCode.Ok ? each : code;
            rows.Add((resumed.Request.Method, resumed.Outcome, resumed.Fault));
            results.Add((JsonNode)new JsonObject
            {
                ["request_id"] = Convert.ToHexStringLower(resumed.Request.RequestId),
                ["method"] = resumed.Request.Method,
                ["result"] = resumed.Outcome is { } outcome ? OutcomeView.Of(outcome).Json : FailureView.Json(resumed.Fault!, each),
            });
        }

        return context.Write(new CommandResult(code, new JsonObject { ["drafts"] = results }, language =>
        {
            var table = new ListTable(language, new("行为", "act"), new("结果", "result"));
            foreach (var (method, outcome, fault) in rows)
            {
                table.Row(method, fault is not null
                    ? string.Join("; ", FailureView.Lines(fault, language))
                    : (outcome!.IsRecorded ? new Wording("已登记", "recorded") : new Wording("已排序", "ordered")).In(language));
            }

            return table;
        }));
    }
}
