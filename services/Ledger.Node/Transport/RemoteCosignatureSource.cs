using System.Runtime.CompilerServices;
using Grpc.Core;
using Ledger.Peers;
using Ledger.V1;

namespace Ledger.Node;

/// <summary>Another department's cosignatures, read from its node.</summary>
internal sealed class RemoteCosignatureSource(string organisation, NodeService.NodeServiceClient node) : ICosignatureSource
{
    /// <inheritdoc/>
    public string Organisation => organisation;

    /// <inheritdoc/>
    /// <exception cref="RpcException">The node can't be reached, or ended the stream.</exception>
    public async IAsyncEnumerable<Cosigned> ReadCosignedAsync(ulong fromBlock, [EnumeratorCancellation] CancellationToken ct)
    {
        using var call = node.ReadCosigned(new ReadCosignedRequest { FirstBlock = fromBlock }, cancellationToken: ct);
        await foreach (var message in call.ResponseStream.ReadAllAsync(ct))
            yield return message.ToCosigned();
    }
}
