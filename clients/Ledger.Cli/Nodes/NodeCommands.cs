using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary><c>ledger node status|check-records|verify-store</c>: how a department's node fares, and whether its stores are what they were.</summary>
internal static class NodeCommands
{
    public static Command Create(CommandSet set)
    {
        var command = new Command("node", new Wording(
            "部门的节点（管理员；检查也供审计）", "a department's node, for its administrator; the checks for auditors, too").In(set.Language));
        command.Add(Status(set));
        var department = Department(set);
        var check = CompareRecords(set, "check-records", department, "ledger node check-records --department tax --profile .local/net/profiles/auditor");
        check.Add(department);
        command.Add(check);
        command.Add(VerifyStore(set));
        return command;
    }

    private static Command Status(CommandSet set)
    {
        var command = new Command("status", new Wording("节点状况、警报和异常", "how the node fares, with alarms and what is not in order").In(set.Language));
        set.SetAction(command, "ledger node status --profile .local/net/profiles/tax-administrator",
            (context, ct) => context.WithClientAsync(async (client, _) =>
        {
            var status = await client.Administration.GetStatusAsync(ct);
            var known = (await client.Supervision.ListOperatorsAsync(cancellationToken: ct)).Operators;
            status.Conditions.AddRange(OperatorList.Ending(known, context.Clock.GetUtcNow()));
            var json = new JsonObject
            {
                ["organisation"] = status.Organisation,
                ["state"] = status.State,
                ["detail_zh"] = status.DetailZh,
                ["detail_en"] = status.DetailEn,
                ["block"] = status.Block,
                ["quorum_block"] = status.QuorumBlock,
                ["entries"] = status.Size,
                ["state_root"] = Convert.ToHexStringLower(status.StateRoot.Span),
                ["orders"] = status.Orders,
                ["open_records"] = status.OpenRecords,
                ["alarms"] = status.Alarms.Count,
                ["conditions"] = new JsonArray([.. status.Conditions.Select(static condition => new JsonObject
                {
                    ["code"] = condition.Code,
                    ["message_zh"] = condition.MessageZh,
                    ["message_en"] = condition.MessageEn,
                })]),
            };
            return context.Write(new CommandResult(CheckpointCommand.CodeOf(status.Alarms.Count, status.Conditions), json, language =>
            {
                var table = new PropertyTable(language)
                    .Row(new("机构", "organisation"), status.Organisation)
                    .Row(new("状态", "state"), status.State)
                    .Row(new("区块", "block"), $"{Number(status.Block)} ({new Wording("法定数", "quorum").In(language)} {Number(status.QuorumBlock)})")
                    .Row(new("条目数", "entries"), Number(status.Size))
                    .Row(new("状态根", "state root"), Convert.ToHexStringLower(status.StateRoot.Span))
                    .Row(new("未结记录", "open records"), Number(status.OpenRecords))
                    .Row(new("警报", "alarms"), Number((ulong)status.Alarms.Count));
                if (status.DetailEn.Length > 0)
                    table.Row(new("说明", "detail"), new Wording(status.DetailZh, status.DetailEn).In(language));
                return status.Conditions.Aggregate(
                    table, (rows, condition) => rows.Row(new("注意", "condition"), new Wording(condition.MessageZh, condition.MessageEn).In(language)));
            }));
        }));
        return command;
    }

    /// <summary>The command that compares a department's records with the ledger; it stands among those of the node and those of records.</summary>
    /// <param name="set">What commands share.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="department">The option that says whose; not added here.</param>
    /// <param name="example">A working line.</param>
    internal static Command CompareRecords(CommandSet set, string name, Option<string?> department, string example)
    {
        var command = new Command(name, new Wording("将部门的全部记录与账本比对", "compare every record of the department with the ledger").In(set.Language));
        set.SetAction(command, example, (context, ct) => context.WithClientAsync(async (client, _) =>
        {
            var faults = new List<RecordFault>();
            ulong read = 0;
            await foreach (var found in client.Administration.CheckRecordsAsync(context.Line.GetValue(department), ct))
            {
                read = found.RecordsChecked;
                if (!found.Finished)
                    faults.Add(found);
            }

            return Report(context, "records_checked", new("已比对记录", "records compared"), read, [.. faults.Select(static fault =>
                (fault.RecordId, new Wording(fault.MessageZh, fault.MessageEn)))]);
        }));
        return command;
    }

    private static Command VerifyStore(CommandSet set)
    {
        var command = new Command("verify-store", new Wording("核验节点的全部账本存储", "read and verify the whole store of the node's peer").In(set.Language));
        var department = Department(set);
        command.Add(department);
        set.SetAction(command, "ledger node verify-store --department tax --profile .local/net/profiles/auditor",
            (context, ct) => context.WithClientAsync(async (client, _) =>
        {
            var faults = new List<StoreFault>();
            ulong read = 0;
            await foreach (var found in client.Administration.VerifyStoreAsync(context.Line.GetValue(department), ct))
            {
                read = found.BlocksChecked;
                if (!found.Finished)
                    faults.Add(found);
            }

            return Report(context, "blocks_checked", new("已核验区块", "blocks verified"), read, [.. faults.Select(static fault =>
                (Number(fault.FirstBlock), new Wording(fault.MessageZh, fault.MessageEn)))]);
        }));
        return command;
    }

    private static ExitCode Report(CommandContext context, string name, Wording label, ulong read, IReadOnlyList<(string Where, Wording Message)> faults)
    {
        var json = new JsonObject
        {
            [name] = read,
            ["faults"] = new JsonArray([.. faults.Select(static fault => new JsonObject
            {
                ["where"] = fault.Where,
                ["message_zh"] = fault.Message.Chinese,
                ["message_en"] = fault.Message.English,
            })]),
        };
        return context.Write(new CommandResult(faults.Count == 0 ? ExitCode.Ok : ExitCode.Diverged, json, language => faults.Aggregate(
            new PropertyTable(language).Row(label, Number(read)),
            (table, fault) => table.Row(new("！！不符", "!! DIFFERS"), $"{fault.Where}: {fault.Message.In(language)}"))));
    }

    private static Option<string?> Department(CommandSet set)
    {
        var department = new Option<string?>("--department")
        {
            Description = new Wording("哪个部门；缺省为本部门", "which department; the user's own when absent").In(set.Language),
            HelpName = "NAME",
        };
        department.AcceptOnlyFromAmong([.. DepartmentNames.All]);
        return department;
    }

    private static string Number(ulong number) => number.ToString(CultureInfo.InvariantCulture);
}
