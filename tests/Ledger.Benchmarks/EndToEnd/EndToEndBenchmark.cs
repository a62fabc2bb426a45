using System.Diagnostics;
using Ledger.Network;

namespace Ledger.Benchmarks;

/// <summary>
/// Writes from the clerk's call to the verified receipt: gRPC over mutual TLS, four peers, all four cosignatures, durable.
/// </summary>
internal sealed class EndToEndBenchmark : IBenchmark
{
    private static readonly int[] PackedClients = [1, 8];
    private const int SalesClients = 64;
    private const int WarmUpEvents = 2_000;

    /// <summary>A run too short to measure anything warms up less.</summary>
    private const int WarmUpEventsPerSecond = 250;

    public string Name => "e2e";

    public string Summary => $"{EndToEndOptions.Usage}  writes from call to verified receipt; with --minutes what grows: {Growth.Rule}";

    public async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        if (!EndToEndOptions.TryRead(arguments, out var options))
            return 2;

        var report = new EndToEndReport(options.Json ? Console.Error : Console.Out);
        report.Begin(options);
        var keep = options.Keep ?? (options.Units > 0 ? Directory.CreateTempSubdirectory("ledger-kept-").FullName : null);
        try
        {
            if (options.Lasting > TimeSpan.Zero)
            {
                await LastAsync(options, report, cancellationToken);
                return 0;
            }

            var ledger = options.Units > 0 ? await KeptLedger.OpenAsync(keep!, options.Units, options.Pack, report.Text, cancellationToken) : null;
            await RunAsync(NodePlacement.OneProcess, null, ledger, options, report, cancellationToken);
            if (options.Processes)
                await RunAsync(NodePlacement.ProcessPerDepartment, null, ledger, options, report, cancellationToken);

            if (options.Fabric is { } service)
            {
                await RunAsync(
                    options.Processes ? NodePlacement.ProcessPerDepartment : NodePlacement.OneProcess, service, null, options, report, cancellationToken);
            }

            if (options.Postgres)
                report.AddPostgres(await PostgresPeer.RunAsync(options.Duration, options.Repeat, report.Text, cancellationToken));

            if (options.Json)
                report.WriteJson(Console.Out);

            return 0;
        }
        catch (Exception e) when (e is BenchmarkException or LocalNetworkException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        finally
        {
            if (options.Keep is null && keep is not null)
                Directory.Delete(keep, recursive: true);
        }
    }

    private static async Task LastAsync(EndToEndOptions options, EndToEndReport report, CancellationToken ct)
    {
        var placement = options.Processes ? NodePlacement.ProcessPerDepartment : NodePlacement.OneProcess;
        report.BeginNetwork(placement, fabric: null, kept: null);
        await using var network = await BenchmarkNetwork.StartAsync(placement, fabric: null, ct);
        try
        {
            await new LastingRun(network, options, report.Text).RunAsync(ct);
        }
        catch (BenchmarkException e)
        {
            throw new BenchmarkException($"{e.Message}{Environment.NewLine}{await network.DescribeAsync(ct)}");
        }
    }

    private static async Task RunAsync(
        NodePlacement placement, FabricOrderingService? fabric, KeptLedger? ledger, EndToEndOptions options, EndToEndReport report, CancellationToken ct)
    {
        report.BeginNetwork(placement, fabric, ledger);
        var starting = Stopwatch.GetTimestamp();
        await using var network = await BenchmarkNetwork.StartAsync(placement, fabric, ct, ledger);
        report.Started(Stopwatch.GetElapsedTime(starting));
        var load = new Load(network, options.Pack);
        var rows = Rows(options).ToList();
        var begun = Stopwatch.GetTimestamp();
        foreach (var shape in rows.Select(row => row.Shape).Distinct())
        {
            // Long and often enough that the rows measure code that is compiled in full.
            await load.RunAsync(shape, shape == LoadShape.Packed ? 4
                : 64, options.Duration / 3, Math.Min(WarmUpEvents, (int)(WarmUpEventsPerSecond * options.Duration.TotalSeconds)), ct);
        }

        report.BeginRows(load.TotalEnvelopes, load.TotalEvents, Stopwatch.GetElapsedTime(begun));
        try
        {
            // In turn, so that a machine that gets busier does so for every row.
            var measured = rows.ConvertAll(static _ => new List<LoadResult>());
            for (var turn = 1; turn <= options.Repeat; turn++)
            {
                for (var i = 0; i < rows.Count; i++)
                {
                    measured[i].Add(await load.RunAsync(rows[i].Shape, rows[i].Clients, options.Duration, minimum: 0, ct));
                    if (turn == options.Repeat)
                        report.Add(new(measured[i]));
                }
            }
        }
        catch (BenchmarkException e)
        {
            throw new BenchmarkException($"{e.Message}{Environment.NewLine}{await network.DescribeAsync(ct)}");
        }

        report.EndRows();
        await VerifyAsync(network, load.TotalEvents, isLoaded: ledger is not null, fabric, report, ct);
    }

    private static IEnumerable<(LoadShape Shape, int Clients)> Rows(EndToEndOptions options) =>
        options.Clients.Select(clients => (LoadShape.Single, clients))
            .Concat(PackedClients.Select(clients => (LoadShape.Packed, clients)))
            .Append((LoadShape.Sales, SalesClients))
            .Where(row => options.Only is null || row.Item1 == options.Only);

    private static async Task VerifyAsync(
        BenchmarkNetwork network, int events, bool isLoaded, FabricOrderingService? fabric, EndToEndReport report, CancellationToken ct)
    {
        var (block, size) = await network.SettleAsync(ct);
        TimeSpan? elapsed = null;
        if (!isLoaded)
        {
            var (checkpoint, entries) = await network.DownloadAsync(ct);
            var started = Stopwatch.GetTimestamp();
            var replayed = await BenchmarkNetwork.ReplayAsync(entries, checkpoint, network.GenesisSha256, ct);
            elapsed = Stopwatch.GetElapsedTime(started);
            if (replayed.Events != (ulong)events)
                throw new BenchmarkException($"The ledger holds {replayed.Events} events; {events} were acknowledged.");
        }

        report.EndNetwork(block, size, events, elapsed, await network.StopAsync(), fabric);
    }
}
