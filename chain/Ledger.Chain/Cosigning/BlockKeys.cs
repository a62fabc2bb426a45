using Ledger.Log;
using Ledger.V1;

namespace Ledger.Chain;

/// <summary>What signing and counting need of a block: its record, its checkpoint, and who cosigns it. Safe for use by several threads.</summary>
internal sealed class BlockKeys(PeerStore store, string origin)
{
    private readonly Lock gate = new();
    private (ulong Block, Consortium Consortium)? consortium;

    /// <summary>A block this peer holds.</summary>
    public BlockInfo Info(ulong number) =>
        store.Head is { } head && head.Number == number
            ? head
            : BlockInfo.Of(store.ReadBlock(number) ?? throw new StoreDamagedException($"Block {number} is lacking in {store.Path}; rebuild this peer by replay.", store.Path, number));

    /// <summary>Cosigners and quorum as they stand after a block.</summary>
    public Consortium ConsortiumAt(BlockInfo info)
    {
        lock (gate)
        {
            if (consortium is { } known && known.Block == info.GovernanceBlock)
            {
                return known.Consortium;
            }
        }

        var read = Consortium.Read(key => store.ReadPage(key, info.Number) is { } page ? Page.Parser.ParseFrom(page) : null);
        lock (gate)
        {
            consortium = (info.GovernanceBlock, read);
        }

        return read;
    }

    /// <summary>Text of a block's checkpoint.</summary>
    public string TextOf(BlockInfo info) => new Checkpoint(origin, info.Size, info.Root).ToString();
}
