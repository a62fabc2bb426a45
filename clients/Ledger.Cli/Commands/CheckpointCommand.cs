using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary><c>ledger checkpoint</c>: the newest checkpoint, verified and joined to those seen before.</summary>
internal static class CheckpointCommand
{
    public static Command Create(CommandSet set)
    {
        var command = new Command("checkpoint", new Wording(
            "取最新检查点并核验其一致性；列出所问节点的警报（签名经策略核验：密钥、区块、两个根）及其异常。有警报时退出码为 17：某密钥签署了两个根，须把两份签名交给所有成员；该部门缺少记录时为 18",
            "get the newest checkpoint, verified and consistent with all seen; lists the alarms of the node asked, their signatures verified under the policy (key, block, both roots), and what is not in order there. With an alarm the exit code is 17: a key signed two roots, and both notes have to be shown to every member; 18 where the department lacks records").In(set.Language));
        var refresh = new Option<bool>(
            "--refresh")
        { Description = new Wording("请各部门以新时间再次联署", "ask the departments to cosign again with the new time").In(set.Language) };
        var department = new Option<string?>(
            "--department")
        { Description = new Wording("问哪个部门", "which department to ask").In(set.Language), HelpName = "NAME" };
        command.Add(refresh);
        command.Add(department);
        set.SetAction(command, "ledger checkpoint --refresh", (context, ct) => context.WithClientAsync(async (client, book) =>
        {
            var report = await client.Reader.GetCheckpointReportAsync(context.Line.GetValue(refresh), context.Line.GetValue(department), ct);
            var verdict = report.Verdict;
            var checkpoint = verdict.Checkpoint!;
            var now = context.Clock.GetUtcNow();
            var undated = verdict.EvidenceFault(now);
            var time = verdict.EvidenceTime(now)?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            var signers = verdict.Signatures.Select(signature => signature.Key.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            var forks = book.Alarms();
            var believed = report.Alarms.Count(alarm => alarm.IsBelieved);
            var alarms = forks.Count + believed;
            var json = new JsonObject
            {
                ["origin"] = checkpoint.Origin,
                ["size"] = checkpoint.Size,
                ["root"] = Convert.ToHexStringLower(checkpoint.Root.Span),
                ["evidence_time"] = time,
                ["undated_en"] = undated?.English,
                ["undated_zh"] = undated?.Chinese,
                ["signed_by"] = new JsonArray([.. signers.Select(name => JsonValue.Create(name))]),
                ["alarms"] = alarms,
                ["reported_alarms"] = new JsonArray([.. report.Alarms.Select(AlarmView.Json)]),
                ["own_alarms"] = new JsonArray([.. forks.Select(AlarmView.Json)]),
                ["conditions"] = new JsonArray([.. report.Conditions.Select(condition => new JsonObject
                {
                    ["code"] = condition.Code,
                    ["message_zh"] = condition.MessageZh,
                    ["message_en"] = condition.MessageEn,
                })]),
            };
            return context.Write(new CommandResult(CodeOf(alarms, report.Conditions), json, language =>
            {
                var table = new PropertyTable(language)
                    .Row(new("账本", "ledger"), checkpoint.Origin)
                    .Row(new("条目数", "entries"), checkpoint.Size.ToString(CultureInfo.InvariantCulture))
                    .Row(new("根", "root"), Convert.ToHexStringLower(checkpoint.Root.Span))
                    .Row(new("证据时间", "evidence time"), verdict.EvidenceTime(now) is { } seen ? Instants.ForPeople(seen)
                        : (undated is null ? "–" : new Wording(undated.Chinese, undated.English).In(language)))
                    .Row(new("签名", "signed by"), string.Join(", ", signers))
                    .Row(new("警报", "alarms"), alarms.ToString(CultureInfo.InvariantCulture));
                foreach (var alarm in report.Alarms)
                    AlarmView.Rows(table, alarm, language);

                foreach (var fork in forks)
                {
                    table.Row(new("！！警报", "!! ALARM"), new Wording(
                        $"本用户先后看到的检查点互不一致（{fork.Code}）", $"checkpoints shown to this user do not agree ({fork.Code})").In(language));
                }

                if (alarms > 0)
                    table.Row(new("应做之事", "what to do"), AlarmView.Advice.In(language));

                return report.Conditions.Aggregate(
                    table, (rows, condition) => rows.Row(new("注意", "condition"), new Wording(condition.MessageZh, condition.MessageEn).In(language)));
            }));
        }));
        return command;
    }

    /// <summary>What the command ends with: an alarm outweighs records that are missing.</summary>
    internal static ExitCode CodeOf(int alarms, IReadOnlyList<NodeCondition> conditions) => alarms > 0 ? ExitCode.Alarm
        : conditions.Any(static condition => condition.Code == "records.missing") ? ExitCode.RecordsMissing
        : ExitCode.Ok;
}
