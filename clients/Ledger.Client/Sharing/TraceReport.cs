using Ledger.Log;

namespace Ledger.Client;

/// <summary>Every query on a unit up to a checkpoint.</summary>
/// <param name="Traces">The queries in their order.</param>
/// <param name="Checkpoint">The checkpoint under which the next one is proved absent.</param>
/// <param name="Unreached">Departments that could not be asked, so that what they answered is not told.</param>
public sealed record TraceReport(IReadOnlyList<OwnersTrace> Traces, Checkpoint Checkpoint, IReadOnlyList<string> Unreached)
{
    /// <summary>Whether every query on the ledger is told.</summary>
    public bool IsComplete => !Traces.Any(static trace => trace.IsHidden);
}
