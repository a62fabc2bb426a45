using System.CommandLine;
using Google.Protobuf;
using Ledger.Verifier;

namespace Ledger.Cli;

/// <summary>What the making of commands shares: language, writers, clock, and the examples that help shows.</summary>
internal sealed class CommandSet(Language language, GlobalOptions options, TextWriter output, TextWriter error, TimeProvider clock, TextReader? terminal)
{
    private readonly Dictionary<Command, string> examples = [];

    public Language Language => language;

    public TimeProvider Clock => clock;

    /// <summary>One working line per command.</summary>
    public IReadOnlyDictionary<Command, string> Examples => examples;

    /// <summary>Gives a command its example and what it does; faults become messages and exit codes.</summary>
    public void SetAction(Command command, string example, Func<CommandContext, CancellationToken, Task<ExitCode>> action)
    {
        examples.Add(command, example);
        command.SetAction(async (line, ct) =>
        {
            var context = new CommandContext(line, options, language, output, error, clock, terminal);
            try
            {
                return (int)await action(context, ct);
            }
            catch (LedgerException fault)
            {
                return (int)Report(context, fault);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return (int)ExitCode.Cancelled;
            }
        });
    }

    private static ExitCode Report(CommandContext context, LedgerException fault)
    {
        var code = ExitCodes.Of(fault);
        if (context.Json)
        {
            context.WriteJson(FailureView.Json(fault, code, context.Written));
            return code;
        }

        foreach (var line in FailureView.Lines(fault, context.Language, context.Written))
            context.Error.WriteLine(line);

        return code;
    }
}
