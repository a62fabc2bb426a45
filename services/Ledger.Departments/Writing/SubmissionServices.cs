using Ledger.Log;
using Ledger.Peers;
using Microsoft.Extensions.Logging;

namespace Ledger.Departments;

/// <summary>What every submission works with.</summary>
internal sealed record SubmissionServices(
    IRecordStore Store, IOrdering Ordering, Peer Peer, EnvelopeFactory Envelopes, RecordFeed Feed, VerdictRecorder Verdicts,
    DepartmentLimits Limits, TimeProvider Time, ILogger Logger)
{
    /// <summary>Compares the ledger with the records, so that numbers go on beyond those that it knows.</summary>
    public Func<CancellationToken, Task> CompareLedger { get; init; } = static _ => Task.CompletedTask;

    /// <summary>Submissions in a row that ordering gave no answer to, over all records.</summary>
    public Setbacks Setbacks { get; } = new(Time);
}
