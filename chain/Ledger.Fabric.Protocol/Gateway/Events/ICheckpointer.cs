namespace Ledger.Fabric.Protocol;

/// <summary>
/// Remembers what has been processed. Call it after an event has taken its effect: after a crash the event comes again
/// rather than never.
/// </summary>
public interface ICheckpointer : ICheckpoint
{
    /// <summary>A whole block is done.</summary>
    ValueTask CheckpointBlockAsync(ulong blockNumber, CancellationToken ct = default);

    /// <summary>A block is done up to and including a transaction.</summary>
    ValueTask CheckpointTransactionAsync(ulong blockNumber, string transactionId, CancellationToken ct = default);

    /// <summary>A chaincode event is done.</summary>
    ValueTask CheckpointChaincodeEventAsync(ChaincodeEvent chaincodeEvent, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(chaincodeEvent);
        return CheckpointTransactionAsync(chaincodeEvent.BlockNumber, chaincodeEvent.TransactionId, ct);
    }
}
