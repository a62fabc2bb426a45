using System.CommandLine;
using System.Text.Json.Nodes;
using Ledger.Facts;

namespace Ledger.Cli;

/// <summary><c>ledger share questions|decide</c>: what waits for an officer of the own department.</summary>
internal static class ShareOfficerCommands
{
    public static Command Questions(CommandSet set)
    {
        var command = new Command("questions", new Wording("待本部门决定的查询", "questions that wait for the own department's decision").In(set.Language));
        set.SetAction(command, "ledger share questions --profile .local/net/profiles/registration-clerk",
            (context, ct) => context.WithClientAsync(async (client, _) =>
            {
                var questions = await client.Sharing.ListQuestionsAsync(ct);
                var json = new JsonObject
                {
                    ["questions"] = new JsonArray([.. questions.Select(static view => new JsonObject
                    {
                        ["question_id"] = view.QuestionId,
                        ["organisation"] = view.Organisation,
                        ["item"] = view.Question.Item,
                        ["purpose"] = view.Question.Purpose,
                        ["unit_code"] = view.Question.UnitCode,
                        ["decide_by"] = view.DecideBy,
                        ["answer_by"] = view.AnswerBy,
                        ["overdue"] = view.Overdue,
                    })]),
                };
                return context.Write(new CommandResult(ExitCode.Ok, json, language =>
                {
                    var table = new ListTable(
                        language, new("编号", "question"), new("查询人", "asker"), new("项目", "item"), new("目的", "purpose"), new("单元", "unit"),
                        new("决定期限", "decided by"), new("答复期限", "answered by"), new("超期", "overdue"));
                    foreach (var view in questions)
                    {
                        table.Row(
                            view.QuestionId, view.Organisation, view.Question.Item, view.Question.Purpose, view.Question.UnitCode,
                            CaseWords.Date(view.DecideBy), CaseWords.Date(view.AnswerBy), view.Overdue ? new Wording("是", "yes").In(language) : "");
                    }

                    return table;
                }));
            }));
        return command;
    }

    public static Command Decide(CommandSet set)
    {
        var command = new Command(
            "decide", new Wording("决定一件查询：准予，或说明理由拒绝", "decide about a question: grant it, or refuse it with the reason").In(set.Language));
        var question = new Argument<string>("QUESTION") { Description = new Wording("查询编号", "the question").In(set.Language) };
        var grant = new Option<bool>("--grant") { Description = new Wording("准予", "grant it").In(set.Language) };
        var refuse = ShareCommands.Text(set, "--refuse", "REASON", new("拒绝及其理由", "refuse it, and why"));
        command.Add(question);
        command.Add(grant);
        command.Add(refuse);
        set.SetAction(command, "ledger share decide 12 --grant --profile .local/net/profiles/registration-clerk", async (context, ct) =>
        {
            var reason = context.Line.GetValue(refuse);
            if (context.Line.GetValue(grant) == reason is not null)
                throw Faults.Input("--grant", new("准予与拒绝二选一", "grant it or refuse it"), "--grant, or --refuse REASON");
            return await context.WithClientAsync(async (client, _) =>
            {
                var receipt = await client.Sharing.DecideAsync(context.Line.GetRequiredValue(question), reason is null, reason ?? "", ct);
                var json = new JsonObject { ["recorded"] = receipt is not null };
                return context.Write(new CommandResult(ExitCode.Ok, json, language => new PropertyTable(language)
                    .Row(new("状态", "state"), (receipt is null ? new Wording("已排序", "ordered") : new("已留痕", "traced")).In(language))));
            });
        });
        return command;
    }
}
