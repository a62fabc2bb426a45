using Spectre.Console;

namespace Ledger.Cli;

/// <summary>Consoles for tables: what is read by a program or kept in a file has no colours, and a row of it is one line.</summary>
internal static class Consoles
{
    /// <summary>Wider than any row.</summary>
    private const int Unbounded = 4_000;

    /// <summary>A console on a writer.</summary>
    /// <param name="writer">Where it writes.</param>
    /// <param name="noColor">NO_COLOR of the environment (no-color.org): anything in it turns colours and bold letters off.</param>
    public static IAnsiConsole On(TextWriter writer, string? noColor)
    {
        var settings = new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) };
        if (!string.IsNullOrEmpty(noColor))
            (settings.Ansi, settings.ColorSystem) = (AnsiSupport.No, ColorSystemSupport.NoColors);

        var console = AnsiConsole.Create(settings);
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = Unbounded;

        return console;
    }
}
