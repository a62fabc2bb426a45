namespace Ledger.EndToEnd.Tests;

/// <summary>
/// The built programs, each in its own project's output as <c>dotnet run</c> starts it: copies beside the tests would lack
/// what the tests' framework brings along.
/// </summary>
internal static class Programs
{
    private static readonly string Output =
        Path.GetRelativePath(Path.Combine(Repository.Root, "tests", "Ledger.EndToEnd.Tests"), AppContext.BaseDirectory);

    /// <summary>The local network.</summary>
    public static string Network { get; } = Path.Combine(Repository.Root, "network", Output, "Ledger.Network");

    /// <summary>The command line.</summary>
    public static string Ledger { get; } = Path.Combine(Repository.Root, "clients", "Ledger.Cli", Output, "ledger");

    /// <summary>The benchmarks.</summary>
    public static string Benchmarks { get; } = Path.Combine(Repository.Root, "tests", "Ledger.Benchmarks", Output, "Ledger.Benchmarks");
}
