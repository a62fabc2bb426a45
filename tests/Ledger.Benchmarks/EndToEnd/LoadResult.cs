namespace Ledger.Benchmarks;

/// <summary>One row of the table.</summary>
/// <param name="Shape">What was sent.</param>
/// <param name="Clients">Calls in flight.</param>
/// <param name="Calls">Receipts received and verified.</param>
/// <param name="Events">Events they prove.</param>
/// <param name="Elapsed">From the first call to the last receipt.</param>
/// <param name="Used">What network, clients and machine used meanwhile; syncs until all peers had the last block.</param>
/// <param name="Memory">Memory of each process at the end.</param>
/// <param name="Blocks">Blocks cut until all peers had the last one.</param>
/// <param name="LatenciesMs">Time of each call in ms, ascending.</param>
internal sealed record LoadResult(
    LoadShape Shape, int Clients, int Calls, int Events, TimeSpan Elapsed, NetworkSample Used, IReadOnlyList<ProcessMemory> Memory, ulong Blocks,
    double[] LatenciesMs)
{
    /// <summary>Load of the machine at the end, mean of a minute.</summary>
    public string LoadAfter { get; } = MachineLoad.Read().Split(' ')[0];

    /// <summary>Events per second.</summary>
    public double EventsPerSecond => Events / Elapsed.TotalSeconds;

    /// <summary>KB (1,024 bytes) allocated per event, of clients and nodes together.</summary>
    public double AllocatedKbPerEvent => Used.Figures.AllocatedBytes / 1024.0 / Events;

    /// <summary>Time in µs per event that processes stood still for their collector, summed over them.</summary>
    public double PauseUsPerEvent => Used.Figures.Pause.TotalMicroseconds / Events;

    /// <summary>Syncs per block, of all nodes together.</summary>
    public double SyncsPerBlock => (double)Used.Figures.Syncs.Values.Sum() / Blocks;

    /// <summary>Cores that other programs of the machine kept busy; null where the system does not tell.</summary>
    public double? OtherCores => Used.OtherWork / Elapsed;

    /// <summary>CPU time in ms per event.</summary>
    public double CpuMsPerEvent => Used.Cpu.Total.TotalMilliseconds / Events;

    /// <summary>Events of a block, on average.</summary>
    public double EventsPerBlock => (double)Events / Blocks;

    /// <summary>Time within which so many of the calls were answered, in ms (nearest rank).</summary>
    public double PercentileMs(int percent) =>
        LatenciesMs.Length == 0 ? 0 : LatenciesMs[Math.Min(LatenciesMs.Length - 1, ((LatenciesMs.Length * percent) + 99) / 100 - 1)];
}
