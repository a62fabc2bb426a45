namespace Ledger.Benchmarks;

/// <summary>What a network and its clients had used at one moment, or used between two.</summary>
/// <param name="Cpu">CPU time by process.</param>
/// <param name="Machine">CPU time of the whole machine; null where the system does not tell.</param>
/// <param name="Figures">What the runtimes of clients and nodes counted, together.</param>
internal sealed record NetworkSample(CpuTimes Cpu, TimeSpan? Machine, ProcessFigures Figures)
{
    /// <summary>CPU time of what is no part of the measurement; null where the system does not tell.</summary>
    public TimeSpan? OtherWork => Machine is { } machine && machine > Cpu.Total ? machine - Cpu.Total : Machine is null ? null : TimeSpan.Zero;

    /// <summary>What was used in between.</summary>
    public static NetworkSample operator -(NetworkSample after, NetworkSample before) =>
        new(after.Cpu - before.Cpu, after.Machine - before.Machine, after.Figures - before.Figures);
}
