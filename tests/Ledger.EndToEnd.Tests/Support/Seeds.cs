using System.Globalization;

namespace Ledger.EndToEnd.Tests;

/// <summary>What chooses and bounds the tests that go through many cases.</summary>
internal static class Seeds
{
    /// <summary>Whether all of them are gone through, LEDGER_NIGHTLY=1, and not the part that the suite has time for.</summary>
    public static bool IsNightly => Environment.GetEnvironmentVariable("LEDGER_NIGHTLY") == "1";

    /// <summary>The seed: LEDGER_SEED, or one that stays the same; written to the test's output so that a failure can be repeated.</summary>
    public static int Read(ITestOutputHelper? output)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("LEDGER_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 1;
        output?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"LEDGER_SEED={seed}"));
        return seed;
    }
}
