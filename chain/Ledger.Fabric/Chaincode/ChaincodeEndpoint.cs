using System.Collections.Concurrent;
using Grpc.Core;
using Ledger.Fabric.Protos;
using Microsoft.Extensions.Logging;

namespace Ledger.Fabric.Chaincode;

/// <summary>The gRPC service that peers dial; a conversation for each.</summary>
internal sealed class ChaincodeEndpoint(IChaincode chaincode, ChaincodeServerOptions options, TransactionSlots slots, ILoggerFactory loggers, CancellationToken stopping)
    : Protos.Chaincode.ChaincodeBase
{
    private readonly ConcurrentDictionary<PeerConversation, byte> conversations = new();
    private readonly ILogger logger = loggers.CreateLogger<ChaincodeServer>();

    /// <summary>Peers that may send transactions.</summary>
    public int ReadyPeers => conversations.Keys.Count(conversation => conversation.IsReady);

    public override async Task Connect(IAsyncStreamReader<ChaincodeMessage> requestStream, IServerStreamWriter<ChaincodeMessage> responseStream, ServerCallContext context)
    {
        using var conversation = new PeerConversation(context.Peer, chaincode, options, slots, logger);
        conversations.TryAdd(conversation, 0);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, stopping);
        try
        {
            await conversation.RunAsync(requestStream, responseStream, ends.Token);
        }
        finally
        {
            conversations.TryRemove(conversation, out _);
        }
    }
}
