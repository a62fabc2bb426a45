using System.Globalization;

namespace Ledger.Benchmarks;

/// <summary>What a long run looked like for a while.</summary>
/// <param name="Seconds">Seconds since its begin, at the end of the while.</param>
/// <param name="Events">Events acknowledged since its begin.</param>
/// <param name="EventsPerSecond">Events acknowledged in the while, per second.</param>
/// <param name="P50Ms">Median time of a call with one event, ms.</param>
/// <param name="P99Ms">Time within which 99 % of them were answered, ms.</param>
/// <param name="ResidentBytes">Memory of all processes.</param>
/// <param name="HeapBytes">Their collected heaps after the newest collection.</param>
/// <param name="Handles">Their open files and sockets.</param>
/// <param name="DiskBytes">The stores of all nodes.</param>
internal sealed record LastingSample(
    double Seconds, long Events, double EventsPerSecond, double P50Ms, double P99Ms, long ResidentBytes, long HeapBytes, int Handles, long DiskBytes)
{
    /// <summary>Names of the columns.</summary>
    public const string Header = "seconds,events,events_per_second,p50_ms,p99_ms,resident_bytes,heap_bytes,handles,disk_bytes";

    /// <summary>A line under <see cref="Header"/>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Seconds:F1},{Events},{EventsPerSecond:F1},{P50Ms:F2},{P99Ms:F2},{ResidentBytes},{HeapBytes},{Handles},{DiskBytes}");
}
