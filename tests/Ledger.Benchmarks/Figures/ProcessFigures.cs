using System.Text.Json.Serialization;

namespace Ledger.Benchmarks;

/// <summary>What one process's runtime counted since it was started.</summary>
/// <param name="AllocatedBytes">Bytes allocated on the collected heap.</param>
/// <param name="PauseTicks">Time that all threads were stopped for the collector.</param>
/// <param name="Gen0">Collections of the youngest generation alone.</param>
/// <param name="Gen1">Collections up to the middle one.</param>
/// <param name="Gen2">Collections of everything.</param>
/// <param name="HeapBytes">Bytes of the heap after the newest collection.</param>
/// <param name="Collector">How the collector is set.</param>
/// <param name="Syncs">Syncs by file (<see cref="Peers.DiskSyncs"/>).</param>
internal sealed record ProcessFigures(
    long AllocatedBytes, long PauseTicks, int Gen0, int Gen1, int Gen2, long HeapBytes, string Collector, IReadOnlyDictionary<string, long> Syncs)
{
    /// <summary>Time that all threads were stopped for the collector.</summary>
    [JsonIgnore]
    public TimeSpan Pause => TimeSpan.FromTicks(PauseTicks);

    /// <summary>This process, now.</summary>
    /// <param name="syncs">Counts its syncs.</param>
    public static ProcessFigures Read(SyncCounter syncs)
    {
        var (all, older, oldest) = (GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2));
        return new(
            GC.GetTotalAllocatedBytes(),
            GC.GetTotalPauseDuration().Ticks,
            all - older,
            older - oldest,
            oldest,
            GC.GetGCMemoryInfo(GCKind.Any).HeapSizeBytes,
            CollectorSettings.InForce,
            syncs.Read());
    }

    /// <summary>What was counted in between; the heap is that of the end.</summary>
    public static ProcessFigures operator -(ProcessFigures after, ProcessFigures before) => new(
        after.AllocatedBytes - before.AllocatedBytes,
        after.PauseTicks - before.PauseTicks,
        after.Gen0 - before.Gen0,
        after.Gen1 - before.Gen1,
        after.Gen2 - before.Gen2,
        after.HeapBytes,
        after.Collector,
        after.Syncs.ToDictionary(file => file.Key, file => file.Value - before.Syncs.GetValueOrDefault(file.Key), StringComparer.Ordinal));

    /// <summary>Both together.</summary>
    public static ProcessFigures operator +(ProcessFigures one, ProcessFigures other) => new(
        one.AllocatedBytes + other.AllocatedBytes,
        one.PauseTicks + other.PauseTicks,
        one.Gen0 + other.Gen0,
        one.Gen1 + other.Gen1,
        one.Gen2 + other.Gen2,
        one.HeapBytes + other.HeapBytes,
        one.Collector,
        one.Syncs.Keys.Union(other.Syncs.Keys, StringComparer.Ordinal).ToDictionary(
            file => file, file => one.Syncs.GetValueOrDefault(file) + other.Syncs.GetValueOrDefault(file), StringComparer.Ordinal));
}
