namespace Ledger.Fabric.Protocol;

/// <summary>How far a reader of events has come.</summary>
public interface ICheckpoint
{
    /// <summary>Block to go on with; null before the first event.</summary>
    ulong? BlockNumber { get; }

    /// <summary>Last transaction seen in that block; null or empty if none has been.</summary>
    string? TransactionId { get; }
}
