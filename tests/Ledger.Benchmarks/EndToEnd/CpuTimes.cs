using System.Diagnostics;

namespace Ledger.Benchmarks;

/// <summary>CPU time used so far, user and system, by process.</summary>
/// <param name="Own">This process: the clients, and the nodes when they run in it.</param>
/// <param name="Ordering">The ordering node's process; zero when it runs in this one.</param>
/// <param name="Others">The processes of the other three nodes.</param>
/// <param name="Fabric">Fabric's peers, orderers and chaincodes.</param>
/// <param name="Threads">This process by groups of threads.</param>
internal readonly record struct CpuTimes(TimeSpan Own, TimeSpan Ordering, TimeSpan Others, TimeSpan Fabric, ThreadTimes Threads)
{
    /// <summary>All processes.</summary>
    public TimeSpan Total => Own + Ordering + Others + Fabric;

    /// <summary>Reads the counters of the operating system.</summary>
    /// <param name="ordering">Process of the ordering node, or null.</param>
    /// <param name="others">Processes of the others.</param>
    /// <param name="fabric">Processes of Fabric's peers, orderers and chaincodes.</param>
    public static CpuTimes Read(int? ordering, IEnumerable<int> others, IEnumerable<int> fabric) => new(
        Of(Environment.ProcessId),
        ordering is { } id ? Of(id) : TimeSpan.Zero,
        Sum(others),
        Sum(fabric),
        ThreadTimes.Read());

    public static CpuTimes operator -(CpuTimes after, CpuTimes before) =>
        new(after.Own - before.Own, after.Ordering - before.Ordering, after.Others - before.Others, after.Fabric - before.Fabric,
            after.Threads - before.Threads);

    private static TimeSpan Sum(IEnumerable<int> ids) => ids.Aggregate(TimeSpan.Zero, (sum, id) => sum + Of(id));

    private static TimeSpan Of(int id)
    {
        using var process = Process.GetProcessById(id);
        return process.TotalProcessorTime;
    }
}
