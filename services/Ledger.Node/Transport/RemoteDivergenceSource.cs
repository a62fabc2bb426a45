using Grpc.Core;
using Ledger.Peers;
using Ledger.V1;

namespace Ledger.Node;

/// <summary>Asks the other departments' nodes what a block wrote there.</summary>
/// <param name="nodes">Their node services, by organisation.</param>
/// <param name="clock">For the deadline.</param>
internal sealed class RemoteDivergenceSource(IReadOnlyDictionary<string, NodeService.NodeServiceClient> nodes, TimeProvider clock) : IDivergenceSource
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public async Task<BlockWrites?> ReadWritesAsync(string organisation, ulong block, CancellationToken ct)
    {
        if (!nodes.TryGetValue(organisation, out var node))
            return null;
        try
        {
            var reply = await node.ReadBlockWritesAsync(
                new ReadBlockWritesRequest { Block = block },
                deadline: (clock.GetUtcNow() + Patience).UtcDateTime,
                cancellationToken: ct);
            return BlockWrites.Parser.ParseFrom(reply.Writes);
        }
        catch (Exception e) when ((e is RpcException or OperationCanceledException) && !ct.IsCancellationRequested)
        {
            return null;
        }
    }
}
