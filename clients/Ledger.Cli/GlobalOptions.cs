using System.CommandLine;
using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>Options of every command.</summary>
internal sealed class GlobalOptions
{
    public GlobalOptions(Language language)
    {
        Profile = new("--profile")
        {
            Description = new Wording("用户配置文件夹（或环境变量 LEDGER_PROFILE）", "folder of the user's profile (or LEDGER_PROFILE)")
            .In(language),
            HelpName = "DIR",
            Recursive = true
        };
        Json = new("--json") { Description = new Wording("以 JSON 输出，供程序读取", "write JSON, for programs").In(language), Recursive = true };
        Lang = new("--lang") { Description = new Wording("语言：zh 或 en", "language: zh or en").In(language), HelpName = "zh|en", Recursive = true };
        Lang.AcceptOnlyFromAmong("zh", "en");
    }

    public Option<string?> Profile { get; }

    public Option<bool> Json { get; }

    public Option<string?> Lang { get; }
}
