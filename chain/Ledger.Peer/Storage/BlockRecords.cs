using Google.Protobuf;
using Ledger.Chain;
using Ledger.Peers.Stored;

namespace Ledger.Peers;

/// <summary>A block as its record in the store, and back.</summary>
internal static class BlockRecords
{
    public static BlockInfo ToInfo(this BlockRecord record) => new(
        record.Number,
        record.FirstEntry,
        record.EntryCount,
        record.Size,
        record.Root.ToByteArray(),
        record.StateRoot.ToByteArray(),
        record.SealHash.ToByteArray(),
        record.TimeMs,
        record.Profile,
        record.GovernanceBlock);

    public static BlockRecord ToRecord(this BlockInfo info, ByteString writeHashes) => new()
    {
        Number = info.Number,
        FirstEntry = info.FirstEntry,
        EntryCount = info.EntryCount,
        Size = info.Size,
        Root = ByteString.CopyFrom(info.Root),
        StateRoot = ByteString.CopyFrom(info.StateRoot),
        SealHash = ByteString.CopyFrom(info.SealHash),
        TimeMs = info.TimeMs,
        Profile = info.Profile,
        GovernanceBlock = info.GovernanceBlock,
        WriteHashes = writeHashes,
    };
}
