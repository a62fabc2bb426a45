using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary><c>ledger case list</c>: the work list of a counter, a department or a step, the nearest deadline first.</summary>
internal sealed class CaseListCommand
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));

    private readonly Option<string?> town;
    private readonly Option<string?> executing;
    private readonly Option<string?> holder;
    private readonly Option<string?> step;
    private readonly Option<string?> state;
    private readonly Option<bool> overdue;
    private readonly Option<uint?> within;
    private readonly Option<string?> unit;
    private readonly Option<string?> basis;
    private readonly Option<string?> department;
    private readonly Option<int> limit;
    private readonly Option<bool> watch;

    private CaseListCommand(Language language)
    {
        town = Text("--town", "CODE", new("受理镇街，9 位", "town that accepted, 9 digits"));
        executing = Text("--executing-town", "CODE", new("办理镇街，9 位", "town that executes, 9 digits"));
        holder = Text("--holder", "NAME", new("轮到哪个部门", "department whose turn it is"));
        holder.AcceptOnlyFromAmong([.. DepartmentNames.All]);
        step = Text("--step", "STEP", new("待办的步骤，如 reviewed", "step that is due, e.g. reviewed"));
        step.AcceptOnlyFromAmong([.. NamesOf<CaseStepKind>()]);
        state = Text("--state", "STATE", new("业务状态，如 suspended；缺省为所有未办结的", "state, e.g. suspended; all that are not over when absent"));
        state.AcceptOnlyFromAmong([.. NamesOf<CaseState>()]);
        overdue = new("--overdue") { Description = new Wording("已超过承诺时限", "beyond the promise").In(language) };
        within = new("--due-within") { Description = new Wording("多少个工作日内到期", "the promise ends within so many working days").In(language), HelpName = "N" };
        unit = Text("--unit", "CODE", new("不动产单元", "about this unit"));
        basis = Text("--basis", "NUMBER", new("合同或原因文件", "resting on this contract or instrument"));
        department = Text("--department", "NAME", new("问哪个部门的节点；缺省为本部门", "whose node to ask; the user's own department when absent"));
        department.AcceptOnlyFromAmong([.. DepartmentNames.All]);
        limit = new("--limit") { Description = new Wording("至多多少条", "at most so many").In(language), HelpName = "N", DefaultValueFactory = static _ => 100 };
        watch = new("--watch")
        {
            Description = new Wording("持续显示清单的变化，直到取消；随区块，不轮询", "go on with what changes on the list, until cancelled; by blocks, nothing is polled").In(language),
        };

        Option<string?> Text(string name, string help, Wording description) => new(name) { Description = description.In(language), HelpName = help };
    }

    public static Command Create(CommandSet set)
    {
        var command = new Command("list", new Wording("待办清单，按到期日排列", "the work list, by deadline").In(set.Language));
        var options = new CaseListCommand(set.Language);
        foreach (var option in (Option[])[options.town, options.executing, options.holder, options.step, options.state, options.overdue, options.within,
            options.unit, options.basis, options.department, options.limit, options.watch])
        {
            command.Add(option);
        }

        set.SetAction(command, "ledger case list --executing-town 441900119 --holder registration --due-within 2", options.RunAsync);
        return command;
    }

    /// <summary>A list as people and programs see it.</summary>
    internal static CommandResult ResultOf(IReadOnlyList<CaseSummary> cases) => new(
        ExitCode.Ok,
        new JsonObject { ["cases"] = new JsonArray([.. cases.Select(static found => JsonNode.Parse(Formatter.Format(found)))]) },
        language =>
        {
            var table = new ListTable(
                language, new("受理编号", "case"), new("到期", "promise ends"), new("状态", "state"), new("登记", "registrations"), new("单元", "about"),
                new("办理镇街", "town"), new("轮到", "whose turn"), new("待办", "due"));
            foreach (var found in cases)
            {
                table.Row(
                    found.AcceptanceNumber,
                    Deadline(found, language),
                    CaseWords.Of(found.State, language),
                    string.Join(", ", found.Flows.Select(FlowCodes.TextOf)),
                    found.FirstSubject + (found.Subjects > 1 ? $" +{found.Subjects - 1}" : ""),
                    CaseWords.Town(found.ExecutingTown),
                    CaseWords.Holders(found.Holders, language),
                    string.Join(", ", found.Due.Select(due => CaseWords.Of(due, language))));
            }

            return table;
        });

    private async Task<ExitCode> RunAsync(CommandContext context, CancellationToken ct)
    {
        var request = Request(context);
        if (!context.Line.GetValue(watch))
            return await context.WithClientAsync((client, _) => ListAsync(context, client, request, ct));

        // Without the evidence book, which a watch would keep from the clerk's other commands.
        using var client = LedgerClient.Connect(context.LoadProfile(), new LedgerClientOptions { Clock = context.Clock });
        return await WatchAsync(context, client, request, ct);
    }

    private ListCasesRequest Request(CommandContext context)
    {
        var request = new ListCasesRequest
        {
            Town = TownOf("--town", context.Line.GetValue(town)),
            ExecutingTown = TownOf("--executing-town", context.Line.GetValue(executing)),
            Department = context.Line.GetValue(holder) ?? "",
            Step = ValueOf<CaseStepKind>(context.Line.GetValue(step)),
            State = ValueOf<CaseState>(context.Line.GetValue(state)),
            Overdue = context.Line.GetValue(overdue),
            UnitCode = context.Line.GetValue(unit) is { } about ? StatedNumbers.Read<UnitCode>(about, "--unit") : "",
            Basis = context.Line.GetValue(basis) is { } restsOn ? StatedNumbers.Read<ContractNumber>(restsOn, "--basis") : "",
            PageSize = (uint)Math.Clamp(context.Line.GetValue(limit), 1, 1000),
        };
        if (context.Line.GetValue(within) is { } days)
            request.DueWithin = days;
        return request;
    }

    private async Task<ExitCode> ListAsync(CommandContext context, LedgerClient client, ListCasesRequest request, CancellationToken ct)
    {
        var most = context.Line.GetValue(limit);
        var found = new List<CaseSummary>();
        await foreach (var row in client.Cases.ListAsync(request, context.Line.GetValue(department), ct))
        {
            found.Add(row);
            if (found.Count >= most)
                break;
        }

        var code = context.Write(ResultOf(found));
        if (!context.Json && found.Count > 0)
        {
            context.Error.WriteLine(new Wording(
                $"逐件查看：ledger case show {found[0].AcceptanceNumber}", $"one of them: ledger case show {found[0].AcceptanceNumber}").In(context.Language));
        }

        return code;
    }

    private async Task<ExitCode> WatchAsync(CommandContext context, LedgerClient client, ListCasesRequest request, CancellationToken ct)
    {
        await foreach (var change in client.Cases.WatchAsync(request, context.Line.GetValue(department), ct))
        {
            if (context.Json)
            {
                context.WriteJsonLine(JsonNode.Parse(Formatter.Format(change))!.AsObject());
                continue;
            }

            foreach (var found in change.Cases)
                context.Output.WriteLine(LineOf(found, context.Language));
            foreach (var number in change.Gone)
                context.Output.WriteLine(number + "  " + new Wording("不再在此清单上", "no more on this list").In(context.Language));
            if (change.Cases.Count + change.Gone.Count == 0)
                context.Output.WriteLine(new Wording("此清单目前没有业务", "no case is on this list for now").In(context.Language));
            await context.Output.FlushAsync(ct);
        }

        return ExitCode.Ok;
    }

    private static string LineOf(CaseSummary found, Language language) => string.Join(
        "  ",
        found.AcceptanceNumber,
        Deadline(found, language),
        CaseWords.Of(found.State, language),
        CaseWords.Holders(found.Holders, language),
        string.Join(", ", found.Due.Select(due => CaseWords.Of(due, language)))).TrimEnd();

    private static string Deadline(CaseSummary found, Language language)
        => (found.PromiseEnds == 0 ? new Wording("暂停计时", "stands still").In(language) : CaseWords.Date(found.PromiseEnds))
            + (found.BeyondLimit ? new Wording("，超法定时限", ", beyond the law's limit").In(language)
                : found.Overdue ? new Wording("，超期", ", overdue").In(language) : "");

    private static uint TownOf(string option, string? text)
    {
        if (text is null)
            return 0;
        return text.Length == 9 && uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? code
            : throw new InputException(
            [
                new InputFailure { Field = option, MessageZh = $"“{text}”不是镇街代码", MessageEn = $"'{text}' is no town's code", Expected = "9 digits" },
            ]);
    }

    private static IEnumerable<string> NamesOf<T>()
        where T : struct, Enum => Enum.GetValues<T>().Where(static value => Convert.ToInt32(value, CultureInfo.InvariantCulture) != 0).Select(NameOf);

    // ContractSigned → contract-signed
    private static string NameOf<T>(T value)
        where T : struct, Enum
        => string.Concat(value.ToString().Select(static (c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : $"{c}"));

    private static T ValueOf<T>(string? name)
        where T : struct, Enum => Enum.GetValues<T>().FirstOrDefault(value => name is not null && NameOf(value) == name);
}
