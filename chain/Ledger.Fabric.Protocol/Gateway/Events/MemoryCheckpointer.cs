namespace Ledger.Fabric.Protocol;

/// <summary>Remembers for the life of the process. Not for several threads.</summary>
public sealed class MemoryCheckpointer : ICheckpointer
{
    /// <inheritdoc/>
    public ulong? BlockNumber { get; private set; }

    /// <inheritdoc/>
    public string? TransactionId { get; private set; }

    /// <inheritdoc/>
    public ValueTask CheckpointBlockAsync(ulong blockNumber, CancellationToken ct = default)
    {
        (BlockNumber, TransactionId) = (blockNumber + 1, null);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask CheckpointTransactionAsync(ulong blockNumber, string transactionId, CancellationToken ct = default)
    {
        (BlockNumber, TransactionId) = (blockNumber, transactionId);
        return ValueTask.CompletedTask;
    }
}
