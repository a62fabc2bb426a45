using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Ledger.Exchange;
using Ledger.Export;
using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>
/// <c>ledger export bdc-xml</c>: the registry's reporting messages (接入报文) of recorded acts with their daily logs, and how the
/// reports stand.
/// </summary>
internal sealed class ExportMessagesCommand
{
    private readonly Option<string?> day;
    private readonly Option<string?> from;
    private readonly Option<string?> to;
    private readonly Option<string> folder;
    private readonly Option<string> province;
    private readonly Option<string[]> again;
    private readonly Option<bool> status;

    private ExportMessagesCommand(Language language)
    {
        day = new("--day") { Description = new Wording("登簿日；缺省为今天", "day of recording; today when absent").In(language), HelpName = "DAY" };
        from = new("--from") { Description = new Wording("自此登簿日起（含）", "from this day of recording on, inclusive").In(language), HelpName = "DAY" };
        to = new("--to") { Description = new Wording("至此登簿日止（含）", "up to this day of recording, inclusive").In(language), HelpName = "DAY" };
        folder = new("--out")
        {
            Description = new Wording(
                "报文目录：其下为 县区/BizMsg、RepMsg、AccessLog、Gaps；上报编号记录 outbox.db 也在其中",
                "folder of the messages: county/BizMsg, RepMsg, AccessLog, Gaps below it, and outbox.db with the numbers given").In(language),
            HelpName = "DIR",
            Required = true,
        };
        province = new("--province")
        {
            Description = new Wording(
                $"省级口径：{string.Join('、', ProvinceProfile.Names)}，或一个 JSON 文件",
                $"province's profile: {string.Join(", ", ProvinceProfile.Names)}, or a JSON file").In(language),
            HelpName = "NAME",
            DefaultValueFactory = static _ => "newer",
        };
        again = new("--again")
        {
            Description = new Wording(
                "重报：报文编号或业务号，可多个；编号加后缀 _CBXZ", "report again: message or business number, several allowed; the number gets the suffix _CBXZ").In(language),
            HelpName = "NUMBER",
        };
        status = new("--status")
        {
            Description = new Wording("不导出：读取平台应答，列出未应答、失败、已上报的报文", "do not export: read the platform's answers and list what is unanswered, failed, reported")
                .In(language),
        };
    }

    public static Command Create(CommandSet set)
    {
        var command = new Command("bdc-xml", new Wording(
            "把登簿结果写成接入报文和登簿日志；须由有登簿职责的人员执行",
            "write recorded acts as the registry's reporting messages with the daily log; for staff with the duty to record").In(set.Language));
        var options = new ExportMessagesCommand(set.Language);
        foreach (var option in (Option[])[options.day, options.from, options.to, options.folder, options.province, options.again, options.status])
            command.Add(option);
        set.SetAction(command, "ledger export bdc-xml --day 2026-11-30 --out messages --profile .local/net/profiles/registration-clerk",
            (context, ct) => context.Line.GetValue(options.status) ? options.StatusAsync(context) : options.RunAsync(context, ct));
        return command;
    }

    private async Task<ExitCode> RunAsync(CommandContext context, CancellationToken ct)
    {
        var line = context.Line;
        var one = DayOf("--day", line.GetValue(day));
        var first = DayOf("--from", line.GetValue(from)) ?? one ?? Day.At((ulong)context.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        var last = DayOf("--to", line.GetValue(to)) ?? one ?? first;
        if (last < first)
            throw Faults.Input("--to", new($"{last}早于{first}", $"{last} is before {first}"), first.ToString());
        return await Guarded(context, async () =>
        {
            var options = new ExportOptions
            {
                From = first,
                To = last,
                Folder = line.GetRequiredValue(folder),
                Profile = Profile(line.GetRequiredValue(province)),
                Again = line.GetValue(again) ?? [],
            };
            using var outbox = Outbox.Open(options.OutboxFile);
            var result = await context.WithClientAsync((client, _) =>
                new Exporter(new LedgerRecords(client), outbox, options).RunAsync(new Progress(context), ct));
            context.Write(Exported(result));
            context.Note(new(
                $"下一步：送出 {options.Folder} 下各县区的 BizMsg 与 AccessLog；应答放入 RepMsg 后执行 ledger export bdc-xml --status --out {options.Folder}",
                $"next: send BizMsg and AccessLog of each county below {options.Folder}; when the answers are in RepMsg run "
                    + $"ledger export bdc-xml --status --out {options.Folder}"));
            return ExitCode.Ok;
        });
    }

    private Task<ExitCode> StatusAsync(CommandContext context) => Guarded(context, () =>
    {
        var path = context.Line.GetRequiredValue(folder);
        var file = Path.Combine(path, "outbox.db");
        if (!File.Exists(file))
            throw new FileFault(file, "没有上报记录；请先导出", "there are no reports; export first");
        using var outbox = Outbox.Open(file);
        var odd = PlatformAnswers.Read(path, outbox);
        var reports = outbox.In(state: null);
        var json = new JsonObject
        {
            ["reports"] = new JsonArray([.. reports.Select(Json)]),
            ["odd_answers"] = new JsonArray([.. odd.Select(static text => new JsonObject { ["message_zh"] = text.Chinese, ["message_en"] = text.English })]),
        };
        context.Write(new CommandResult(ExitCode.Ok, json, language =>
        {
            var table = new ListTable(
                language, new("报文编号", "message"), new("登簿日", "day"), new("业务号", "business number"), new("单元", "unit"), new("类型", "type"),
                new("状态", "state"), new("应答", "answer"));
            foreach (var report in reports.OrderBy(static report => Order(report.State)).ThenBy(static report => report.Id, StringComparer.Ordinal))
            {
                table.Row(
                    report.Id, report.Day.ToString(), report.Act.BusinessNumber, report.Act.Unit, report.Type, Name(report.State).In(language),
                    $"{report.Code} {report.Info}".Trim());
            }

            return table;
        }));
        foreach (var text in odd)
            context.Note(text);
        var failed = reports.Count(static report => report.State == ReportState.Failed);
        context.Note(failed == 0
            ? new($"共 {reports.Count} 份，无失败。", $"{reports.Count} reports, none failed.")
            : new(
                $"共 {reports.Count} 份，失败 {failed} 份；更正原因后用 ledger export bdc-xml --again 编号 重报",
                $"{reports.Count} reports, {failed} failed: mend the cause and report again with ledger export bdc-xml --again NUMBER"));
        return Task.FromResult(ExitCode.Ok);
    });

    private static CommandResult Exported(ExportResult result) => new(
        ExitCode.Ok,
        new JsonObject
        {
            ["messages"] = new JsonArray([.. result.Messages.Select(static message => new JsonObject
            {
                ["id"] = message.Id,
                ["business_number"] = message.Act.BusinessNumber,
                ["unit"] = message.Act.Unit,
                ["day"] = message.Day.ToString(),
                ["type"] = message.Type,
                ["file"] = message.File,
                ["new"] = message.IsNew,
                ["gaps"] = new JsonArray([.. message.Gaps.Select(static gap => new JsonObject
                {
                    ["table"] = gap.Table,
                    ["row"] = gap.Row,
                    ["attribute"] = gap.Attribute,
                    ["written"] = gap.Written,
                    ["why_zh"] = gap.Why.Chinese,
                    ["why_en"] = gap.Why.English,
                })]),
            })]),
            ["not_reported"] = new JsonObject(result.NotReported.Select(static pair => new KeyValuePair<string, JsonNode?>(pair.Key, pair.Value))),
            ["logs"] = new JsonArray([.. result.Logs.Select(static file => JsonValue.Create(file))]),
        },
        language =>
        {
            var table = new ListTable(
                language, new("报文编号", "message"), new("登簿日", "day"), new("业务号", "business number"), new("单元", "unit"), new("类型", "type"),
                new("本次写出", "written now"), new("缺项", "gaps"));
            foreach (var message in result.Messages)
            {
                table.Row(
                    message.Id, message.Day.ToString(), message.Act.BusinessNumber, message.Act.Unit, message.Type,
                    (message.IsNew ? new Wording("是", "yes") : new Wording("先前已写", "before")).In(language),
                    message.Gaps.Count.ToString(CultureInfo.InvariantCulture));
            }

            return table;
        });

    private static ProvinceProfile Profile(string name)
        => ProvinceProfile.Names.Contains(name, StringComparer.Ordinal) ? ProvinceProfile.Find(name)
            : File.Exists(name) ? ProvinceProfile.Load(name)
            : throw Faults.Input("--province", new(
                $"没有名为“{name}”的省级口径，也没有此文件", $"no province's profile and no file is called '{name}'"), string.Join(", ", ProvinceProfile.Names));

    private static async Task<ExitCode> Guarded(CommandContext context, Func<Task<ExitCode>> run)
    {
        try
        {
            return await run();
        }
        catch (ExportException e)
        {
            throw new FileFault(context.Line.CommandResult.Command.Name, e.Text.Chinese, e.Text.English, e);
        }
        catch (ExchangeException e)
        {
            throw new FileFault(e.Fault.File, e.Fault.Text.Chinese, e.Fault.Text.English, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FileFault("--out", $"无法写入：{e.Message}", $"cannot be written: {e.Message}", e);
        }
    }

    private static JsonObject Json(Report report) => new()
    {
        ["id"] = report.Id,
        ["business_number"] = report.Act.BusinessNumber,
        ["unit"] = report.Act.Unit,
        ["day"] = report.Day.ToString(),
        ["type"] = report.Type,
        ["state"] = report.State.ToString().ToLowerInvariant(),
        ["code"] = report.Code,
        ["info"] = report.Info,
    };

    private static int Order(ReportState state) => state switch
    {
        ReportState.Failed => 0,
        ReportState.Numbered => 1,
        ReportState.Unanswered => 2,
        _ => 3,
    };

    private static Wording Name(ReportState state) => state switch
    {
        ReportState.Numbered => new("已编号未写出", "numbered, not written"),
        ReportState.Unanswered => new("未应答", "unanswered"),
        ReportState.Done => new("已上报", "reported"),
        ReportState.Failed => new("失败", "failed"),
        _ => new("已被重报取代", "replaced"),
    };

    private static Day? DayOf(string option, string? text) => text is null ? null
        : WrittenDay.TryParse(text, out var day, out var error) ? day
        : throw Faults.Input(option, error.Wording, "2026-11-30");

    /// <summary>Tells a person how far a long export is.</summary>
    private sealed class Progress(CommandContext context) : IProgress<(int Done, int Total)>
    {
        private const int Step = 1_000;

        public void Report((int Done, int Total) value)
        {
            if (value.Done % Step == 0 && value.Done < value.Total)
                context.Note(new($"已处理 {value.Done} / {value.Total} 项登记行为", $"{value.Done} of {value.Total} acts done"));
        }
    }
}
