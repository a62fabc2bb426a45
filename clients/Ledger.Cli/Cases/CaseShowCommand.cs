using System.CommandLine;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Grpc.Core;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;
using Spectre.Console;

namespace Ledger.Cli;

/// <summary><c>ledger case show NUMBER</c>: whose step is next, until when, what is missing, and the commands that go on.</summary>
internal static class CaseShowCommand
{
    public static Command Create(CommandSet set)
    {
        var command = new Command("show", new Wording("业务办到哪一步：由谁办、何时到期、缺什么", "how a case stands: whose turn, until when, what is missing").In(set.Language));
        var number = new Argument<string>("NUMBER") { Description = new Wording("受理编号", "acceptance number").In(set.Language) };
        var department = new Option<string?>("--department")
        {
            Description = new Wording("问哪个部门的节点；缺省为本部门", "whose node to ask; the user's own department when absent").In(set.Language),
            HelpName = "NAME",
        };
        department.AcceptOnlyFromAmong([.. DepartmentNames.All]);
        command.Add(number);
        command.Add(department);
        set.SetAction(command, "ledger case show 202611300001", (context, ct) =>
        {
            var text = StatedNumbers.Read<AcceptanceNumber>(context.Line.GetRequiredValue(number), "NUMBER");
            return context.WithClientAsync(async (client, _) =>
            {
                var view = await FindAsync(client, text, context.Line.GetValue(department), ct);
                var code = context.Write(ResultOf(view));
                if (!context.Json)
                    Next(context, view);

                return code;
            });
        });
        return command;
    }

    private static async Task<CaseView> FindAsync(LedgerClient client, string number, string? department, CancellationToken ct)
    {
        try
        {
            return await client.Cases.GetAsync(number, department, ct);
        }
        catch (RemoteException e) when (e.Code == StatusCode.NotFound)
        {
            await StatedNumbers.RequireLocalAsync<AcceptanceNumber>(client, number, "NUMBER", ct);
            throw;
        }
    }

    /// <summary>A case as people and programs see it.</summary>
    internal static CommandResult ResultOf(CaseView view)
    {
        var json = MessageJson.Of(view);
        var next = Due(view).SelectMany(CaseWords.CommandsOf).Distinct(StringComparer.Ordinal);
        json["next"] = new JsonArray([.. next.Select(static line => JsonValue.Create(line))]);
        return new CommandResult(ExitCode.Ok, json, language => new Rows(Head(view, language), Steps(view, language)));
    }

    private static PropertyTable Head(CaseView view, Language language)
    {
        var page = view.Page;
        var table = new PropertyTable(language)
            .Row(new("业务", "case"), $"{page.AcceptanceNumber}  {CaseWords.Of(view.State, language)}")
            .Row(
                new("受理", "accepted"),
                $"{CaseWords.Instant(page.AcceptanceMs)}, {CaseWords.Town(page.Town)}, {CaseWords.Of(page.Channel, language)}"
                + (page.AllAtOnce ? new Wording("，一窗合并办理", ", all at one window").In(language) : ""))
            .Row(new("办理镇街", "executing town"), CaseWords.Town(page.ExecutingTown));
        foreach (var flow in page.Flows)
            table.Row(new("登记", "registration"), $"{CaseWords.Flows([flow.Flow], language)}  {flow.UnitCode}  {flow.BusinessNumber}");
        foreach (var project in page.Projects)
            table.Row(new("登记", "registration"), $"{CaseWords.Flows([project.Flow], language)}  {project.Building} × {project.Units}");
        if (page.Basis.Length > 0)
            table.Row(new("依据", "basis"), page.Basis);
        table.Row(new("轮到", "whose turn"), view.Holders.Count == 0 ? new Wording("无（已办结）", "nobody's: it is over").In(language)
            : CaseWords.Holders(view.Holders, language));
        table.Row(new("承诺", "promise"), Term(view.Promise, language)).Row(new("法定时限", "limit"), Term(view.Limit, language));
        foreach (var stop in view.Stops)
        {
            table.Row(new("停止计时", "clock stood still"), $"{CaseWords.Date(stop.From)} – {CaseWords.Date(stop.Through)}"
                + (stop.Why == CaseState.Unspecified ? "" : $"  {CaseWords.Of(stop.Why, language)}")
                + (stop.BySeizure ? new Wording("（查封）", " (seizure)").In(language) : ""));
        }

        foreach (var missing in view.Missing)
            table.Row(new("尚缺", "missing"), FailureView.Line(missing, language));
        return table;
    }

    private static ListTable Steps(CaseView view, Language language)
    {
        var table = new ListTable(
            language, new("步骤", "step"), new("部门", "department"), new("对象", "about"), new("状态", "state"), new("日期", "day"), new("依据的账页", "page"),
            new("条目", "entry"));
        foreach (var step in view.Steps)
        {
            table.Row(
                CaseWords.Of(step.Kind, language) + (step.Flow == FlowCode.Unspecified ? "" : $" {FlowCodes.TextOf(step.Flow)}"),
                DepartmentNames.NameOf(step.Department).In(language),
                step.Subject,
                CaseWords.Of(step.State, language) + (step.WaitsFor.Count == 0 ? ""
                    : new Wording("：", ": ").In(language) + string.Join(", ", step.WaitsFor.Select(kind => CaseWords.Of(kind, language)))),
                step.Day == 0 ? "" : CaseWords.Date(step.Day),
                step.Page,
                step.Entry.IsEmpty ? "" : Convert.ToHexStringLower(step.Entry.Span)[..16] + "…");
        }

        return table;
    }

    private static string Term(CaseTermView term, Language language)
        => new Wording(
            $"{term.WorkingDays} 个工作日，已用 {term.Used}，" + (term.Ends == 0 ? "暂停计时" : $"至 {CaseWords.Date(term.Ends)}") + (term.Exceeded ? "，已超期" : ""),
            $"{term.WorkingDays} working days, {term.Used} used, " + (term.Ends == 0 ? "the clock stands still" : $"until {CaseWords.Date(term.Ends)}")
                + (term.Exceeded ? ", exceeded" : "")).In(language);

    private static IEnumerable<CaseStepView> Due(CaseView view) => view.Steps.Where(static step => step.State == CaseStepState.Due);

    /// <summary>Says which steps are due, whose they are, and the commands that do them.</summary>
    internal static void Next(CommandContext context, CaseView view)
    {
        // All registrations that are due are recorded by one command.
        foreach (var step in Due(view)
            .DistinctBy(static step => step.Kind == CaseStepKind.Recorded ? "" : $"{step.Kind} {step.Subject}", StringComparer.Ordinal))
        {
            var commands = step.Kind == CaseStepKind.Recorded ? $"ledger case record {view.Page.AcceptanceNumber}"
                : string.Join(new Wording(" 或 ", " or ").In(context.Language), CaseWords.CommandsOf(step));
            var who = DepartmentNames.NameOf(step.Department);
            context.Error.WriteLine(new Wording(
                $"下一步（{who.Chinese}）{CaseWords.Of(step.Kind, context.Language)}：{commands}",
                $"next ({who.English}) {CaseWords.Of(step.Kind, context.Language)}: {commands}").In(context.Language));
        }
    }
}
