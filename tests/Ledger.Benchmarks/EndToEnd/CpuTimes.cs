using System.Diagnostics;

namespace Ledger.Benchmarks;

/// <summary>CPU time used so far, user and system, by process.</summary>
/// <param name="Own">This process: the clients, and the nodes when they run in it.</param>
/// <param name="Ordering">The ordering node's process; zero when it runs in this one.</param>
/// <param name="Others">The processes of the other three nodes.</param>
internal readonly record struct CpuTimes(TimeSpan Own, TimeSpan Ordering, TimeSpan Others)
{
    /// <summary>All processes.</summary>
    public TimeSpan Total => Own + Ordering + Others;

    /// <summary>Reads the counters of the operating system.</summary>
    /// <param name="ordering">Process of the ordering node, or null.</param>
    /// <param name="others">Processes of the others.</param>
    public static CpuTimes Read(int? ordering, IEnumerable<int> others) => new(
        Of(Environment.ProcessId),
        ordering is { } id ? Of(id) : TimeSpan.Zero,
        others.Aggregate(TimeSpan.Zero, (sum, other) => sum + Of(other)));

    public static CpuTimes operator -(CpuTimes after, CpuTimes before) =>
        new(after.Own - before.Own, after.Ordering - before.Ordering, after.Others - before.Others);

    private static TimeSpan Of(int id)
    {
        using var process = Process.GetProcessById(id);
        return process.TotalProcessorTime;
    }
}
