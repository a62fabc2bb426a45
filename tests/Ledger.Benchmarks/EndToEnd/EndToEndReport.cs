using System.Globalization;
using System.Text.Json.Nodes;
using Ledger.Network;

namespace Ledger.Benchmarks;

/// <summary>Shows what was measured: tables for people, one document for machines.</summary>
/// <param name="text">Takes the tables.</param>
internal sealed class EndToEndReport(TextWriter text)
{
    private readonly JsonArray runs = [];
    private KeptLedger? ledger;
    private JsonObject? postgres;
    private List<Row> rows = [];
    private NodePlacement placement;

    /// <summary>Takes what people read.</summary>
    public TextWriter Text => text;

    /// <summary>Says on what it is measured.</summary>
    public void Begin(EndToEndOptions options)
    {
        text.WriteLine(
            $"End to end: gRPC, mutual TLS, four peers, all four cosignatures, durable. {Environment.ProcessorCount} cores, .NET {Environment.Version}. "
            + $"Load of the machine before (1, 5, 15 min): {MachineLoad.Read()}.");
        text.WriteLine(
            "Each call: signed by the operator, answered with a receipt, verified against a checkpoint that is verified once. CPU in ms per event, of all processes.");
        if (options.Lasting == TimeSpan.Zero)
            text.WriteLine($"Each row {options.Duration.TotalSeconds:F0} s{(options.Repeat > 1 ? $", {options.Repeat} times in turn: the median of each figure, and the spread" : "")}.");
        text.WriteLine(CollectorSettings.Line);
    }

    /// <summary>Begins the tables of one network.</summary>
    public void BeginNetwork(NodePlacement where, FabricOrderingService? fabric, KeptLedger? kept)
    {
        placement = where;
        ledger = kept;
        rows = [];
        text.WriteLine();
        text.WriteLine(where == NodePlacement.OneProcess ? "Four nodes and the clients in one process" : "A process per department, and one for the clients");
        text.WriteLine(fabric is null ? "Ordering: embedded" : $"Ordering: Hyperledger Fabric ({fabric}), four peers, all four endorse");
    }

    /// <summary>Says how long the nodes took to start, the copies of a kept ledger included.</summary>
    public void Started(TimeSpan elapsed)
    {
        if (ledger is { About: { } about })
        {
            text.WriteLine(
                $"Each node has a ledger of {about.Units} units, {about.Size} entries, {about.Bytes >> 20} MiB; laid out and started in {elapsed.TotalSeconds:F1} s.");
            text.WriteLine(
                "Measured are inserts above a tree of so many units. The nodes' table files are hard links to the kept ones where the disk has them, so memory "
                + "caches them once for all four; the record stores begin empty.");
        }
    }

    /// <summary>Says what was sent before anything counted, and heads the first table.</summary>
    public void BeginRows(int warmUpCalls, int warmUpEvents, TimeSpan warmUp)
    {
        text.WriteLine($"Warmed up by {warmUpEvents} events in {warmUpCalls} calls, {warmUp.TotalSeconds:F0} s, not counted.");
        text.WriteLine(
            $"{"sent",-8} {"clients",7} {"events/s",9} {"p50 ms",7} {"p95 ms",7} {"p99 ms",7} {"ev/block",8} {"CPU/ev",7}  {(placement == NodePlacement.OneProcess ? "of it thread pool (calls, signatures, rules, writes), collector, compiler, sockets, RocksDB's own threads" : $"of it clients, {string.Join(", ", BenchmarkNetwork.Departments)} (orders first), Fabric")}");
    }

    /// <summary>Shows a row.</summary>
    public void Add(Row row)
    {
        rows.Add(row);
        double Of(Func<LoadResult, TimeSpan> cpu) => row.Median(run => cpu(run).TotalMilliseconds / run.Events);
        var parts = placement == NodePlacement.OneProcess
            ? $"  {Of(run => run.Used.Cpu.Threads.Pool):F2} {Of(run => run.Used.Cpu.Threads.Collector):F2} {Of(run => run.Used.Cpu.Threads.Compiler):F2} {Of(run => run.Used.Cpu.Threads.Sockets):F2} {Of(run => run.Used.Cpu.Threads.Store):F2}"
                + (row.Runs[0].Used.Cpu.Fabric > TimeSpan.Zero ? $"  Fabric {Of(run => run.Used.Cpu.Fabric):F2}" : "")
            : $"  {Of(run => run.Used.Cpu.Own):F2} {string.Join(' ', Enumerable.Range(0, row.Runs[0].Used.Cpu.Nodes.Count).Select(node => $"{Of(run => run.Used.Cpu.Nodes[node]):F2}"))} {Of(run => run.Used.Cpu.Fabric):F2}";
        text.WriteLine(
            $"{row.Shape,-8} {row.Clients,7} {row.Median(run => run.EventsPerSecond),9:F0} {row.Median(run => run.PercentileMs(50)),7:F1} {row.Median(run => run.PercentileMs(95)),7:F1} "
            + $"{row.Median(run => run.PercentileMs(99)),7:F1} {row.Median(run => run.EventsPerBlock),8:F1} {row.Median(run => run.CpuMsPerEvent),7:F2}{parts}");
        if (row.Runs.Count > 1)
            text.WriteLine($"{"",16} {Spread(row, run => run.EventsPerSecond, "F0"),9} p50 {Spread(row, run => run.PercentileMs(50), "F1")} CPU {Spread(row, run => run.CpuMsPerEvent, "F2")}");
    }

    /// <summary>Shows what the rows cost beside CPU.</summary>
    public void EndRows()
    {
        text.WriteLine(
            $"{"sent",-8} {"clients",7} {"KB/ev",9} {"pause µs/ev",12} {"gen 0/1/2",12} {"syncs/block",12} {"other work",11} {"load 1 min",11}  resident MB");
        foreach (var row in rows)
        {
            var collections = $"{row.Median(run => run.Used.Figures.Gen0):F0}/{row.Median(run => run.Used.Figures.Gen1):F0}/{row.Median(run => run.Used.Figures.Gen2):F0}";
            var other = row.Runs[0].OtherCores is null ? "not told" : $"{row.Median(run => run.OtherCores!.Value):F2} cores";
            text.WriteLine(
                $"{row.Shape,-8} {row.Clients,7} {row.Median(run => run.AllocatedKbPerEvent),9:F1} {row.Median(run => run.PauseUsPerEvent),12:F1} {collections,12} "
                + $"{row.Median(run => run.SyncsPerBlock),12:F2} {other,11} {row.Runs[^1].LoadAfter,11}  {string.Join(", ", row.Runs[^1].Memory.Select(process => $"{process.Name} {process.ResidentBytes >> 20}"))}");
        }

        text.WriteLine(
            "KB allocated and collections: all .NET processes of clients and nodes together (Fabric's not); pauses are summed over them. Syncs: fsync and fdatasync asked for by the nodes; "
            + "not those of RocksDB's flushing and compacting in the background, nor Fabric's. Other work: cores that other programs kept busy.");
        text.WriteLine($"Collector of the nodes: {rows[^1].Runs[^1].Used.Figures.Collector}. Syncs per block by file, last row: {SyncsByFile(rows[^1].Runs[^1])}.");
    }

    /// <summary>Shows what was verified at the end.</summary>
    public void EndNetwork(ulong block, ulong size, int events, TimeSpan? replay, DiskUse disk, FabricOrderingService? fabric)
    {
        text.WriteLine(
            $"Verified: every receipt; all four peers at block {block}, size {size}, one state root; "
            + (replay is { } elapsed
                ? $"replay of {events} events reaches the signed root ({events / elapsed.TotalSeconds:F0} events/s)."
                : "not replayed, for all that was loaded would have to be."));
        // What was loaded is compacted meanwhile, which takes or gives more than the events.
        text.WriteLine(
            $"On disk per event: {(ledger is null ? $"{disk.Peer / events} bytes" : "not measured")} in each peer's store, {disk.Records / events} bytes in the record stores.");
        if (disk.FabricPeer > 0)
        {
            text.WriteLine(
                $"On Fabric's disk per event: {disk.FabricPeer / events} bytes at each peer, {disk.FabricOrderer / events} bytes at each orderer (blocks; its write-ahead log comes in files of 64 MB, whatever is in them).");
        }

        runs.Add(new JsonObject
        {
            ["placement"] = placement.ToString(),
            ["ordering"] = fabric?.ToString() ?? "embedded",
            ["nodes"] = new JsonArray([.. BenchmarkNetwork.Departments.Select(name => JsonValue.Create(name))]),
            ["collector"] = rows[^1].Runs[^1].Used.Figures.Collector,
            ["rows"] = new JsonArray([.. rows.Select(row => row.ToJson())]),
            ["units"] = ledger?.About.Units ?? 0,
            ["replay_events_per_second"] = events / replay?.TotalSeconds,
            ["events"] = events,
            ["peer_store_bytes_per_event"] = ledger is null ? disk.Peer / events : null,
            ["record_store_bytes_per_event"] = disk.Records / events,
        });
    }

    /// <summary>Takes what was measured of PostgreSQL; null for nothing.</summary>
    public void AddPostgres(JsonObject? measured) => postgres = measured;

    /// <summary>Writes the document for machines, on one line.</summary>
    public void WriteJson(TextWriter output) => output.WriteLine(new JsonObject
    {
        ["cores"] = Environment.ProcessorCount,
        ["runtime"] = Environment.Version.ToString(),
        ["load_after"] = MachineLoad.Read(),
        ["networks"] = runs,
        ["postgres"] = postgres,
    }.ToJsonString());

    private static string SyncsByFile(LoadResult run) => string.Join(", ", run.Used.Figures.Syncs.Where(file => file.Value > 0)
        .Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Key} {(double)file.Value / run.Blocks:F2}")));

    private static string Spread(Row row, Func<LoadResult, double> figure, string format)
    {
        var (least, most) = row.Spread(figure);
        return $"{least.ToString(format, CultureInfo.InvariantCulture)}–{most.ToString(format, CultureInfo.InvariantCulture)}";
    }
}
