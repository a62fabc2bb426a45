using Google.Protobuf;
using Ledger.Fabric.Protos;
using MessageType = Ledger.Fabric.Protos.ChaincodeMessage.Types.Type;

namespace Ledger.Fabric.Protocol;

/// <summary>Writes in the order they were made, to be sent together. Nothing reads them before the transaction commits.</summary>
internal sealed class WriteBatch
{
    // Far below the peer's message limit of 100 MiB.
    private const int MaxBytes = 16 << 20;

    private WriteBatchState? writes;
    private int bytes;

    /// <summary>Adds a write; false when it does not fit and what was gathered must be sent first.</summary>
    public bool Add(WriteRecord write, int maxRecords)
    {
        var size = write.CalculateSize();
        if (writes is not null && (writes.Rec.Count >= maxRecords || bytes + size > MaxBytes))
            return false;

        (writes ??= new WriteBatchState()).Rec.Add(write);
        bytes += size;
        return true;
    }

    /// <summary>What was gathered, null for nothing; empty from then on.</summary>
    public WriteBatchState? Take()
    {
        bytes = 0;
        return Interlocked.Exchange(ref writes, null);
    }

    /// <summary>A write as a request of its own.</summary>
    public static (MessageType Type, IMessage Payload) Alone(WriteRecord write) => write.Type switch
    {
        WriteRecord.Types.Type.PutState => (MessageType.PutState, new PutState { Key = write.Key, Value = write.Value, Collection = write.Collection }),
        WriteRecord.Types.Type.DelState => (MessageType.DelState, new DelState { Key = write.Key, Collection = write.Collection }),
        WriteRecord.Types.Type.PurgePrivateData => (MessageType.PurgePrivateData, new PurgePrivateState { Key = write.Key, Collection = write.Collection }),
        _ => (MessageType.PutStateMetadata, new PutStateMetadata { Key = write.Key, Collection = write.Collection, Metadata = write.Metadata }),
    };
}
