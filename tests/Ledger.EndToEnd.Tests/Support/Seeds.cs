using System.Globalization;

namespace Ledger.EndToEnd.Tests;

/// <summary>The seed of what a test chooses: LEDGER_SEED, or one that stays the same.</summary>
internal static class Seeds
{
    /// <summary>The seed, written to the test's output so that a failure can be repeated.</summary>
    public static int Read(ITestOutputHelper? output)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("LEDGER_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 1;
        output?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"LEDGER_SEED={seed}"));
        return seed;
    }
}
