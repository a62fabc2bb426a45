using Google.Protobuf;
using Grpc.Core;
using Ledger.Chain;
using Ledger.Departments;
using Ledger.Peers;
using Ledger.V1;

namespace Ledger.Node;

/// <summary>What this node offers the others: ordering when it can be reached from here, its cosignatures, its writes, its status.</summary>
/// <param name="peer">This node's peer.</param>
/// <param name="ordering">Where ordering runs.</param>
/// <param name="status">Tells how the node fares.</param>
/// <param name="time">This node's clock.</param>
/// <param name="lifetime">Ends open streams when the node stops.</param>
internal sealed class NodeServer(Peer peer, OrderingPlace ordering, NodeStatus status, TimeProvider time, IHostApplicationLifetime lifetime)
    : NodeService.NodeServiceBase
{
    /// <inheritdoc/>
    public override async Task<SubmitEnvelopeReply> SubmitEnvelope(SubmitEnvelopeRequest request, ServerCallContext context)
    {
        try
        {
            return (await Intake().SubmitAsync(request.Envelope.Memory, context.CancellationToken)).ToReply();
        }
        catch (Exception e) when (e is PeerStoppedException or StoreException or OrderingUnavailableException)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, e.Message));
        }
    }

    /// <inheritdoc/>
    public override async Task ReadBlocks(ReadBlocksRequest request, IServerStreamWriter<BlockMessage> responseStream, ServerCallContext context)
    {
        var blocks = ordering.Embedded ?? throw ElsewhereFault();
        var head = peer.Head.Number;
        if (request.First == 0)
            throw new RpcException(new Status(StatusCode.InvalidArgument, "Block 0 is genesis, which every node makes itself; ask from block 1 on."));
        if (request.First > head + 1)
        {
            throw new RpcException(new Status(
                StatusCode.OutOfRange,
                !peer.Standing.IsReached ? $"Ordering stands at block {head} and is not ready yet: {peer.Standing.Report.English}"
                    : $"Ordering stands at block {head}; the caller holds blocks it lacks. Move the ordering to the node with the highest block, or remove the caller's store to rebuild it."));
        }

        using var ending = Ending(context);
        await context.WriteResponseHeadersAsync(StreamHeaders.Create());
        await StreamAsync(
            async () =>
            {
                OrderedBlock? ahead = null;
                var wanted = request.Ahead ? blocks.ReadAheadAsync(request.First, ending.Token) : blocks.ReadBlocksAsync(request.First, ending.Token);
                await foreach (var block in wanted)
                {
                    var message = new BlockMessage { Number = block.Number, Ahead = block.IsAhead };
                    if (block.IsAhead || !ReferenceEquals(ahead?.Envelopes, block.Envelopes))
                        message.Envelopes.AddRange(block.Envelopes.Select(UnsafeByteOperations.UnsafeWrap));
                    ahead = block.IsAhead ? block : null;
                    await responseStream.WriteAsync(message, ending.Token);
                }
            },
            context);
    }

    /// <inheritdoc/>
    public override async Task ReadCosigned(ReadCosignedRequest request, IServerStreamWriter<CosignedMessage> responseStream, ServerCallContext context)
    {
        using var ending = Ending(context);
        await context.WriteResponseHeadersAsync(StreamHeaders.Create());
        await StreamAsync(
            async () =>
            {
                await foreach (var cosigned in peer.Cosigning.ReadCosignedAsync(request.FirstBlock, ending.Token))
                    await responseStream.WriteAsync(cosigned.ToMessage(), ending.Token);
            },
            context);
    }

    /// <inheritdoc/>
    public override Task<BlockWritesMessage> ReadBlockWrites(ReadBlockWritesRequest request, ServerCallContext context) =>
        peer.Reader.ReadWrites(request.Block) is { } writes
            ? Task.FromResult(new BlockWritesMessage { Writes = writes.ToByteString() })
            : throw new RpcException(new Status(StatusCode.NotFound, $"Block {request.Block} is not here yet."));

    /// <inheritdoc/>
    public override Task<StandingReply> GetStanding(StandingRequest request, ServerCallContext context)
    {
        var answer = peer.Cosigning.AnswerStanding(CallerOrganisation.Of(context));
        var reply = new StandingReply { Rebuilding = answer.IsRebuilding };
        reply.Lines.AddRange(answer.Lines.Select(CosignedMessages.ToMessage));
        return Task.FromResult(reply);
    }

    /// <inheritdoc/>
    public override async Task ReadHeldBlocks(ReadHeldBlocksRequest request, IServerStreamWriter<HeldBlockMessage> responseStream, ServerCallContext context)
    {
        if (request.First == 0)
            throw new RpcException(new Status(StatusCode.InvalidArgument, "Block 0 is genesis, which every node makes itself; ask from block 1 on."));
        using var ending = Ending(context);
        await context.WriteResponseHeadersAsync(StreamHeaders.Create());
        await StreamAsync(
            async () =>
            {
                foreach (var block in peer.Reader.ReadHeldBlocks(request.First, request.Last))
                {
                    var message = new HeldBlockMessage { Number = block.Number, Seal = UnsafeByteOperations.UnsafeWrap(block.Seal) };
                    message.Envelopes.AddRange(block.Envelopes.Select(UnsafeByteOperations.UnsafeWrap));
                    await responseStream.WriteAsync(message, ending.Token);
                }
            },
            context);
    }

    /// <inheritdoc/>
    public override Task<ClockReply> GetClock(ClockRequest request, ServerCallContext context) => Task.FromResult(new ClockReply
    {
        TimeMs = (ulong)Math.Max(0, time.GetUtcNow().ToUnixTimeMilliseconds()),
    });

    /// <inheritdoc/>
    public override Task<NodeStatusReply> GetStatus(NodeStatusRequest request, ServerCallContext context) => Task.FromResult(status.Read());

    private IOrdering Intake() => ordering.Intake ?? throw ElsewhereFault();

    private RpcException ElsewhereFault() => new(new Status(
        StatusCode.FailedPrecondition,
        ordering.Fabric is null
            ? $"The node of {peer.Organisation} does not order; its configuration names {ordering.Name}. All nodes must name the same one."
            : $"Fabric channel {ordering.Name} orders; every node reads its blocks from its own peer there."));

    private CancellationTokenSource Ending(ServerCallContext context) =>
        CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);

    private async Task StreamAsync(Func<Task> stream, ServerCallContext context)
    {
        try
        {
            await stream();
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, $"The node of {peer.Organisation} is stopping."));
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            // The caller left; nobody reads a status.
        }
        catch (InvalidOperationException e) when (!context.CancellationToken.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.ResourceExhausted, e.Message));
        }
    }
}
