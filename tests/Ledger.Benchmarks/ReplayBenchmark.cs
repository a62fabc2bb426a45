using System.Diagnostics;
using System.Globalization;
using Ledger.Network;

namespace Ledger.Benchmarks;

/// <summary>Replays a stored chain from genesis, on all cores, and compares with the checkpoint the departments signed.</summary>
internal sealed class ReplayBenchmark : IBenchmark
{
    private const int DefaultEvents = 20_000;
    private const int Pack = 90;
    private const int Runs = 3;

    public string Name => "replay";

    public string Summary
        => "[events] | --units n --keep folder  replay of a stored chain from genesis to the signed root (20000 events), or of a kept ledger with the state in a folder";

    public async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        if (arguments is ["--units", var text, "--keep", var keep]
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var units) && units is > 0 and <= LoadedUnits.Limit)
        {
            Console.WriteLine(
                $"Replay from genesis, entries in a file, state in a folder. {Environment.ProcessorCount} cores. Load of the machine (1, 5, 15 min): {MachineLoad.Read()}.");
            Console.WriteLine(CollectorSettings.Line);
            await FolderReplayMeasure.RunAsync(await KeptLedger.OpenAsync(keep, units, Pack, Console.Out, cancellationToken), cancellationToken);
            return 0;
        }

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
                $"Replay from genesis, entries in memory: every signature, every rule, every seal. {Environment.ProcessorCount} cores. Load of the machine (1, 5, 15 min): {MachineLoad.Read()}.");
            Console.WriteLine(CollectorSettings.Line);
            Console.WriteLine($"{"chain",-26} {"events",8} {"blocks",7} {"MiB",6} {"events/s",9} {"CPU/ev ms",10} {"root",6}");
            await MeasureAsync("one event per envelope", LoadShape.Single, clients: 256, events, cancellationToken);
            await MeasureAsync($"{Pack} events per envelope", LoadShape.Packed, clients: 8, events, cancellationToken);
            return 0;
        }
        catch (BenchmarkException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static async Task MeasureAsync(string chain, LoadShape shape, int clients, int events, CancellationToken ct)
    {
        await using var network = await BenchmarkNetwork.StartAsync(NodePlacement.OneProcess, fabric: null, ct);
        var load = new Load(network, Pack);
        await load.RunAsync(shape, clients, TimeSpan.Zero, events, ct);
        await network.SettleAsync(ct);
        var (checkpoint, entries) = await network.DownloadAsync(ct);
        await network.StopAsync();

        // The first run compiles, the last ones count.
        var measured = new List<(TimeSpan Elapsed, TimeSpan Cpu)>();
        for (var run = 0; run <= Runs; run++)
        {
            var cpu = CpuTimes.Read([], []);
            var started = Stopwatch.GetTimestamp();
            var result = await BenchmarkNetwork.ReplayAsync(entries, checkpoint, network.GenesisSha256, ct);
            if (run > 0)
                measured.Add((Stopwatch.GetElapsedTime(started), (CpuTimes.Read([], []) - cpu).Total));

            if (result.Events != (ulong)load.TotalEvents)
                throw new BenchmarkException($"The replay applied {result.Events} events; {load.TotalEvents} were acknowledged.");
        }

        var median = measured.OrderBy(run => run.Elapsed).ElementAt(Runs / 2);
        var bytes = entries.Sum(entry => (long)entry.Length);
        var blocks = entries.Count - load.TotalEnvelopes - 1;
        Console.WriteLine(
            $"{chain,-26} {load.TotalEvents,8} {blocks,7} {bytes / 1048576.0,6:F1} {load.TotalEvents / median.Elapsed.TotalSeconds,9:F0} {median.Cpu.TotalMilliseconds / load.TotalEvents,10:F3} {"signed",6}");
    }
}
