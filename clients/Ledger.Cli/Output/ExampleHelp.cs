using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>The usual help, followed by an example, and at the root by the exit codes.</summary>
internal sealed class ExampleHelp(HelpAction usual, Language language, IReadOnlyDictionary<Command, string> examples) : SynchronousCommandLineAction
{
    /// <summary>Help is given for a line that lacks arguments, too.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var result = usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command;
        if (examples.TryGetValue(command, out var example))
        {
            output.WriteLine(new Wording("示例：", "Example:").In(language));
            output.WriteLine("  " + example);
            output.WriteLine();
        }

        if (command is RootCommand)
        {
            output.WriteLine(new Wording("退出码：", "Exit codes:").In(language));
            foreach (var (code, meaning) in ExitCodes.All)
            {
                output.WriteLine($"  {(int)code,3}  {meaning.In(language)}");
            }

            output.WriteLine();
        }

        return result;
    }
}
