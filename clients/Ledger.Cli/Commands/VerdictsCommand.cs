using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary><c>ledger verdicts</c>: what the rules refused or warned about at a department, listed or counted.</summary>
internal sealed class VerdictsCommand
{
    private static readonly string[] Keys = [.. Enum.GetValues<VerdictKey>().Where(static key => key != VerdictKey.Unspecified).Select(NameOf)];
    private static readonly string[] Outcomes =
        [.. Enum.GetValues<VerdictOutcome>().Where(static outcome => outcome != VerdictOutcome.Unspecified).Select(NameOf)];

    private readonly Option<string?> department;
    private readonly Option<string?> rule;
    private readonly Option<string?> flow;
    private readonly Option<string?> town;
    private readonly Option<string?> from;
    private readonly Option<string?> to;
    private readonly Option<string?> outcome;
    private readonly Option<string?> eventName;
    private readonly Option<string?> trials;
    private readonly Option<string?> countBy;
    private readonly Option<int> limit;

    private VerdictsCommand(Language language)
    {
        department = Text("--department", "NAME", new("哪个部门；缺省为本部门", "which department; the user's own when absent"));
        department.AcceptOnlyFromAmong([.. DepartmentNames.All]);
        rule = Text("--rule", "ID", new("规则编号，如 C-29", "rule, e.g. C-29"));
        flow = Text("--flow", "CODE", new("登记小类代码，如 211", "code of the flow, e.g. 211"));
        town = Text("--town", "CODE", new("镇街代码，9 位", "town, 9 digits"));
        from = Text("--from", "DAY", new("自此日起（含）", "from this day on, inclusive"));
        to = Text("--to", "DAY", new("至此日止（含）", "up to this day, inclusive"));
        outcome = Text("--outcome", "OUTCOME", new("结果：refused 拒绝、acknowledged 确认后接受、informed 仅提示", "outcome: refused, acknowledged (accepted all the same), informed"));
        outcome.AcceptOnlyFromAmong(Outcomes);
        eventName = Text("--event", "NAME", new("事件，如 TransferRecorded", "event, e.g. TransferRecorded"));
        trials = Text("--dry-runs", "only|without", new("仅试算或不含试算；缺省都列", "dry runs only, or without them; both when absent"));
        trials.AcceptOnlyFromAmong("only", "without");
        countBy = Text("--count-by", "KEYS", new("按这些项计数，逗号分隔：rule、flow、town、day、outcome、event", "count by these, separated by commas: rule, flow, town, day, outcome, event"));
        countBy.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && KeysOf(text) is null)
            {
                result.AddError(new Wording($"--count-by：“{text}”应为 {string.Join("、", Keys)} 中的若干项", $"--count-by: '{text}' is not some of {string.Join(", ", Keys)}")
                    .In(language));
            }
        });
        limit = new("--limit") { Description = new Wording("至多多少条", "at most so many").In(language), HelpName = "N", DefaultValueFactory = static _ => 100 };

        Option<string?> Text(string name, string help, Wording description) => new(name) { Description = description.In(language), HelpName = help };
    }

    public static Command Create(CommandSet set)
    {
        var command = new Command(
            "verdicts", new Wording("规则拒绝或警告了什么：列出或计数", "what the rules refused or warned about: listed or counted").In(set.Language));
        var options = new VerdictsCommand(set.Language);
        foreach (var option in (Option[])[options.department, options.rule, options.flow, options.town, options.from, options.to, options.outcome,
            options.eventName, options.trials, options.countBy, options.limit])
        {
            command.Add(option);
        }

        set.SetAction(command, "ledger verdicts --count-by rule,town,day --from 2026-11-01",
            (context, ct) => context.WithClientAsync((client, _) => options.RunAsync(context, client, ct)));
        return command;
    }

    /// <summary>Keys in the order named; null when one is none.</summary>
    internal static IReadOnlyList<VerdictKey>? KeysOf(string text)
    {
        var found = text.Split(',', StringSplitOptions.TrimEntries)
            .Select(static name => Enum.GetValues<VerdictKey>().FirstOrDefault(key => key != VerdictKey.Unspecified && NameOf(key) == name)).ToList();
        return found.Contains(VerdictKey.Unspecified) || found.Distinct().Count() < found.Count ? null : found;
    }

    /// <summary>Counted verdicts as people and programs see them.</summary>
    internal static CommandResult Counted(CountVerdictsReply reply, IReadOnlyList<VerdictKey> by)
    {
        var json = new JsonObject
        {
            ["counts"] = new JsonArray([.. reply.Counts.Select(group =>
            {
                var row = new JsonObject();
                foreach (var key in by)
                    row[NameOf(key)] = ValueOf(group, key);

                row["count"] = group.Count;
                return row;
            })]),
            ["more"] = reply.More,
        };
        return new CommandResult(ExitCode.Ok, json, language =>
        {
            var table = new ListTable(language, [.. by.Select(HeadingOf), new("件数", "count")]);
            foreach (var group in reply.Counts)
                table.Row([.. by.Select(key => ValueOf(group, key)), group.Count.ToString(CultureInfo.InvariantCulture)]);

            if (reply.More)
                table.Row([.. by.Select(static _ => "…"), "…"]);

            return table;
        });
    }

    /// <summary>Listed verdicts as people and programs see them.</summary>
    internal static CommandResult Listed(IReadOnlyList<VerdictView> verdicts, KnownOperators operators) => new(
        ExitCode.Ok,
        new JsonObject { ["verdicts"] = new JsonArray([.. verdicts.Select(verdict => Json(verdict, operators))]) },
        language =>
        {
            var table = new ListTable(
                language, new("时间", "time"), new("结果", "outcome"), new("事件", "event"), new("小类", "flow"), new("镇街", "town"), new("规则", "rules"),
                new("对象", "subjects"), new("经办", "operator"), new("记录", "record"));
            foreach (var verdict in verdicts)
            {
                table.Row(
                    Instant(verdict.TimeMs), OutcomeOf(verdict.Outcome).In(language), verdict.Event, verdict.Flow, Town(verdict.Town),
                    string.Join(", ", verdict.Findings.Select(static finding => finding.Rule).Distinct(StringComparer.Ordinal)),
                    string.Join(", ", verdict.Subjects),
                    operators.Shown(Convert.ToHexStringLower(verdict.Operator.Span)),
                    verdict.DryRun ? new Wording("试算", "dry run").In(language) : verdict.RecordId);
            }

            return table;
        });

    private async Task<ExitCode> RunAsync(CommandContext context, LedgerClient client, CancellationToken ct)
    {
        var filter = Filter(context.Line);
        var asked = context.Line.GetValue(department);
        if (context.Line.GetValue(countBy) is { } text)
        {
            var by = KeysOf(text)!;
            return context.Write(Counted(await client.Supervision.CountVerdictsAsync(by, filter, asked, ct), by));
        }

        var most = context.Line.GetValue(limit);
        var found = new List<VerdictView>();
        await foreach (var verdict in client.Supervision.ListVerdictsAsync(filter, asked, (uint)Math.Clamp(most, 1, 1000), ct))
        {
            found.Add(verdict);
            if (found.Count >= most)
                break;
        }

        var code = context.Write(Listed(found, await KnownOperators.ReadAsync(client, ct)));
        if (found.Count > 0 && !context.Json)
        {
            context.Error.WriteLine(new Wording(
                "规则的数值与来源：加 --json；规则本身：ledger rules <编号>；统计：--count-by rule,town,day。",
                "Values and sources of the findings: --json. A rule itself: ledger rules <id>. How often: --count-by rule,town,day.").In(context.Language));
        }

        return code;
    }

    private VerdictFilter Filter(ParseResult line)
    {
        var filter = new VerdictFilter
        {
            Rule = line.GetValue(rule) ?? "",
            Flow = line.GetValue(flow) ?? "",
            Event = line.GetValue(eventName) ?? "",
            Town = line.GetValue(town) is { } code ? TownOf(code) : 0,
            FromDay = line.GetValue(from) is { } first ? DayOf("--from", first) : 0,
            ToDay = line.GetValue(to) is { } last ? DayOf("--to", last) : 0,
            Outcome = Enum.GetValues<VerdictOutcome>().FirstOrDefault(known => NameOf(known) == line.GetValue(outcome)),
        };
        if (line.GetValue(trials) is { } only)
            filter.DryRun = only == "only";

        return filter;
    }

    private static uint TownOf(string text) => text.Length == 9 && uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
        ? code
        : throw Fault("--town", new($"“{text}”不是镇街代码", $"'{text}' is no town's code"), "9 digits");

    private static uint DayOf(string option, string text) =>
        WrittenDay.TryParse(text, out var day, out var error) ? day.Number : throw Fault(option, error.Wording, "2026-11-30");

    private static InputException Fault(string field, Wording message, string expected) =>
        new([new InputFailure { Field = field, MessageZh = message.Chinese, MessageEn = message.English, Expected = expected }]);

    private static JsonObject Json(VerdictView verdict, KnownOperators operators) => new()
    {
        ["verdict_id"] = verdict.VerdictId,
        ["time"] = Instant(verdict.TimeMs),
        ["outcome"] = NameOf(verdict.Outcome),
        ["dry_run"] = verdict.DryRun,
        ["event"] = verdict.Event,
        ["events"] = new JsonArray([.. verdict.EventTypes.Select(static type => JsonValue.Create(type))]),
        ["flow"] = verdict.Flow,
        ["town"] = Town(verdict.Town),
        ["subjects"] = new JsonArray([.. verdict.Subjects.Select(static subject => JsonValue.Create(subject))]),
        ["operator"] = Convert.ToHexStringLower(verdict.Operator.Span),
        ["operator_name"] = operators.NameOf(Convert.ToHexStringLower(verdict.Operator.Span)),
        ["organisation"] = verdict.Organisation,
        ["record_id"] = verdict.RecordId,
        ["leaf_hash"] = Convert.ToHexStringLower(verdict.LeafHash.Span),
        ["profile"] = verdict.Profile,
        ["rule_set"] = Convert.ToHexStringLower(verdict.RuleSet.Span),
        ["evaluator"] = verdict.Evaluator,
        ["findings"] = FailureView.Json(verdict.Findings),
    };

    private static string ValueOf(VerdictCount group, VerdictKey key) => key switch
    {
        VerdictKey.Rule => group.Rule,
        VerdictKey.Flow => group.Flow,
        VerdictKey.Town => Town(group.Town),
        VerdictKey.Day => Day.TryFromNumber(group.Day, out var day, out _) ? day.ToString() : "",
        VerdictKey.Outcome => NameOf(group.Outcome),
        _ => group.Event,
    };

    private static Wording HeadingOf(VerdictKey key) => key switch
    {
        VerdictKey.Rule => new("规则", "rule"),
        VerdictKey.Flow => new("小类", "flow"),
        VerdictKey.Town => new("镇街", "town"),
        VerdictKey.Day => new("日期", "day"),
        VerdictKey.Outcome => new("结果", "outcome"),
        _ => new("事件", "event"),
    };

    private static Wording OutcomeOf(VerdictOutcome outcome) => outcome switch
    {
        VerdictOutcome.Refused => new("拒绝", "refused"),
        VerdictOutcome.Acknowledged => new("确认后接受", "acknowledged"),
        _ => new("仅提示", "informed"),
    };

    private static string NameOf<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Town(uint town) => town == 0 ? "" : town.ToString(CultureInfo.InvariantCulture);

    private static string Instant(ulong milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
