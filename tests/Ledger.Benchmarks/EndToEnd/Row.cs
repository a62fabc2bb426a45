using System.Text.Json.Nodes;

namespace Ledger.Benchmarks;

/// <summary>A row of the table: the same load, measured once or several times. Each figure is the median of the runs by itself.</summary>
/// <param name="Runs">What was measured, in order.</param>
internal sealed record Row(IReadOnlyList<LoadResult> Runs)
{
    /// <summary>What was sent.</summary>
    public LoadShape Shape => Runs[0].Shape;

    /// <summary>Calls in flight.</summary>
    public int Clients => Runs[0].Clients;

    /// <summary>The middle value of the runs; of an even number of them the mean of the middle two.</summary>
    public double Median(Func<LoadResult, double> figure)
    {
        var sorted = Runs.Select(figure).Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    /// <summary>Smallest and largest value of the runs.</summary>
    public (double Least, double Most) Spread(Func<LoadResult, double> figure) => (Runs.Min(figure), Runs.Max(figure));

    /// <summary>Every run, for machines; the names say the units.</summary>
    public JsonObject ToJson() => new()
    {
        ["sent"] = Shape.ToString(),
        ["clients"] = Clients,
        ["runs"] = new JsonArray([.. Runs.Select(static run => new JsonObject
        {
            ["seconds"] = run.Elapsed.TotalSeconds,
            ["calls"] = run.Calls,
            ["events"] = run.Events,
            ["blocks"] = run.Blocks,
            ["events_per_second"] = run.EventsPerSecond,
            ["p50_ms"] = run.PercentileMs(50),
            ["p95_ms"] = run.PercentileMs(95),
            ["p99_ms"] = run.PercentileMs(99),
            ["cpu_ms_per_event"] = run.CpuMsPerEvent,
            ["cpu_ms_per_event_own_process"] = run.Used.Cpu.Own.TotalMilliseconds / run.Events,
            ["cpu_ms_per_event_by_node"] = new JsonArray([.. run.Used.Cpu.Nodes.Select(cpu => JsonValue.Create(cpu.TotalMilliseconds / run.Events))]),
            ["cpu_ms_per_event_fabric"] = run.Used.Cpu.Fabric.TotalMilliseconds / run.Events,
            ["allocated_kb_per_event"] = run.AllocatedKbPerEvent,
            ["collector_pause_us_per_event"] = run.PauseUsPerEvent,
            ["collections"] = new JsonArray(run.Used.Figures.Gen0, run.Used.Figures.Gen1, run.Used.Figures.Gen2),
            ["syncs_per_block"] = run.SyncsPerBlock,
            ["syncs"] = new JsonObject(run.Used.Figures.Syncs.Select(file => KeyValuePair.Create<string, JsonNode?>(file.Key, file.Value))),
            ["other_work_cores"] = run.OtherCores,
            ["resident_bytes"] = new JsonObject(run.Memory.Select(process => KeyValuePair.Create<string, JsonNode?>(process.Name, process.ResidentBytes))),
        })]),
    };
}
