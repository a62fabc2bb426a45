using Google.Protobuf;
using Google.Protobuf.Collections;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>
/// Reads the files in which a peer keeps its blocks (<c>ledgersData/chains/chains/CHANNEL/blockfile_NNNNNN</c>), for an
/// audit of a stopped peer's disk. A file is a row of records, each a varint of its length and that many bytes:
/// number, data hash, previous hash; count and bytes of the envelopes; count and bytes of the metadata slots.
/// </summary>
public static class PeerBlockFile
{
    private const int MaxRecordSize = 256 * 1024 * 1024;

    /// <summary>Reads blocks one after the other.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="FormatException">A record is not as described; the end of the file is torn, as after a crash, or the file is another one.</exception>
    public static IEnumerable<Block> Read(Stream file)
    {
        ArgumentNullException.ThrowIfNull(file);
        while (TryReadLength(file, out var length))
        {
            var record = new byte[length];
            if (file.ReadAtLeast(record, length, throwOnEndOfStream: false) < length)
                throw new FormatException("The last record of the block file is torn.");

            yield return ReadRecord(record);
        }
    }

    private static bool TryReadLength(Stream file, out int length)
    {
        length = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var next = file.ReadByte();
            if (next < 0 && shift == 0)
                return false;

            if (next < 0)
                break;

            length |= (next & 0x7f) << shift;
            if (next < 0x80)
                return length is > 0 and <= MaxRecordSize ? true : throw new FormatException($"A record of the block file claims {length} bytes.");
        }

        throw new FormatException("The length of a record of the block file cannot be read.");
    }

    private static Block ReadRecord(byte[] record)
    {
        try
        {
            using var input = new CodedInputStream(record);
            var number = input.ReadUInt64();
            var dataHash = input.ReadBytes();
            var previousHash = input.ReadBytes();
            var block = new Block
            {
                Header = new BlockHeader { Number = number, PreviousHash = previousHash, DataHash = dataHash },
                Data = new BlockData(),
                Metadata = new BlockMetadata(),
            };
            ReadList(input, block.Data.Data);
            ReadList(input, block.Metadata.Metadata);
            return input.IsAtEnd ? block : throw new FormatException($"Bytes follow block {number} in its record.");
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new FormatException($"A record of the block file cannot be read: {e.Message}", e);
        }
    }

    private static void ReadList(CodedInputStream input, RepeatedField<ByteString> list)
    {
        for (var left = input.ReadUInt64(); left > 0; left--)
            list.Add(input.ReadBytes());
    }
}
