using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary><c>ledger records list|show|watch|compare</c>: what was asked of a department and what became of it, without anyone's personal data.</summary>
internal static class RecordsCommands
{
    public static Command Create(CommandSet set)
    {
        var records = new Command("records", new Wording("部门的记录", "a department's records").In(set.Language));
        var department = new Option<string?>("--department")
        {
            Description = new Wording("哪个部门；缺省为本部门", "which department; the user's own when absent")
            .In(set.Language),
            HelpName = "NAME",
            Recursive = true
        };
        department.AcceptOnlyFromAmong([.. DepartmentNames.All]);
        records.Add(department);
        records.Add(List(set, department));
        records.Add(Show(set, department));
        records.Add(Watch(set, department));
        records.Add(NodeCommands.CompareRecords(set, "compare", department, "ledger records compare --department tax --profile .local/net/profiles/auditor"));
        return records;
    }

    private static Command List(CommandSet set, Option<string?> department)
    {
        var command = new Command("list", new Wording("列出记录", "list records").In(set.Language));
        var subject = new Option<string?>("--subject")
        {
            Description = new Wording("单元、合同或抵押", "unit, contract or mortgage")
            .In(set.Language),
            HelpName = "TEXT"
        };
        var state = new Option<string?>(
            "--state")
        {
            Description = new Wording("状态：prepared、pending、ordered、recorded、refused、lapsed",
                "state: prepared, pending, ordered, recorded, refused, lapsed").In(set.Language),
            HelpName = "STATE"
        };
        state.AcceptOnlyFromAmong([.. Enum.GetValues<RecordState>().Where(s => s != RecordState.Unspecified).Select(State)]);
        var limit = new Option<int>("--limit")
        {
            Description = new Wording("至多多少条", "at most so many").In(set.Language),
            HelpName = "N",
            DefaultValueFactory = static _ => 100
        };
        command.Add(subject);
        command.Add(state);
        command.Add(limit);
        set.SetAction(command, "ledger records list --subject 441900004001GB00012F00010101 --state recorded",
            (context, ct) =>
        {
            var about = context.Line.GetValue(subject) is { } text ? StatedNumbers.ReadSubject(text, "--subject") : "";
            return context.WithClientAsync(async (client, _) =>
            {
                var wanted = context.Line.GetValue(state) is { } name ? Enum.GetValues<RecordState>().First(s => State(s) == name) : RecordState.Unspecified;
                var found = new List<RecordView>();
                var most = context.Line.GetValue(limit);
                await foreach (var record in Of(client, context.Line.GetValue(department))
                    .ListAsync(about, wanted, (uint)Math.Clamp(most, 1, 1000), ct))
                {
                    found.Add(record);
                    if (found.Count >= most)
                        break;
                }

                if (found.Count == 0 && about.Length > 0)
                    await StatedNumbers.RequireLocalAsync(client, about, "--subject", ct);
                var json = new JsonObject { ["records"] = new JsonArray([.. found.Select(Json)]) };
                return context.Write(new CommandResult(ExitCode.Ok, json, language =>
                {
                    var table = new ListTable(
                        language, new("记录", "record"), new("状态", "state"), new("收到", "received"), new("事件", "events"), new("对象", "subjects"));
                    foreach (var record in found)
                    {
                        table.Row(record.RecordId, CodeWords.Of(record.State).In(language), Instant(record.ReceivedMs), Events(record),
                            string.Join(", ", record.Subjects));
                    }

                    return table;
                }));
            });
        });
        return command;
    }

    private static Command Show(CommandSet set, Option<string?> department)
    {
        var command = new Command("show", new Wording("查看一条记录", "show a record").In(set.Language));
        var id = new Argument<string>("ID") { Description = new Wording("记录编号", "record id").In(set.Language) };
        command.Add(id);
        set.SetAction(command, "ledger records show 17", (context, ct) => context.WithClientAsync(async (client, _) =>
        {
            var record = await Of(client, context.Line.GetValue(department)).GetAsync(context.Line.GetRequiredValue(id), ct);
            return context.Write(new CommandResult(ExitCode.Ok, Json(record), language => View(record, language)));
        }));
        return command;
    }

    private static Command Watch(CommandSet set, Option<string?> department)
    {
        var command = new Command("watch", new Wording("持续显示变化的记录，直到取消", "show records as they change, until cancelled").In(set.Language));
        var after = new Option<string?>("--after") { Description = new Wording("从该记录之后开始", "go on behind this record").In(set.Language), HelpName = "ID" };
        var subject = new Option<string?>("--subject")
        {
            Description = new Wording("单元、合同或抵押", "unit, contract or mortgage")
            .In(set.Language),
            HelpName = "TEXT"
        };
        command.Add(after);
        command.Add(subject);
        set.SetAction(command, "ledger records watch --json", (context, ct) => context.WithClientAsync(async (client, _) =>
        {
            var records = Of(client, context.Line.GetValue(department))
                .WatchAsync(context.Line.GetValue(after) ?? "", context.Line.GetValue(subject) ?? "", ct);
            await foreach (var record in records)
            {
                if (context.Json)
                {
                    context.WriteJsonLine(Json(record));
                }
                else
                {
                    context.Output.WriteLine(
                        $"{Instant(record.ReceivedMs)}  {record.RecordId}  {CodeWords.Of(record.State).In(context.Language)}  {Events(record)}");
                }
            }

            return ExitCode.Ok;
        }));
        return command;
    }

    private static RecordCalls Of(LedgerClient client, string? department) => (department ?? client.Profile.Department) switch
    {
        DepartmentNames.Transaction => client.Transaction.Records,
        DepartmentNames.Tax => client.Tax.Records,
        DepartmentNames.Finance => client.Finance.Records,
        DepartmentNames.Registration => client.Registration.Records,
        var other => throw new InputException([new InputFailure
        {
            Field = "--department",
            MessageZh = $"“{other}”没有记录；请指明部门",
            MessageEn = $"'{other}' keeps no records; name a department",
            Expected = string.Join(", ", DepartmentNames.All),
        }]),
    };

    /// <summary>Names of the document's fields only: their values are personal data.</summary>
    private static JsonObject Json(RecordView record) => new()
    {
        ["record_id"] = record.RecordId,
        ["state"] = State(record.State),
        ["events"] = new JsonArray([.. record.EventTypes.Select(type => JsonValue.Create(type))]),
        ["subjects"] = new JsonArray([.. record.Subjects.Select(subject => JsonValue.Create(subject))]),
        ["received"] = Instant(record.ReceivedMs),
        ["leaf_hash"] = Convert.ToHexStringLower(record.LeafHash.Span),
        ["sequence"] = record.Sequence,
        ["operator"] = Convert.ToHexStringLower(record.Operator.Span),
        ["waits"] = record.Waiting is { } waiting
            ? new JsonObject
            {
                ["reason_zh"] = waiting.MessageZh,
                ["reason_en"] = waiting.MessageEn,
                ["until"] = waiting.UntilMs == 0
                ? null
                : Instant(waiting.UntilMs)
            }
            : null,
        ["failures"] = FailureView.Json(record.Failures),
        ["notices"] = FailureView.Json(record.Notices),
        ["fields"] = new JsonArray([.. record.Fields.Select(field => JsonValue.Create(field.Name))]),
    };

    private static PropertyTable View(RecordView record, Language language)
    {
        var table = new PropertyTable(language)
            .Row(new("记录", "record"), record.RecordId)
            .Row(new("状态", "state"), CodeWords.Of(record.State).In(language))
            .Row(new("收到", "received"), Instant(record.ReceivedMs))
            .Row(new("事件", "events"), Events(record))
            .Row(new("对象", "subjects"), string.Join(", ", record.Subjects))
            .Row(new("叶哈希", "leaf hash"), record.LeafHash.IsEmpty ? "–" : Convert.ToHexStringLower(record.LeafHash.Span))
            .Row(new("经办证书", "operator"), Convert.ToHexStringLower(record.Operator.Span))
            .Row(new("文件字段", "document fields"), string.Join(", ", record.Fields.Select(field => field.Name)));
        if (record.Waiting is { } waiting)
        {
            table.Row(new("等待", "waits"), new Wording(waiting.MessageZh, waiting.MessageEn).In(language));
            table.Row(new("等至", "waits until"), waiting.UntilMs == 0 ? "–" : Instant(waiting.UntilMs));
        }

        foreach (var failure in record.Failures)
            table.Row(new("未通过", "failed"), FailureView.Line(failure, language));

        foreach (var notice in record.Notices)
            table.Row(new("提示", "notice"), FailureView.Line(notice, language));

        return table;
    }

    private static string Events(RecordView record) => string.Join(", ", record.EventTypes.Select(type => type[(type.LastIndexOf('.') + 1)..]));

    private static string State(RecordState state) => state.ToString().ToLowerInvariant();

    private static string Instant(ulong milliseconds) => milliseconds > (ulong)DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
        ? "–"
        : DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
