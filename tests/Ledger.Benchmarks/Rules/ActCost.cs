namespace Ledger.Benchmarks;

/// <summary>What one act cost, run after run.</summary>
/// <param name="Flow">Code of its flow; empty for an act that has none.</param>
/// <param name="Event">Short name of the event.</param>
/// <param name="Scene">Which act it is.</param>
/// <param name="Reads">Pages it reads.</param>
/// <param name="Writes">Pages it writes.</param>
/// <param name="Microseconds">Of every run, ascending.</param>
/// <param name="Bytes">Allocated by a run.</param>
internal sealed record ActCost(string Flow, string Event, string Scene, int Reads, int Writes, double[] Microseconds, long Bytes)
{
    /// <summary>The run in the middle.</summary>
    public double Median => At(0.5);

    /// <summary>The run at a part of all, e.g. 0.99.</summary>
    public double At(double part) => Microseconds[Math.Min((int)(Microseconds.Length * part), Microseconds.Length - 1)];
}
