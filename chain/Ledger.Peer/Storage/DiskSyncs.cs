using System.Diagnostics.Metrics;

namespace Ledger.Peers;

/// <summary>
/// Counts what this process asked the disk to make durable (fsync, fdatasync), by file: meter <see cref="MeterName"/>, counter
/// <see cref="CounterName"/>. Syncs that a database makes in the background, of files it flushes or compacts, are not among them.
/// </summary>
public static class DiskSyncs
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Ledger.Disk";

    /// <summary>Name of the counter.</summary>
    public const string CounterName = "ledger.disk.syncs";

    /// <summary>Tag that says which file was synced: a file's name, <c>store</c> for the log of a peer's store.</summary>
    public const string FileTag = "file";

    private static readonly Counter<long> Counter = new Meter(MeterName).CreateCounter<long>(CounterName, "{sync}", "Files made durable.");

    /// <summary>Counts one sync.</summary>
    /// <param name="file">Which file.</param>
    public static void Count(string file) => Counter.Add(1, new KeyValuePair<string, object?>(FileTag, file));
}
