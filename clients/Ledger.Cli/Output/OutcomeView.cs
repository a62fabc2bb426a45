using System.Text.Json.Nodes;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary>The outcome of a write for people and programs.</summary>
internal static class OutcomeView
{
    /// <summary>An act that the book shows as recorded.</summary>
    public static CommandResult Of(StoredReceipt receipt) => new(
        ExitCode.Ok,
        new JsonObject
        {
            ["state"] = "recorded",
            ["record_id"] = receipt.RecordId,
            ["request_id"] = Convert.ToHexStringLower(receipt.RequestId),
            ["leaf_hash"] = Convert.ToHexStringLower(receipt.LeafHash),
            ["index"] = receipt.Index,
        },
        language => new PropertyTable(language)
            .Row(new("状态", "state"), new Wording("已登记（证据簿中的回执）", "recorded (receipt in the evidence book)").In(language))
            .Row(new("记录", "record"), receipt.RecordId)
            .Row(new("叶哈希", "leaf hash"), Convert.ToHexStringLower(receipt.LeafHash))
            .Row(new("条目", "entry"), receipt.Index.ToString(provider: null)));

    public static CommandResult Of(WriteOutcome outcome)
    {
        if (outcome.IsDryRun)
            return DryRun(outcome);

        var json = new JsonObject
        {
            ["state"] = outcome.IsRecorded ? "recorded" : "ordered",
            ["record_id"] = outcome.RecordId,
            ["request_id"] = Convert.ToHexStringLower(outcome.RequestId),
        };
        if (outcome.LeafHash is { } leafHash)
            json["leaf_hash"] = Convert.ToHexStringLower(leafHash);

        if (outcome.Receipt is { } receipt)
        {
            json["index"] = receipt.Index;
            json["size"] = receipt.Checkpoint.Size;
            json["signer"] = receipt.Signer;
        }

        json["notices"] = FailureView.Json(outcome.Notices);
        json["cautions"] = FailureView.Json(outcome.Cautions);
        return new CommandResult(outcome.IsRecorded ? ExitCode.Ok : ExitCode.Ordered, json, language => View(outcome, language));
    }

    private static PropertyTable View(WriteOutcome outcome, Language language)
    {
        var table = new PropertyTable(language)
            .Row(new("状态", "state"), outcome.IsRecorded
                ? new Wording("已登记（回执已验证）", "recorded (receipt verified)").In(language)
                : new Wording("已排序，法定数未达：不算确认，草稿保留", "ordered, quorum outstanding: no acknowledgement, the draft stays open").In(language))
            .Row(new("记录", "record"), outcome.RecordId);
        if (outcome.LeafHash is { } leafHash)
            table.Row(new("叶哈希", "leaf hash"), Convert.ToHexStringLower(leafHash));

        if (outcome.Receipt is { } receipt)
        {
            table.Row(new("条目", "entry"), $"{receipt.Index} / {receipt.Checkpoint.Size}")
                .Row(new("签名机构", "signer"), receipt.Signer);
        }

        return Remarks(table, outcome, language);
    }

    private static CommandResult DryRun(WriteOutcome outcome) => new(
        ExitCode.Ok,
        new JsonObject { ["state"] = "judged", ["notices"] = FailureView.Json(outcome.Notices), ["cautions"] = FailureView.Json(outcome.Cautions) },
        language => Remarks(
            new PropertyTable(language).Row(
                new("状态", "state"),
                new Wording("规则现在会接受；试算，什么也没有登记", "the rules would take it now; judged only, nothing was recorded").In(language)),
            outcome,
            language));

    private static PropertyTable Remarks(PropertyTable table, WriteOutcome outcome, Language language)
    {
        foreach (var notice in outcome.Notices)
            table.Row(new("提示", "notice"), FailureView.Line(notice, language));

        foreach (var caution in outcome.Cautions)
            table.Row(new("疑点", "doubtful"), $"{caution.Field}: {new Wording(caution.MessageZh, caution.MessageEn).In(language)}");

        return table;
    }
}
