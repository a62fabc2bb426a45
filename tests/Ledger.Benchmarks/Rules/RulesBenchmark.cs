using System.Diagnostics;
using System.Globalization;
using Ledger.Chain;
using Ledger.Contracts;
using Ledger.Contracts.Tests;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Benchmarks;

/// <summary>
/// Rule time of every event of profile 2, by flow: from the event's bytes to its verdict and the pages it writes, on one thread, with
/// the pages in memory. No signature, no tree, no store.
/// </summary>
internal sealed class RulesBenchmark : IBenchmark
{
    private const int DefaultRounds = 400;
    private const int WarmUp = 1_000;

    private readonly LedgerContract contract = new();

    public string Name => "rules";

    public string Summary => "[--rounds N] [--markdown]  microseconds of rule time and bytes allocated, median and worst act of every flow of profile 2";

    public Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var (rounds, markdown) = (DefaultRounds, false);
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] == "--markdown")
            {
                markdown = true;
            }
            else if (arguments[i] == "--rounds" && i + 1 < arguments.Length
                && int.TryParse(arguments[++i], CultureInfo.InvariantCulture, out var given) && given > 0)
            {
                rounds = given;
            }
            else
            {
                return Task.FromResult(2);
            }
        }

        Console.WriteLine($"Rule time, profile 2, one thread, {rounds} runs an act after {WarmUp} to warm up; load {MachineLoad.Read()} before.");
        var acts = Scenes.Acts.Concat(WideActs.All.Select(static scene => scene.On(TestLedger.Two())))
            .Select(act => (Act: act, Pages: ActPages.Of(act))).ToList();
        // Round by round, so that every rule is compiled to its end before any is measured.
        for (var i = 0; i < WarmUp; i++)
        {
            foreach (var (act, pages) in acts)
                Judge(act, pages);
        }

        var costs = new List<ActCost>();
        foreach (var (act, pages) in acts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            costs.Add(Measure(act, pages, rounds));
        }

        Print(costs, markdown);
        Console.WriteLine($"Verified: {acts.Count} acts of {costs.Select(static cost => cost.Event).Distinct().Count()} events, each accepted in every run. "
            + $"Load {MachineLoad.Read()} after.");
        return Task.FromResult(0);
    }

    private ActCost Measure(SceneAct act, ActPages pages, int rounds)
    {
        var runs = new double[rounds];
        var bytes = long.MaxValue;
        for (var i = 0; i < rounds; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var started = Stopwatch.GetTimestamp();
            Judge(act, pages);
            runs[i] = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
            bytes = Math.Min(bytes, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Array.Sort(runs);
        var flow = act.Scene.Flow == FlowCode.Unspecified ? "" : FlowCodes.TextOf(act.Scene.Flow);
        return new(flow, act.Event.Descriptor.Name, act.Scene.Name, pages.Reads, pages.Writes, runs, bytes);
    }

    private void Judge(SceneAct act, ActPages pages)
    {
        pages.Reset();
        var findings = contract.Execute(pages, pages.Event);
        if (findings.Any(static finding => finding.Refuses))
            throw new InvalidOperationException($"{act.Scene} is refused: {string.Join(", ", findings.Select(static finding => finding.Rule))}.");
    }

    private static void Print(List<ActCost> costs, bool markdown)
    {
        string[] headings = ["flow", "event", "acts", "median µs", "worst act µs", "its 99th of 100 runs", "KB", "reads", "writes"];
        Line(markdown, headings);
        if (markdown)
            Line(markdown, [.. headings.Select(static _ => "---")]);
        foreach (var group in costs.GroupBy(static cost => (cost.Flow, cost.Event)).OrderBy(static group => group.Key.Flow.Length == 0)
            .ThenBy(static group => group.Key.Flow, StringComparer.Ordinal).ThenBy(static group => group.Key.Event, StringComparer.Ordinal))
        {
            var middle = group.OrderBy(static cost => cost.Median).ElementAt((group.Count() - 1) / 2);
            var worst = group.MaxBy(static cost => cost.Median)!;
            Line(
                markdown,
                [
                    group.Key.Flow.Length > 0 ? group.Key.Flow : "–", group.Key.Event, Text(group.Count()), Text(middle.Median), Text(worst.Median),
                    Text(worst.At(0.99)), Text(worst.Bytes / 1024.0), Text(worst.Reads), Text(worst.Writes),
                ]);
        }

        var all = costs.Select(static cost => cost.Median).Order().ToList();
        var slowest = costs.MaxBy(static cost => cost.Median)!;
        Console.WriteLine($"All acts: median {Text(all[all.Count / 2])} µs, worst {Text(slowest.Median)} µs ({slowest.Flow} {slowest.Event}: {slowest.Scene}).");
    }

    private static string Text(double value) => value.ToString(value < 100 ? "0.#" : "0", CultureInfo.InvariantCulture);

    private static void Line(bool markdown, string[] cells) => Console.WriteLine(markdown
        ? $"| {string.Join(" | ", cells)} |"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{cells[0],-5} {cells[1],-26} {cells[2],5} {cells[3],10} {cells[4],13} {cells[5],21} {cells[6],7} {cells[7],6} {cells[8],7}"));
}
