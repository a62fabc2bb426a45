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

    public string Summary => $"{EndToEndOptions.Usage}  writes from call to verified receipt";

    public async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        if (!EndToEndOptions.TryRead(arguments, out var options))
            return 2;

        Console.WriteLine(
            $"End to end: gRPC, mutual TLS, four peers, all four cosignatures, durable. {Environment.ProcessorCount} cores, .NET {Environment.Version}, "
            + $"{(System.Runtime.GCSettings.IsServerGC ? "server" : "workstation")} GC. Load of the machine (1, 5, 15 min): {MachineLoad.Read()}.");
        Console.WriteLine(
            "Each call: signed by the operator, answered with a receipt, verified against a checkpoint that is verified once. CPU in ms per event, of all processes.");
        try
        {
            await RunAsync(NodePlacement.OneProcess, null, options, cancellationToken);
            if (options.Processes)
                await RunAsync(NodePlacement.ProcessPerDepartment, null, options, cancellationToken);

            if (options.Fabric is { } service)
                await RunAsync(options.Processes ? NodePlacement.ProcessPerDepartment : NodePlacement.OneProcess, service, options, cancellationToken);

            return 0;
        }
        catch (Exception e) when (e is BenchmarkException or LocalNetworkException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static async Task RunAsync(NodePlacement placement, FabricOrderingService? fabric, EndToEndOptions options, CancellationToken ct)
    {
        Console.WriteLine();
        Console.WriteLine(placement == NodePlacement.OneProcess ? "Four nodes and the clients in one process"
            : "A process per department, and one for the clients");
        Console.WriteLine(fabric is null ? "Ordering: embedded" : $"Ordering: Hyperledger Fabric ({fabric}), four peers, all four endorse");
        await using var network = await BenchmarkNetwork.StartAsync(placement, fabric, ct);
        var load = new Load(network, options.Pack);
        var rows = Rows(options).ToList();
        foreach (var shape in rows.Select(row => row.Shape).Distinct())
        {
            // Long and often enough that the rows measure code that is compiled in full.
            await load.RunAsync(shape, shape == LoadShape.Packed ? 4
                : 64, options.Duration / 3, Math.Min(WarmUpEvents, (int)(WarmUpEventsPerSecond * options.Duration.TotalSeconds)), ct);
        }

        Console.WriteLine(
            $"{"sent",-8} {"clients",7} {"events/s",9} {"p50 ms",7} {"p95 ms",7} {"p99 ms",7} {"ev/block",8} {"CPU/ev",7}  {(placement == NodePlacement.OneProcess ? "of it thread pool (calls, signatures, rules, writes), compiler, sockets, RocksDB's own threads" : "of it clients, ordering node, other three, Fabric")}");
        try
        {
            foreach (var (shape, clients) in rows)
                Print(await load.RunAsync(shape, clients, options.Duration, minimum: 0, ct), placement);
        }
        catch (BenchmarkException e)
        {
            throw new BenchmarkException($"{e.Message}{Environment.NewLine}{await network.DescribeAsync(ct)}");
        }

        await VerifyAsync(network, load.TotalEvents, ct);
    }

    private static IEnumerable<(LoadShape Shape, int Clients)> Rows(EndToEndOptions options) =>
        options.Clients.Select(clients => (LoadShape.Single, clients))
            .Concat(PackedClients.Select(clients => (LoadShape.Packed, clients)))
            .Append((LoadShape.Sales, SalesClients))
            .Where(row => options.Only is null || row.Item1 == options.Only);

    private static async Task VerifyAsync(BenchmarkNetwork network, int events, CancellationToken ct)
    {
        var (block, size) = await network.SettleAsync(ct);
        var (checkpoint, entries) = await network.DownloadAsync(ct);
        var started = Stopwatch.GetTimestamp();
        var replayed = await BenchmarkNetwork.ReplayAsync(entries, checkpoint, network.GenesisSha256, ct);
        var elapsed = Stopwatch.GetElapsedTime(started);
        if (replayed.Events != (ulong)events)
            throw new BenchmarkException($"The ledger holds {replayed.Events} events; {events} were acknowledged.");

        var disk = await network.StopAsync();
        Console.WriteLine(
            $"Verified: every receipt; all four peers at block {block}, size {size}, one state root; replay of {events} events reaches the signed root ({events / elapsed.TotalSeconds:F0} events/s).");
        Console.WriteLine($"On disk per event: {disk.Peer / events} bytes in each peer's store, {disk.Records / events} bytes in the record stores.");
        if (disk.FabricPeer > 0)
        {
            Console.WriteLine(
                $"On Fabric's disk per event: {disk.FabricPeer / events} bytes at each peer, {disk.FabricOrderer / events} bytes at each orderer (blocks; its write-ahead log comes in files of 64 MB, whatever is in them).");
        }
    }

    private static void Print(LoadResult row, NodePlacement placement)
    {
        double PerEvent(TimeSpan cpu) => cpu.TotalMilliseconds / row.Events;
        var parts = placement == NodePlacement.OneProcess
            ? $"  {PerEvent(row.Cpu.Threads.Pool):F2} {PerEvent(row.Cpu.Threads.Compiler):F2} {PerEvent(row.Cpu.Threads.Sockets):F2} {PerEvent(row.Cpu.Threads.Store):F2}"
                + (row.Cpu.Fabric > TimeSpan.Zero ? $"  Fabric {PerEvent(row.Cpu.Fabric):F2}" : "")
            : $"  {PerEvent(row.Cpu.Own):F2} {PerEvent(row.Cpu.Ordering):F2} {PerEvent(row.Cpu.Others):F2} {PerEvent(row.Cpu.Fabric):F2}";
        Console.WriteLine(
            $"{row.Shape,-8} {row.Clients,7} {row.EventsPerSecond,9:F0} {row.PercentileMs(50),7:F1} {row.PercentileMs(95),7:F1} {row.PercentileMs(99),7:F1} "
            + $"{(double)row.Events / row.Blocks,8:F1} {PerEvent(row.Cpu.Total),7:F2}{parts}");
    }
}
