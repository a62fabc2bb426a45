using System.Diagnostics;
using System.Globalization;

namespace Ledger.Contracts.Tests;

/// <summary>
/// Random acts on a small town, against a naive book (events.md 12). <c>LEDGER_MODEL_SEED</c>, <c>LEDGER_MODEL_RUNS</c> and
/// <c>LEDGER_MODEL_STEPS</c> choose other runs; what the steps of a failed one did is in the file that <c>LEDGER_MODEL_TELL</c> names,
/// and how far a long one came.
/// </summary>
public sealed class RandomBookTests(ITestOutputHelper output)
{
    private const int Steps = 400;
    private const int Runs = 12;
    private const int LongSteps = 1_000;
    private const int LongRuns = 10_000;
    private const int RunsBetweenReplays = 10;

    /// <summary>Runs that found something, with what it was; their steps are others when makers of acts change.</summary>
    public static TheoryData<ulong, string> Found => new()
    {
        { 4, "a contract whose buyers take shares without saying which broke the contract (C-26)" },
        { 6, "a pre-seizure that was over had to be named by a transfer as long as its row was there (C-29)" },
        { 54, "an easement of a unit that was split ended with the wrong part, its proof with all (C-62)" },
    };

    [Fact]
    public void The_ten_invariants_hold_after_every_random_act()
    {
        var (first, runs, steps) = (Setting("SEED", 1), (int)Setting("RUNS", Runs), (int)Setting("STEPS", Steps));
        var statistics = new Statistics();
        var faults = Go(first, runs, steps, statistics, runsBetweenReplays: 1);

        output.WriteLine(statistics.ToString());
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.InRange(statistics.AcceptedShare, 30, 70);
        if (runs >= Runs && steps >= Steps)
            Assert.Empty(statistics.OneSided);
    }

    [Theory]
    [MemberData(nameof(Found))]
    public void What_a_random_run_found_is_found_no_more(ulong seed, string fault)
    {
        Assert.NotEmpty(fault);
        Assert.Empty(Go(seed, 1, Steps, new(), runsBetweenReplays: 1));
    }

    [Fact]
    public void The_ten_invariants_hold_over_ten_million_random_acts()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("LEDGER_NIGHTLY") == "1", "Takes hours: LEDGER_NIGHTLY=1.");
        var statistics = new Statistics();
        var faults = Go(Setting("SEED", 1_000_000), (int)Setting("RUNS", LongRuns), (int)Setting("STEPS", LongSteps), statistics, RunsBetweenReplays);

        output.WriteLine(statistics.ToString());
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Empty(statistics.OneSided);
    }

    private static ulong Setting(string name, ulong otherwise)
        => Environment.GetEnvironmentVariable("LEDGER_MODEL_" + name) is { Length: > 0 } text ? ulong.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private static List<string> Go(ulong first, int runs, int steps, Statistics statistics, int runsBetweenReplays)
    {
        List<string> faults = [];
        var watch = Stopwatch.StartNew();
        for (var run = 0; run < runs && faults.Count < 5; run++)
        {
            var seed = first + (ulong)run;
            var numbers = RandomRun.Numbers(seed, steps);
            if (RandomRun.Run(numbers, statistics, run % runsBetweenReplays == 0) is { } fault)
                faults.Add(Told(seed, numbers, fault));
            if (run % 100 == 99)
                Tell($"{statistics.Steps} steps, {statistics.Steps / Math.Max(watch.Elapsed.TotalSeconds, 1):F0} a second, {faults.Count} faults");
        }

        Tell(statistics.ToString());
        return faults;
    }

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
