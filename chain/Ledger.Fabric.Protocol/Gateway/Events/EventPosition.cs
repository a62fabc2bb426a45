using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>Where a stream of events starts.</summary>
public sealed record EventPosition
{
    private EventPosition(ulong? block, string transactionId)
    {
        Block = block;
        AfterTransactionId = transactionId;
    }

    /// <summary>With the next block that the peer commits.</summary>
    public static EventPosition NextCommit { get; } = new(null, "");

    /// <summary>First block; null for the next one committed.</summary>
    public ulong? Block { get; }

    /// <summary>Events of <see cref="Block"/> up to this transaction have been seen; empty if none has.</summary>
    public string AfterTransactionId { get; }

    /// <summary>With a block, stored or to come.</summary>
    public static EventPosition AtBlock(ulong number) => new(number, "");

    /// <summary>After what a checkpoint has recorded; with the next commit if it has recorded nothing.</summary>
    public static EventPosition After(ICheckpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return checkpoint.BlockNumber is { } number ? new(number, checkpoint.TransactionId ?? "") : NextCommit;
    }

    internal SeekPosition ToSeekPosition() => Block is { } number
        ? new SeekPosition { Specified = new SeekSpecified { Number = number } }
        : new SeekPosition { NextCommit = new SeekNextCommit() };
}
