using System.CommandLine;
using System.Text.Json.Nodes;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary><c>ledger governance …</c>: what the departments decide together, for administrators and auditors.</summary>
internal static class GovernanceCommands
{
    private const int HashDigits = 64;

    public static Command Create(CommandSet set)
    {
        var command = new Command("governance", new Wording("治理：各部门共同决定的事项", "governance: what the departments decide together").In(set.Language));
        command.Add(Proposals(set));
        command.Add(Show(set));
        command.Add(Approve(set));
        command.Add(Activate(set));
        foreach (var further in MemberCommands.Create(set))
            command.Add(further);
        return command;
    }

    private static Command Proposals(CommandSet set)
    {
        var command = new Command("proposals", new Wording("列出提案，最新的在前", "list proposals, the newest first").In(set.Language));
        var open = new Option<bool>("--open") { Description = new Wording("只列待批准的", "only those that wait for approvals").In(set.Language) };
        command.Add(open);
        set.SetAction(command, "ledger governance proposals --open", (context, ct) => context.WithClientAsync(async (client, _) =>
        {
            var found = (await new GovernanceBook(client).ProposalsAsync(ct)).Where(page => !context.Line.GetValue(open) || !page.Proposal.Effective).ToList();
            return context.Write(new CommandResult(
                ExitCode.Ok, new JsonObject { ["proposals"] = new JsonArray([.. found.Select(ProposalView.Json)]) }, language =>
                {
                    var table = new ListTable(
                        language, new("提案", "proposal"), new("事项", "what"), new("提出", "proposed by"), new("已批准", "approved by"), new("尚缺", "missing"),
                        new("状态", "state"));
                    foreach (var page in found)
                    {
                        table.Row(
                            page.Id, ProposalView.NameOf(ProposalView.EventOf(page.Proposal.Event)).In(language), page.Proposal.Proposer,
                            string.Join(", ", page.Proposal.Approvals), string.Join(", ", page.Missing), ProposalView.StateOf(page).In(language));
                    }

                    return table;
                }));
        }));
        return command;
    }

    private static Command Show(CommandSet set)
    {
        var command = new Command("show", new Wording("查看一个提案", "show a proposal").In(set.Language));
        var id = Id(set.Language);
        command.Add(id);
        set.SetAction(command, $"ledger governance show {new string('0', HashDigits)}", async (context, ct) =>
        {
            var leafHash = LeafHash(context.Line.GetRequiredValue(id));
            return await context.WithClientAsync((client, _) => ShowAsync(context, client, leafHash, ct));
        });
        return command;
    }

    private static async Task<ExitCode> ShowAsync(CommandContext context, LedgerClient client, byte[] leafHash, CancellationToken ct)
    {
        var pages = new GovernanceBook(client);
        var page = await pages.ProposalAsync(leafHash, ct) ?? throw GovernanceRun.NoProposal(leafHash);
        var view = await ProposalView.OfAsync(pages, page, Day.At((ulong)context.Clock.GetUtcNow().ToUnixTimeMilliseconds()), ct);
        var json = ProposalView.Json(page);
        view.AddTo(json);
        var code = context.Write(new CommandResult(ExitCode.Ok, json, language => ProposalView.Table(page, language)));
        view.Show(context);
        context.Note(ProposalView.NextStep(page));
        return code;
    }

    private static Command Approve(CommandSet set)
    {
        var command = new Command("approve", new Wording("批准一个提案；显示其内容与变化", "approve a proposal; what it changes is shown").In(set.Language));
        var id = Id(set.Language);
        command.Add(id);
        var act = new GovernanceOptions(set.Language);
        act.AddTo(command);
        set.SetAction(
            command,
            $"ledger governance approve {new string('0', HashDigits)} --profile .local/net/profiles/registration-administrator",
            (context, ct) => new GovernanceRun(context, act.Read(context.Line)).ApproveAsync(LeafHash(context.Line.GetRequiredValue(id)), ct));
        return command;
    }

    private static Command Activate(CommandSet set)
    {
        var command = new Command("activate", new Wording("提出启用一个规则版本", "propose to put a rule profile in force").In(set.Language));
        var number = new Argument<uint>("NUMBER") { Description = new Wording("规则版本号", "number of the profile").In(set.Language) };
        command.Add(number);
        var act = new GovernanceOptions(set.Language);
        act.AddTo(command);
        set.SetAction(
            command,
            "ledger governance activate 2 --profile .local/net/profiles/registration-administrator",
            (context, ct) => new GovernanceRun(context, act.Read(context.Line))
                .ProposeAsync(new ActivateProfile { Profile = context.Line.GetRequiredValue(number) }, ct));
        return command;
    }

    private static Argument<string> Id(Language language) => new("PROPOSAL")
    {
        Description = new Wording("提案：其信封的叶哈希，64 位十六进制", "the proposal: leaf hash of its entry, 64 hexadecimal digits").In(language),
    };

    private static byte[] LeafHash(string text) => StatedNumbers.ReadHash(text, "PROPOSAL");
}
