using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Ledger.Peers;

namespace Ledger.Benchmarks;

/// <summary>Counts this process's syncs by file, from when it is made.</summary>
internal sealed class SyncCounter : IDisposable
{
    private readonly ConcurrentDictionary<string, long> counts = new(StringComparer.Ordinal);
    private readonly MeterListener listener = new();

    public SyncCounter()
    {
        listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == DiskSyncs.MeterName && instrument.Name == DiskSyncs.CounterName)
                listener.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) => counts.AddOrUpdate(
            tags[0].Value as string ?? "?", static (_, count) => count, static (_, before, count) => before + count, count));
        listener.Start();
    }

    /// <summary>Syncs so far, by file.</summary>
    public IReadOnlyDictionary<string, long> Read() => new SortedDictionary<string, long>(counts, StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Dispose() => listener.Dispose();
}
