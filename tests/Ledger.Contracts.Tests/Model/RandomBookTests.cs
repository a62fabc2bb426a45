using System.Globalization;

namespace Ledger.Contracts.Tests;

/// <summary>
/// Random acts on a small town, against a naive book (events.md 12). <c>LEDGER_MODEL_SEED</c>, <c>LEDGER_MODEL_RUNS</c> and
/// <c>LEDGER_MODEL_STEPS</c> choose other runs; what the steps of a failed one did is in the file that <c>LEDGER_MODEL_TELL</c> names.
/// </summary>
public sealed class RandomBookTests(ITestOutputHelper output)
{
    private const int Steps = 400;
    private const int Runs = 10;

    [Fact]
    public void The_ten_invariants_hold_after_every_random_act()
    {
        var (first, runs, steps) = (Setting("SEED", 1), Setting("RUNS", Runs), (int)Setting("STEPS", Steps));
        var statistics = new Statistics();
        List<string> faults = [];
        for (var seed = first; seed < first + runs && faults.Count < 5; seed++)
        {
            var numbers = RandomRun.Numbers(seed, steps);
            if (RandomRun.Run(numbers, statistics) is { } fault)
                faults.Add(Told(seed, numbers, fault));
        }

        Tell(statistics.ToString());
        output.WriteLine(statistics.ToString());
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.InRange(statistics.AcceptedShare, 30, 70);
    }

    private static ulong Setting(string name, ulong otherwise)
        => Environment.GetEnvironmentVariable("LEDGER_MODEL_" + name) is { Length: > 0 } text ? ulong.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private static string Told(ulong seed, IReadOnlyList<ulong> numbers, Exception fault)
    {
        var fewer = RandomRun.Shorten(numbers, fault);
        Tell($"seed {seed}\n{RandomRun.Tell(fewer)}");
        return $"seed {seed}: {(fault is BrokenInvariantException ? fault.Message : fault)}\n{fewer.Count} of {numbers.Count} steps: {RandomRun.Text(fewer)}";
    }

    private static void Tell(string text)
    {
        if (Environment.GetEnvironmentVariable("LEDGER_MODEL_TELL") is { Length: > 0 } file)
            File.AppendAllText(file, text + "\n");
    }
}
