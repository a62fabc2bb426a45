using System.CommandLine;
using Ledger.Facts;

namespace Ledger.Cli;

/// <summary><c>ledger share …</c>: what departments offer, questions and answers, and who asked about a unit.</summary>
internal static class ShareCommands
{
    public static Command Create(CommandSet set)
    {
        var command = new Command("share", new Wording(
            "数据共享：目录、查询、决定、授权、留痕", "data sharing: catalogues, questions, decisions, authorisations, traces").In(set.Language));
        command.Add(CatalogueCommands.Show(set));
        command.Add(CatalogueCommands.Publish(set));
        command.Add(ShareAskCommand.Create(set));
        command.Add(ShareOfficerCommands.Questions(set));
        command.Add(ShareOfficerCommands.Decide(set));
        command.Add(ShareOwnerCommands.Authorise(set));
        command.Add(ShareOwnerCommands.Code(set));
        command.Add(ShareOwnerCommands.Traces(set));
        return command;
    }

    /// <summary>An option that takes a text.</summary>
    public static Option<string?> Text(CommandSet set, string name, string help, Wording description, bool required = false)
        => new(name) { Description = description.In(set.Language), HelpName = help, Required = required };

    /// <summary>Whom to ask.</summary>
    public static Option<string?> Department(CommandSet set)
    {
        var option = Text(set, "--department", "NAME", new("问哪个部门；缺省为本部门", "which department to ask; the own one when absent"));
        option.AcceptOnlyFromAmong([.. DepartmentNames.All]);
        return option;
    }
}
