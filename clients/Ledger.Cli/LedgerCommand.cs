using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Globalization;
using Ledger.Acts;
using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>The program <c>ledger</c>: reads the line, runs the command, gives the exit code.</summary>
internal static class LedgerCommand
{
    /// <summary>Time a cancelled command has to end in order.</summary>
    private static readonly TimeSpan TerminationTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Runs one line.</summary>
    /// <param name="args">The line.</param>
    /// <param name="output">Results.</param>
    /// <param name="error">What people are told besides.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="terminal">Where a person can be asked; null: nobody.</param>
    public static async Task<ExitCode> RunAsync(string[] args, TextWriter output, TextWriter error, TimeProvider clock, TextReader? terminal = null)
    {
        var language = LanguageChoice.Of(args);
        // Of this call only: the culture flows with it and is the caller's again behind it.
        CultureInfo.CurrentUICulture = LibraryWords.Culture(language);
        var root = Create(language, output, error, clock, out _, terminal);
        var line = root.Parse(args);
        if (line.Action is ParseErrorAction)
        {
            foreach (var fault in line.Errors)
                error.WriteLine(LibraryWords.Of(fault, language));

            error.WriteLine(new Wording("使用 --help 查看用法。", "See --help.").In(language));
            return ExitCode.Usage;
        }

        return (ExitCode)await line.InvokeAsync(new InvocationConfiguration
        {
            Output = output,
            Error = error,
            ProcessTerminationTimeout = TerminationTimeout,
        });
    }

    /// <summary>The tree of commands.</summary>
    public static RootCommand Create(Language language, TextWriter output, TextWriter error, TimeProvider clock,
        out IReadOnlyDictionary<Command, string> examples, TextReader? terminal = null)
    {
        var options = new GlobalOptions(language);
        var set = new CommandSet(language, options, output, error, clock, terminal);
        var root = new RootCommand(new Wording("不动产登记账本：办理、查验、离线核验、重放", "Property registry ledger: act, check, verify offline, replay").In(language));
        root.Add(options.Profile);
        root.Add(options.Json);
        root.Add(options.Lang);
        foreach (var group in ActForms.All.GroupBy(static form => form.Group, StringComparer.Ordinal))
        {
            var command = new Command(group.Key, Groups.Description(group.Key).In(language));
            foreach (var form in group)
                command.Add(ActCommands.Create(form, set));

            root.Add(command);
        }

        root.Subcommands.Single(command => command.Name == "contract").Add(ContractShowCommand.Create(set));
        var cases = root.Subcommands.Single(command => command.Name == "case");
        cases.Add(SignReviewCommand.Create(set));
        cases.Add(CaseShowCommand.Create(set));
        cases.Add(CaseListCommand.Create(set));
        cases.Add(CaseNewCommand.Create(set));
        cases.Add(CaseRecordCommand.Create(set));
        cases.Add(CaseBatchCommand.Create(set));
        root.Subcommands.Single(command => command.Name == "exception").Add(SignExceptionCommand.Create(set));
        root.Add(CheckCommands.Create(set));
        root.Add(ShareCommands.Create(set));
        root.Add(VerifyCommand.Create(set));
        root.Add(CheckpointCommand.Create(set));
        root.Add(ReceiptCommand.Create(set));
        root.Add(RecordsCommands.Create(set));
        root.Add(VerdictsCommand.Create(set));
        root.Add(TableCommands.Create(set));
        root.Add(GovernanceCommands.Create(set));
        root.Add(NodeCommands.Create(set));
        root.Add(OperatorCommands.Create(set));
        root.Add(HistoryCommand.Create(set));
        root.Add(RulesCommand.Create(set));
        root.Add(CodesCommand.Create(set));
        root.Add(ReplayCommand.Create(set));
        root.Add(ExportCommand.Create(set));
        root.Add(ImportCommand.Create(set));
        root.Add(CompareCommand.Create(set));
        root.Add(ProfileCommands.Create(set));
        var help = root.Options.OfType<HelpOption>().Single();
        help.Description = new Wording("显示用法", "show this help").In(language);
        help.Action = new ExampleHelp((HelpAction)help.Action!, language, set.Examples);
        examples = set.Examples;
        return root;
    }
}
