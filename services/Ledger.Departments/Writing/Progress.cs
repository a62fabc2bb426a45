using Ledger.Departments.Records.Rows;
using Ledger.Log;
using Ledger.Peers;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>How far a record has come.</summary>
/// <param name="Outcome">State, and what is known with it.</param>
/// <param name="Receipt">The receipt, once recorded.</param>
/// <param name="Setback">Why it is not taken in yet; null when nothing is in the way.</param>
/// <param name="UntilMs">When that ends by itself, ms since the epoch; 0 when nobody knows.</param>
internal sealed record Progress(OutcomeRow Outcome, Peers.Receipt? Receipt = null, OutageReason? Setback = null, ulong UntilMs = 0)
{
    public RecordState State => Outcome.State;

    /// <summary>Why it waits, as clerks see it; null when nothing is in the way.</summary>
    public RecordWaiting? Waiting => Setback is { } setback ? new() { MessageZh = setback.Chinese, MessageEn = setback.English, UntilMs = UntilMs } : null;

    public bool IsFinal => State is RecordState.Recorded or RecordState.Refused or RecordState.Lapsed;
}
