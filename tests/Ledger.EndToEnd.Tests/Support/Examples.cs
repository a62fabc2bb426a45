using Ledger.Cli;

namespace Ledger.EndToEnd.Tests;

/// <summary>The examples that the help of <c>ledger</c> shows.</summary>
internal static class Examples
{
    /// <summary>All of them, as they are printed.</summary>
    public static IReadOnlyList<string> All { get; } = Read();

    /// <summary>A command's example as arguments, without the program's name.</summary>
    public static string[] Arguments(string command) =>
        All.Single(example => example.StartsWith($"ledger {command} ", StringComparison.Ordinal)).Split(' ')[1..];

    private static List<string> Read()
    {
        LedgerCommand.Create(Language.English, TextWriter.Null, TextWriter.Null, TimeProvider.System, out var examples);
        return [.. examples.Values];
    }
}
