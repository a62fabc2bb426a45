using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Ledger.Chain;

namespace Ledger.Benchmarks;

/// <summary>
/// Invocations of the ledger's chaincode over its stream on this machine: the envelopes of a real chain, in order, against
/// a peer that only answers from memory.
/// </summary>
internal sealed class ChaincodeBenchmark : IBenchmark
{
    private const int DefaultEvents = 1_000;

    public string Name => "chaincode";

    public string Summary => "[events]  invocations of the chaincode, with and without what peers offer since Fabric 3.1 (1000 events)";

    public async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var events = DefaultEvents;
        if (arguments.Length > 1 || (arguments.Length == 1
            && (!int.TryParse(arguments[0], NumberStyles.None, CultureInfo.InvariantCulture, out events) || events is < 1 or > CaseNumbers.Limit)))
        {
            await Console.Error.WriteLineAsync($"Give a number of events from 1 to {CaseNumbers.Limit}.");
            return 2;
        }

        try
        {
            Console.WriteLine(
                $"Chaincode over a stream, plain text, peer and chaincode in one process, {Environment.ProcessorCount} cores. Load of the machine (1, 5, 15 min): {MachineLoad.Read()}.");
            // The chaincode's own program is not set as the node's.
            Console.WriteLine(CollectorSettings.Line);
            Console.WriteLine(
                $"{"envelopes",-10} {"peer",-16} {"in flight",9} {"calls",6} {"p50 ms",7} {"p95 ms",7} {"calls/s",8} {"round trips",11} {"CPU ms",7}");
            // Later acts of a sale rest on earlier ones: one at a time. Openings are independent of each other.
            await MeasureAsync(await ChaincodeWorkload.MakeAsync("sales", LoadShape.Sales, events, cancellationToken), [1]);
            await MeasureAsync(await ChaincodeWorkload.MakeAsync("openings", LoadShape.Single, events, cancellationToken), [1, 64]);
            return 0;
        }
        catch (BenchmarkException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static async Task MeasureAsync(ChaincodeWorkload workload, int[] inFlight)
    {
        foreach (var calls in inFlight)
        {
            await MeasureAsync(workload, "before 3.1", offers: false, keysNamed: false, calls);
            await MeasureAsync(workload, "3.1", offers: true, keysNamed: false, calls);
            await MeasureAsync(workload, "3.1, keys named", offers: true, keysNamed: true, calls);
        }
    }

    /// <summary>Submits all envelopes in order to a channel of their own.</summary>
    private static async Task MeasureAsync(ChaincodeWorkload workload, string kind, bool offers, bool keysNamed, int inFlight)
    {
        await using var run = await ChaincodeRun.StartAsync(workload, offers);
        var latencies = new ConcurrentBag<double>();
        var before = run.Peer.Requests;
        var cpu = CpuTimes.Read([], []);
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(workload.Envelopes, new ParallelOptions { MaxDegreeOfParallelism = inFlight }, async (envelope, _) =>
        {
            var called = Stopwatch.GetTimestamp();
            await run.CallAsync(LedgerFunctions.Submit, envelope, keysNamed ? workload.Keys[envelope] : []);
            latencies.Add(Stopwatch.GetElapsedTime(called).TotalMilliseconds);
        });
        var elapsed = Stopwatch.GetElapsedTime(started);
        var used = (CpuTimes.Read([], []) - cpu).Total;
        var sorted = latencies.Order().ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{workload.Name,-10} {kind,-16} {inFlight,9} {sorted.Count,6} {sorted[sorted.Count / 2],7:F2} {sorted[sorted.Count * 95 / 100],7:F2} {sorted.Count / elapsed.TotalSeconds,8:F0} {(double)(run.Peer.Requests - before) / sorted.Count,11:F1} {used.TotalMilliseconds / sorted.Count,7:F3}"));
    }
}
