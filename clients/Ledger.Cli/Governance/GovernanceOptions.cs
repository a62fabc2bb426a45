using System.CommandLine;
using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>Options of every governance act: those of other acts.</summary>
internal sealed class GovernanceOptions(Language language)
{
    private readonly Option<bool> dryRun = new("--dry-run")
    {
        Description = new Wording("只检查并判断，不提出", "check and judge, propose nothing").In(language),
    };

    private readonly Option<bool> yes = new("--yes") { Description = new Wording("在终端不再询问确认", "do not ask for confirmation at a terminal").In(language) };

    private readonly Option<bool> anew = new("--new")
    {
        Description = new Wording("即使同样的请求已发出过，也作为新请求发送", "send a new request even if the same was asked before").In(language),
    };

    public void AddTo(Command command)
    {
        command.Add(dryRun);
        command.Add(yes);
        command.Add(anew);
    }

    public GovernanceChoice Read(ParseResult line) => new(line.GetValue(dryRun), line.GetValue(yes), line.GetValue(anew));
}
