using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>The ways a peer hands out blocks.</summary>
internal static class BlockStreams
{
    public static BlockStream<Block> Blocks { get; } = new((c, o) => c.Deliver(o), r => r.Block);

    public static BlockStream<FilteredBlock> Filtered { get; } = new((c, o) => c.DeliverFiltered(o), r => r.FilteredBlock);

    public static BlockStream<BlockAndPrivateData> WithPrivateData { get; } = new((c, o) => c.DeliverWithPrivateData(o), r => r.BlockAndPrivateData);
}
