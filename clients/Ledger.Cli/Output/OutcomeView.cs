using System.Text.Json.Nodes;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary>The outcome of a write for people and programs.</summary>
internal static class OutcomeView
{
    public static CommandResult Of(WriteOutcome outcome)
    {
        var json = new JsonObject
        {
            ["state"] = outcome.IsRecorded ? "recorded" : "ordered",
            ["record_id"] = outcome.RecordId,
            ["request_id"] = Convert.ToHexStringLower(outcome.RequestId),
        };
        if (outcome.LeafHash is { } leafHash)
        {
            json["leaf_hash"] = Convert.ToHexStringLower(leafHash);
        }

        if (outcome.Receipt is { } receipt)
        {
            json["index"] = receipt.Index;
            json["size"] = receipt.Checkpoint.Size;
            json["signer"] = receipt.Signer;
        }

        json["notices"] = FailureView.Json(outcome.Notices);
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
        {
            table.Row(new("叶哈希", "leaf hash"), Convert.ToHexStringLower(leafHash));
        }

        if (outcome.Receipt is { } receipt)
        {
            table.Row(new("条目", "entry"), $"{receipt.Index} / {receipt.Checkpoint.Size}")
                .Row(new("签名机构", "signer"), receipt.Signer);
        }

        foreach (var notice in outcome.Notices)
        {
            table.Row(new("提示", "notice"), FailureView.Line(notice, language));
        }

        return table;
    }
}
