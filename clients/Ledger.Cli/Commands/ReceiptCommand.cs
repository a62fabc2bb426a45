using System.CommandLine;
using System.Text.Json.Nodes;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;
using Ledger.Verifier;

namespace Ledger.Cli;

/// <summary><c>ledger receipt [HASH]</c>: a receipt from the ledger, or the receipts in the book.</summary>
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
        var output = new Option<string?>("--out")
        {
            Description = new Wording("将 tlog-proof 写入文件，不得已存在", "write the tlog-proof to a file; must not exist")
            .In(set.Language),
            HelpName = "FILE"
        };
        command.Add(hash);
        command.Add(output);
        set.SetAction(command, "ledger receipt", (context, ct) =>
        {
            var wanted = context.Line.GetValue(hash) is { } text ? StatedNumbers.ReadHash(text, "HASH") : null;
            return context.WithClientAsync((client, book) =>
                wanted is not null ? GetAsync(context, client, wanted, context.Line.GetValue(output), ct)
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
        var json = new JsonObject
        {
            ["receipts"] = new JsonArray([.. receipts.Select(receipt => new JsonObject
            {
                ["leaf_hash"] = Convert.ToHexStringLower(receipt.LeafHash),
                ["index"] = receipt.Index,
                ["record_id"] = receipt.RecordId,
                ["method"] = receipt.Method,
            })]),
        };
        return context.Write(new CommandResult(ExitCode.Ok, json, language =>
        {
            var table = new ListTable(language, new("序号", "index"), new("行为", "act"), new("叶哈希", "leaf hash"));
            foreach (var receipt in receipts)
                table.Row(receipt.Index.ToString(provider: null), receipt.Method, Convert.ToHexStringLower(receipt.LeafHash));

            return table;
        }));
    }
}
