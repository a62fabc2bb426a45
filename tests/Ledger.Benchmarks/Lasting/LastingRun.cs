using System.Collections.Concurrent;
using System.Diagnostics;

namespace Ledger.Benchmarks;

/// <summary>
/// Writes for a long time, single events and packed ones together, and looks every few seconds at what may grow: memory, handles,
/// times, disk. Fails when nothing was written, or when it grew (<see cref="Growth"/>).
/// </summary>
/// <param name="network">The network.</param>
/// <param name="options">How long, and how many events a packed envelope has.</param>
/// <param name="text">Takes the graph.</param>
internal sealed class LastingRun(BenchmarkNetwork network, EndToEndOptions options, TextWriter text)
{
    private const int SingleClients = 32;
    private const int PackedClients = 2;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private readonly LoadedUnits units = new();
    private readonly List<LastingSample> samples = [];
    private ConcurrentQueue<double> latencies = new();
    private int next;
    private long events;

    /// <summary>Runs, writes the samples, draws them, and compares the four peers and the replay of everything at the end.</summary>
    /// <exception cref="BenchmarkException">A write came back without its receipt, none came back, something grew, or something does not verify.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var workers = Enumerable.Range(0, SingleClients + PackedClients)
            .Select(worker => Task.Run(() => WriteAsync(worker, started, ended.Token), CancellationToken.None)).ToList();
        try
        {
            await WatchAsync(workers, started, ct);
            // The first to end may have failed: the others would write on.
            await await Task.WhenAny(workers);
            await Task.WhenAll(workers);
        }
        finally
        {
            // Whatever failed, nobody writes any more when the network goes.
            await ended.CancelAsync();
            await Task.WhenAny(Task.WhenAll(workers));
        }

        if (events == 0)
            throw new BenchmarkException("Nothing was written.");

        Draw(Stopwatch.GetElapsedTime(started));
        var (block, size) = await network.SettleAsync(ct);
        var begun = Stopwatch.GetTimestamp();
        var replayed = await network.ReplayInFolderAsync(ct);
        if (replayed != (ulong)events)
            throw new BenchmarkException($"The ledger holds {replayed} events; {events} were acknowledged.");

        text.WriteLine(
            $"Verified: every receipt; all four peers at block {block}, size {size}, one state root; replay of {events} events reaches the signed root ({events / Stopwatch.GetElapsedTime(begun).TotalSeconds:F0} events/s, reading them included).");
        if (Growth.Find(samples) is { } grown)
            throw new BenchmarkException(grown);
    }

    /// <summary>Looks until a writer ends.</summary>
    private async Task WatchAsync(List<Task> workers, long started, CancellationToken ct)
    {
        await using var csv = options.Csv is { } path ? new StreamWriter(path) : null;
        csv?.WriteLine(LastingSample.Header);
        while (workers.TrueForAll(static worker => !worker.IsCompleted))
        {
            await Task.WhenAny(Task.WhenAny(workers), Task.Delay(Every, ct));
            ct.ThrowIfCancellationRequested();
            samples.Add(await SampleAsync(Stopwatch.GetElapsedTime(started)));
            csv?.WriteLine(samples[^1]);
            csv?.Flush();
        }
    }

    private async Task WriteAsync(int worker, long started, CancellationToken ct)
    {
        var registration = network.Registration[worker % network.Registration.Count].Registration;
        var count = worker < SingleClients ? 1 : options.Pack;
        while (Stopwatch.GetElapsedTime(started) < options.Lasting)
        {
            var first = Interlocked.Add(ref next, count) - count;
            if (first + count > LoadedUnits.Limit)
                throw new BenchmarkException($"The workload has numbers for {LoadedUnits.Limit} units.");

            var acts = units.Acts(first, count);
            var begun = Stopwatch.GetTimestamp();
            var outcome = await registration.WriteAsync(acts, cancellationToken: ct);
            if (count == 1)
                latencies.Enqueue(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);

            if (outcome.Receipt?.Payload.Events.Count != count)
                throw new BenchmarkException($"A write of {count} events came back without its receipt.");

            Interlocked.Add(ref events, count);
        }
    }

    private async Task<LastingSample> SampleAsync(TimeSpan elapsed)
    {
        var times = Interlocked.Exchange(ref latencies, new ConcurrentQueue<double>()).Order().ToArray();
        var (before, since) = samples.Count == 0 ? (0L, 0.0) : (samples[^1].Events, samples[^1].Seconds);
        var done = Interlocked.Read(ref events);
        var sample = await network.SampleAsync();
        var memory = network.ReadMemory();
        return new(
            elapsed.TotalSeconds,
            done,
            (done - before) / Math.Max(elapsed.TotalSeconds - since, 0.001),
            times.Length == 0 ? 0 : times[times.Length / 2],
            times.Length == 0 ? 0 : times[times.Length * 99 / 100],
            memory.Sum(static process => process.ResidentBytes),
            sample.Figures.HeapBytes,
            memory.Sum(static process => process.Handles),
            network.ReadDisk());
    }

    private void Draw(TimeSpan elapsed)
    {
        text.WriteLine(
            $"{events} events in {elapsed.TotalMinutes:F1} min: {SingleClients} clients with one event an envelope, {PackedClients} with {options.Pack}; a sample every {Every.TotalSeconds:F0} s.");
        IReadOnlyList<double> Of(Func<LastingSample, double> figure) => [.. samples.Select(figure)];
        text.WriteLine(TextGraph.Draw("events/s", Of(static sample => sample.EventsPerSecond)));
        text.WriteLine(TextGraph.Draw("p50 ms", Of(static sample => sample.P50Ms)));
        text.WriteLine(TextGraph.Draw("p99 ms", Of(static sample => sample.P99Ms)));
        text.WriteLine(TextGraph.Draw("resident MB", Of(static sample => sample.ResidentBytes / 1048576.0)));
        text.WriteLine(TextGraph.Draw("heap MB", Of(static sample => sample.HeapBytes / 1048576.0)));
        text.WriteLine(TextGraph.Draw("handles", Of(static sample => sample.Handles)));
        text.WriteLine(TextGraph.Draw("disk MB", Of(static sample => sample.DiskBytes / 1048576.0)));
    }
}
