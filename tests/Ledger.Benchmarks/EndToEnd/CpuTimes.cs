using System.Diagnostics;

namespace Ledger.Benchmarks;

/// <summary>CPU time used so far, user and system, by process.</summary>
/// <param name="Own">This process: the clients, and the nodes when they run in it.</param>
/// <param name="Nodes">The nodes' processes, the ordering one first; empty when they run in this one.</param>
/// <param name="Fabric">Fabric's peers, orderers and chaincodes.</param>
/// <param name="Threads">This process by groups of threads.</param>
internal sealed record CpuTimes(TimeSpan Own, IReadOnlyList<TimeSpan> Nodes, TimeSpan Fabric, ThreadTimes Threads)
{
    /// <summary>All processes.</summary>
    public TimeSpan Total => Own + Fabric + Sum(Nodes);

    /// <summary>Reads the counters of the operating system.</summary>
    /// <param name="nodes">Processes of the nodes.</param>
    /// <param name="fabric">Processes of Fabric's peers, orderers and chaincodes.</param>
    public static CpuTimes Read(IEnumerable<int> nodes, IEnumerable<int> fabric) =>
        new(Of(Environment.ProcessId), [.. nodes.Select(Of)], Sum(fabric.Select(Of)), ThreadTimes.Read());

    /// <summary>What was used in between.</summary>
    public static CpuTimes operator -(CpuTimes after, CpuTimes before) => new(
        after.Own - before.Own,
        [.. after.Nodes.Zip(before.Nodes, static (later, earlier) => later - earlier)],
        after.Fabric - before.Fabric,
        after.Threads - before.Threads);

    private static TimeSpan Sum(IEnumerable<TimeSpan> times) => times.Aggregate(TimeSpan.Zero, static (sum, time) => sum + time);

    private static TimeSpan Of(int id)
    {
        using var process = Process.GetProcessById(id);
        return process.TotalProcessorTime;
    }
}
