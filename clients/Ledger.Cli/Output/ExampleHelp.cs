using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>The usual help, followed by an example, and at the root by the exit codes.</summary>
internal sealed class ExampleHelp(HelpAction usual, Language language, IReadOnlyDictionary<Command, string> examples) : SynchronousCommandLineAction
{
    private const string Description = "Description:";

    /// <summary>Help is given for a line that lacks arguments, too.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        var result = WriteUsual(parseResult, output);
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
                output.WriteLine($"  {(int)code,3}  {meaning.In(language)}");

            output.WriteLine();
        }

        return result;
    }

    /// <summary>What the library's Chinese words lack.</summary>
    private static string InChinese(string text)
        => (text.StartsWith(Description, StringComparison.Ordinal) ? "说明:" + text[Description.Length..] : text)
            .Replace("[options]", "[选项]", StringComparison.Ordinal).Replace("[command]", "[命令]", StringComparison.Ordinal);

    /// <summary>The library's own help; what its Chinese words lack is put in.</summary>
    private int WriteUsual(ParseResult parseResult, TextWriter output)
    {
        using var caught = new StringWriter();
        parseResult.InvocationConfiguration.Output = caught;

        // What only the commands above take: the library shows it as if it came before this one's name.
        var above = ArgumentsAbove(parseResult.CommandResult.Command).Where(static argument => !argument.Hidden).ToList();
        foreach (var argument in above)
            argument.Hidden = true;
        try
        {
            return usual.Invoke(parseResult);
        }
        finally
        {
            parseResult.InvocationConfiguration.Output = output;
            foreach (var argument in above)
                argument.Hidden = false;
            var text = caught.ToString();
            output.Write(language == Language.Chinese ? InChinese(text) : text);
        }
    }

    private static IEnumerable<Argument> ArgumentsAbove(Command command)
        => command.Parents.OfType<Command>().SelectMany(static parent => parent.Arguments.Concat(ArgumentsAbove(parent)));
}
