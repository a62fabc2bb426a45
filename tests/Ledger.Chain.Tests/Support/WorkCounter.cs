using System.Diagnostics.Metrics;
using Ledger.Log;

namespace Ledger.Chain.Tests;

/// <summary>Counts what one thread does to byte strings, from when it is made, and the bytes that it allocates.</summary>
internal sealed class WorkCounter : IDisposable
{
    private readonly Dictionary<string, long> counts = new(StringComparer.Ordinal);
    private readonly int thread = Environment.CurrentManagedThreadId;
    private readonly MeterListener listener = new();

    public WorkCounter()
    {
        listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == ByteWork.MeterName)
                listener.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, count, _, _) =>
        {
            if (Environment.CurrentManagedThreadId == thread)
                counts[instrument.Name] = counts.GetValueOrDefault(instrument.Name) + count;
        });
        listener.Start();
    }

    /// <summary>Parses, encodings and leaf hashes of an action.</summary>
    public (long Parses, long Encodings, long LeafHashes) Of(Action action)
    {
        counts.Clear();
        action();
        return (Count(ByteWork.ParsesName), Count(ByteWork.EncodingsName), Count(ByteWork.LeafHashesName));
    }

    public void Dispose() => listener.Dispose();

    private long Count(string name) => counts.GetValueOrDefault(name);
}
