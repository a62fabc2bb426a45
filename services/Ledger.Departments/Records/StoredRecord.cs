using Ledger.Departments.Records.Rows;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>A record as the store holds it, without its contents.</summary>
/// <param name="Number">Number of the record and sequence of its envelopes; at least 1.</param>
/// <param name="RequestIdHash">SHA-256 of the client's request id, 32 bytes.</param>
/// <param name="Row">What was asked, by whom, when.</param>
/// <param name="Outcome">What is known of its fate; null until something is.</param>
public sealed record StoredRecord(long Number, byte[] RequestIdHash, RecordRow Row, OutcomeRow? Outcome)
{
    /// <summary>The record's state; without an outcome it is prepared or pending.</summary>
    public RecordState State => Outcome?.State ?? (Row.Prepared ? RecordState.Prepared : RecordState.Pending);

    /// <summary>Whether the record's fate is still open.</summary>
    public bool IsOpen => State is RecordState.Prepared or RecordState.Pending or RecordState.Ordered;
}
