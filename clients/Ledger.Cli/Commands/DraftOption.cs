using System.CommandLine;
using Ledger.Contracts;
using Ledger.Facts;

namespace Ledger.Cli;

/// <summary><c>--draft-profile</c>: executes the rule profile that is being written too, and says what that is worth.</summary>
internal sealed class DraftOption(Language language)
{
    private readonly Option<bool> option = new("--draft-profile")
    {
        Description = new Wording(
            $"同时执行正在编写的规则版本 {Profiles.Draft.Number}；仅用于不保留的账本",
            $"execute rule profile {Profiles.Draft.Number} too, which is still being written; for ledgers that nobody keeps").In(language),
    };

    public void AddTo(Command command) => command.Add(option);

    /// <summary>The rules to execute; where the draft is among them, people are told.</summary>
    public LedgerContract Rules(CommandContext context)
    {
        if (!context.Line.GetValue(option))
            return new();

        context.Error.WriteLine(new Wording(
            $"规则版本 {Profiles.Draft.Number} 仍在编写：结果只对本程序成立，以后的程序可能得出不同的根。",
            $"Rule profile {Profiles.Draft.Number} is still being written: the result holds for this build alone; the next one may come to other roots.")
            .In(context.Language));
        return LedgerContract.WithDraft();
    }
}
