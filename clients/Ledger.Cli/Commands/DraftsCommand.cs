using System.CommandLine;
using System.Text.Json.Nodes;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary>
/// <c>ledger drafts</c>: what was sent and not acknowledged, after a lost connection, a closed terminal or a quorum that was outstanding;
/// <c>ledger drafts resume</c> asks for all of it again, with the same ids: nothing happens twice.
/// </summary>
internal static class DraftsCommand
{
    public static Command Create(CommandSet set)
    {
        var drafts = new Command("drafts", new Wording("列出已发出而未获确认的请求（草稿）", "requests that were sent and not acknowledged").In(set.Language));
        set.SetAction(drafts, "ledger drafts", (context, _) =>
        {
            using var book = EvidenceBook.Open(context.LoadProfile().BookPath);
            var open = book.OpenDrafts();
            var code = context.Write(List(open));
            if (open.Count > 0)
            {
                context.Note(new(
                    "继续：ledger drafts resume，或再次运行当时的命令；都不会重复登记。",
                    "to go on: ledger drafts resume, or the command of then once more; nothing happens twice either way."));
            }

            return Task.FromResult(code);
        });
        drafts.Add(Resume(set));
        return drafts;
    }

    private static Command Resume(CommandSet set)
    {
        var command = new Command("resume", new Wording(
            "以同一请求标识再次询问草稿；已登记的取得回执", "ask again for drafts with their own ids; what is recorded gets its receipt").In(set.Language));
        var id = new Argument<string?>("DRAFT")
        {
            Description = new Wording("草稿（开头几位）；缺省为全部", "one draft, or the beginning of its id; all when absent").In(set.Language),
            Arity = ArgumentArity.ZeroOrOne,
        };
        command.Add(id);
        set.SetAction(command, "ledger drafts resume", (context, ct)
            => context.WithClientAsync((client, book) => ResumeAsync(context, client, book, context.Line.GetValue(id), ct)));
        return command;
    }

    private static async Task<ExitCode> ResumeAsync(CommandContext context, LedgerClient client, EvidenceBook book, string? id, CancellationToken ct)
    {
        var open = book.OpenDrafts().Where(draft => id is null || Drafts.IdOf(draft).StartsWith(id, StringComparison.OrdinalIgnoreCase)).ToList();
        if (open.Count == 0 && id is not null)
        {
            throw new InputException(
            [
                new InputFailure
                {
                    Field = "DRAFT",
                    MessageZh = $"没有以“{id}”开头的草稿；ledger drafts 列出",
                    MessageEn = $"no draft begins with '{id}'; `ledger drafts` lists them",
                },
            ]);
        }

        var (worst, results) = (ExitCode.Ok, new JsonArray());
        foreach (var draft in open)
        {
            var resumed = await client.ResumeAsync(draft, ct);
            var code = resumed.Outcome is { } outcome ? outcome.IsRecorded ? ExitCode.Ok : ExitCode.Ordered : ExitCodes.Of(resumed.Fault!);
            if (worst == ExitCode.Ok)
                worst = code;
            results.Add(new JsonObject
            {
                ["draft"] = Drafts.IdOf(draft),
                ["exit_code"] = (int)code,
                ["result"] = resumed.Outcome is { } told ? OutcomeView.Of(told).Json : FailureView.Json(resumed.Fault!, code),
            });
            Tell(context, draft, resumed);
        }

        if (context.Json)
            context.WriteJson(new JsonObject { ["drafts"] = results });
        else if (open.Count == 0)
            context.Output.WriteLine(new Wording("没有草稿。", "There are no drafts.").In(context.Language));

        return worst;
    }

    private static void Tell(CommandContext context, SignedRequest draft, ResumedDraft resumed)
    {
        if (context.Json)
            return;

        var said = resumed.Outcome switch
        {
            { Receipt: { } receipt } => new Wording($"已登记，条目 {receipt.Index}", $"recorded, entry {receipt.Index}"),
            { } => new Wording("已排序，法定数未达：草稿保留，请稍后再次运行", "ordered, quorum outstanding: the draft stays open, run it again later"),
            _ => new Wording(resumed.Fault!.Chinese, resumed.Fault.English),
        };
        context.Output.WriteLine($"{Drafts.IdOf(draft)}  {Drafts.TextOf(draft).In(context.Language)}  {said.In(context.Language)}");
    }

    private static CommandResult List(IReadOnlyList<SignedRequest> open) => new(
        ExitCode.Ok,
        new JsonObject
        {
            ["drafts"] = new JsonArray([.. open.Select(static draft => new JsonObject
            {
                ["draft"] = Drafts.IdOf(draft),
                ["request_id"] = Convert.ToHexStringLower(draft.RequestId),
                ["department"] = draft.Department,
                ["acts_zh"] = Drafts.TextOf(draft).Chinese,
                ["acts_en"] = Drafts.TextOf(draft).English,
                ["asked"] = Instants.Of(Drafts.TimeOf(draft)),
            })]),
        },
        language =>
        {
            var table = new ListTable(language, new("草稿", "draft"), new("发出", "asked"), new("部门", "department"), new("业务", "acts"));
            foreach (var draft in open)
            {
                table.Row(Drafts.IdOf(draft), Instants.ForPeople(Drafts.TimeOf(draft)), DepartmentNames.NameOf(draft.Department).In(language),
                    Drafts.TextOf(draft).In(language));
            }

            return table;
        });
}
