namespace Ledger.Benchmarks;

/// <summary>One row of the table.</summary>
/// <param name="Shape">What was sent.</param>
/// <param name="Clients">Calls in flight.</param>
/// <param name="Calls">Receipts received and verified.</param>
/// <param name="Events">Events they prove.</param>
/// <param name="Elapsed">From the first call to the last receipt.</param>
/// <param name="Cpu">CPU time spent meanwhile, by process.</param>
/// <param name="Blocks">Blocks cut meanwhile.</param>
/// <param name="LatenciesMs">Time of each call in ms, ascending.</param>
internal sealed record LoadResult(
    LoadShape Shape, int Clients, int Calls, int Events, TimeSpan Elapsed, CpuTimes Cpu, ulong Blocks, double[] LatenciesMs)
{
    /// <summary>Events per second.</summary>
    public double EventsPerSecond => Events / Elapsed.TotalSeconds;

    /// <summary>Time within which so many of the calls were answered, in ms (nearest rank).</summary>
    public double PercentileMs(int percent) =>
        LatenciesMs.Length == 0 ? 0 : LatenciesMs[Math.Min(LatenciesMs.Length - 1, ((LatenciesMs.Length * percent) + 99) / 100 - 1)];
}
