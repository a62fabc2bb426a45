namespace Ledger.Contracts.Tests;

/// <summary>Random acts on a small town, against a naive book (events.md 12).</summary>
public sealed class RandomBookTests(ITestOutputHelper output)
{
    [Fact]
    public void The_ten_invariants_hold_after_every_random_act()
    {
        var statistics = new Statistics();
        for (var run = 0ul; run < 5; run++)
        {
            var numbers = RandomRun.Numbers(run, 400);
            if (RandomRun.Run(numbers, statistics) is not { } fault)
                continue;
            output.WriteLine(statistics.ToString());
            var fewer = RandomRun.Shorten(numbers, fault);
            output.WriteLine(RandomRun.Tell(fewer));
            Assert.Fail($"seed {run}: {fault}\n{fewer.Count} steps: {RandomRun.Text(fewer)}");
        }

        output.WriteLine(statistics.ToString());
    }
}
