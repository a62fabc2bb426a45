using Google.Protobuf;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>
/// A block with its transactions decoded. Decoding checks nothing: a <see cref="BlockVerifier"/> does, and hands out
/// blocks of this type only when they passed.
/// </summary>
public sealed class ChannelBlock
{
    private ChannelBlock(Block block)
    {
        Number = block.Header.Number;
        PreviousHash = block.Header.PreviousHash.Memory;
        DataHash = block.Header.DataHash.Memory;
        HeaderHash = BlockHash.OfHeader(block.Header);
        var codes = ValidationCodes(block);
        Transactions = [.. block.Data.Data.Select((envelope, i) => TransactionDecoder.Decode(i, envelope, i < codes.Length ? codes.Span[i] : null))];
    }

    /// <summary>Number, from 0.</summary>
    public ulong Number { get; }

    /// <summary>Header hash of the block before.</summary>
    public ReadOnlyMemory<byte> PreviousHash { get; }

    /// <summary>Hash of the envelopes.</summary>
    public ReadOnlyMemory<byte> DataHash { get; }

    /// <summary>Hash of this block's header, see <see cref="BlockHash.OfHeader"/>.</summary>
    public ReadOnlyMemory<byte> HeaderHash { get; }

    /// <summary>Transactions in order, invalid ones included.</summary>
    public IReadOnlyList<ChannelTransaction> Transactions { get; }

    /// <summary>Decodes a block. A transaction that cannot be read is listed with its fault.</summary>
    /// <exception cref="FormatException">The block has no header or no data.</exception>
    public static ChannelBlock Decode(Block block)
    {
        ArgumentNullException.ThrowIfNull(block);
        return block is { Header: not null, Data: not null }
            ? new ChannelBlock(block)
            : throw new FormatException("The block has no header or no data.");
    }

    internal static ReadOnlyMemory<byte> ValidationCodes(Block block) =>
        block.Metadata?.Metadata is { Count: > (int)BlockMetadataIndex.TransactionsFilter } slots
            ? slots[(int)BlockMetadataIndex.TransactionsFilter].Memory
            : ReadOnlyMemory<byte>.Empty;
}
