using System.Runtime.CompilerServices;
using Grpc.Core;
using Ledger.Log;
using Ledger.Peers;
using Ledger.V1;

namespace Ledger.Node;

/// <summary>Asks the other departments' nodes what they hold that binds this peer's keys.</summary>
/// <param name="nodes">Their node services, by organisation.</param>
/// <param name="clock">For the deadline.</param>
internal sealed class RemoteStandingSource(IReadOnlyDictionary<string, NodeService.NodeServiceClient> nodes, TimeProvider clock) : IStandingSource
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public async Task<StandingAnswer> AskAsync(string organisation, CancellationToken ct)
    {
        try
        {
            var reply = await Node(organisation).GetStandingAsync(
                new StandingRequest(), deadline: (clock.GetUtcNow() + Patience).UtcDateTime, cancellationToken: ct);
            return new StandingAnswer([.. reply.Lines.Select(CosignedMessages.ToCosigned)], reply.Rebuilding);
        }
        catch (RpcException e) when (!ct.IsCancellationRequested)
        {
            throw Unavailable(e);
        }
        catch (RpcException e)
        {
            throw new OperationCanceledException(e.Message, e, ct);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<HeldBlock> ReadHeldBlocksAsync(string organisation, ulong first, ulong last, [EnumeratorCancellation] CancellationToken ct)
    {
        using var call = Node(organisation).ReadHeldBlocks(new ReadHeldBlocksRequest { First = first, Last = last }, cancellationToken: ct);
        while (await MoveNextAsync(call.ResponseStream, ct))
        {
            var message = call.ResponseStream.Current;
            var block = new HeldBlock(message.Number, [.. message.Envelopes.Select(envelope => envelope.Memory)], message.Seal.Memory);
            yield return BlockLimits.FindFault(block.Number, block.Envelopes) is { } fault ? throw new OrderingUnavailableException(fault) : block;
        }
    }

    private static async Task<bool> MoveNextAsync(IAsyncStreamReader<HeldBlockMessage> stream, CancellationToken ct)
    {
        try
        {
            return await stream.MoveNext(ct);
        }
        catch (RpcException e) when (!ct.IsCancellationRequested)
        {
            throw Unavailable(e);
        }
        catch (RpcException e)
        {
            throw new OperationCanceledException(e.Message, e, ct);
        }
    }

    private NodeService.NodeServiceClient Node(string organisation) => nodes.TryGetValue(organisation, out var node)
        ? node
        : throw new OrderingUnavailableException(
            new OutageReason("its address is not in this node's configuration; add it to peers", "本节点配置的 peers 中没有它的地址，请补上"));

    private static OrderingUnavailableException Unavailable(RpcException e) => new(
        e.StatusCode == StatusCode.Unimplemented
            ? new OutageReason("it runs a version that cannot be asked; update it", "其版本不支持询问，请升级")
            : new OutageReason($"{e.StatusCode}: {e.Status.Detail}", $"{e.StatusCode}：{e.Status.Detail}"),
        e);
}
