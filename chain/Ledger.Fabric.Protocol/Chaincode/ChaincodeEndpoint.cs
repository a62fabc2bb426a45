using System.Collections.Concurrent;
using Grpc.Core;
using Ledger.Fabric.Protos;
using Microsoft.Extensions.Logging;

namespace Ledger.Fabric.Protocol;

/// <summary>The gRPC service that peers dial; a conversation for each.</summary>
internal sealed class ChaincodeEndpoint(IChaincode chaincode, ChaincodeServerOptions options, TransactionSlots slots, ILoggerFactory loggers)
    : Protos.Chaincode.ChaincodeBase
{
    private readonly ConcurrentDictionary<PeerConversation, Task> conversations = new();
    private readonly TaskCompletionSource stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ILogger logger = loggers.CreateLogger<ChaincodeServer>();

    /// <summary>Peers that may send transactions.</summary>
    public int ReadyPeers => conversations.Keys.Count(conversation => conversation.IsReady);

    public override async Task Connect(IAsyncStreamReader<ChaincodeMessage> requestStream, IServerStreamWriter<ChaincodeMessage> responseStream,
        ServerCallContext context)
    {
        using var conversation = new PeerConversation(context.Peer, chaincode, options, slots, logger);
        var talk = conversation.RunAsync(requestStream, responseStream, stopping.Task, context.CancellationToken);
        conversations.TryAdd(conversation, talk);
        try
        {
            await talk;
        }
        finally
        {
            conversations.TryRemove(conversation, out _);
        }
    }

    /// <summary>Hangs up on all peers, each once its last answer is sent.</summary>
    public Task StopAsync()
    {
        stopping.TrySetResult();
        return Task.WhenAll(conversations.Values);
    }
}
