using System.Runtime.CompilerServices;
using Google.Protobuf;
using Grpc.Core;
using Ledger.Log;
using Ledger.Peers;
using Ledger.V1;

namespace Ledger.Node;

/// <summary>The ordering that runs in another department's node, reached over gRPC.</summary>
/// <param name="organisation">The ordering node's organisation, for messages.</param>
/// <param name="node">Its node service.</param>
/// <param name="clock">Times the waits between attempts to reach it.</param>
/// <param name="logger">Tells when it is lost and found.</param>
internal sealed partial class RemoteOrdering(string organisation, NodeService.NodeServiceClient node, TimeProvider clock, ILogger logger) : IOrdering
{
    /// <summary>Blocks of one number executed ahead; an honest node shows a second one only when its disk did not take the first.</summary>
    private const int MaxAhead = 4;

    private volatile string? outage = "not reached yet";

    // Block of which the ordering node last sent what is none: an open stream alone does not make that good.
    private ulong? unusable;

    /// <summary>Why no block stream is open; null while one is.</summary>
    public string? Outage => outage;

    /// <inheritdoc/>
    /// <exception cref="OrderingUnavailableException">It can't be reached, or its peer has stopped.</exception>
    public async Task<SubmitResult> SubmitAsync(ReadOnlyMemory<byte> envelope, CancellationToken ct)
    {
        try
        {
            var request = new SubmitEnvelopeRequest { Envelope = UnsafeByteOperations.UnsafeWrap(envelope) };
            return (await node.SubmitEnvelopeAsync(request, cancellationToken: ct)).ToResult();
        }
        catch (RpcException e) when (!ct.IsCancellationRequested)
        {
            throw new OrderingUnavailableException(Reason(e), e);
        }
    }

    /// <inheritdoc/>
    /// <remarks>Outlives the ordering node: when the stream breaks it is opened again from the next block wanted. Ends with an
    /// exception only when cancelled.</remarks>
    public async IAsyncEnumerable<OrderedBlock> ReadBlocksAsync(ulong from, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var block in ReadAheadAsync(from, ct))
        {
            if (!block.IsAhead)
                yield return block;
        }
    }

    /// <inheritdoc/>
    /// <remarks>As <see cref="ReadBlocksAsync"/>.</remarks>
    public async IAsyncEnumerable<OrderedBlock> ReadAheadAsync(ulong from, [EnumeratorCancellation] CancellationToken ct)
    {
        var backoff = new Backoff(clock);
        var next = from;
        while (true)
        {
            using (var call = node.ReadBlocks(new ReadBlocksRequest { First = next, Ahead = true }, cancellationToken: ct))
            {
                if (await OpenAsync(call, next, ct))
                {
                    OrderedBlock? ahead = null;
                    var shown = 0;
                    while (await ReadAsync(call, next, ahead, ct) is { } block)
                    {
                        backoff.Reset();
                        shown = block.IsAhead ? shown + 1 : 0;
                        ahead = block.IsAhead ? block : null;
                        if (shown <= MaxAhead)
                            yield return block;
                        if (!block.IsAhead)
                            next++;
                    }
                }
            }

            await backoff.WaitAsync(ct);
        }
    }

    // Methods of their own, for an iterator can't yield inside a try with a catch.
    private async Task<bool> OpenAsync(AsyncServerStreamingCall<BlockMessage> call, ulong next, CancellationToken ct)
    {
        try
        {
            // Sent as soon as the stream is open, long before the next block may come; lacking when the call is refused,
            // which reading says.
            if ((await call.ResponseHeadersAsync).Get(StreamHeaders.Open) is null)
                return true;
            if (unusable != next)
                Find(next);
            return true;
        }
        catch (RpcException e) when (!ct.IsCancellationRequested)
        {
            Lose(e.StatusCode, e.Status.Detail, next);
            return false;
        }
    }

    private async Task<OrderedBlock?> ReadAsync(AsyncServerStreamingCall<BlockMessage> call, ulong next, OrderedBlock? ahead, CancellationToken ct)
    {
        try
        {
            if (!await call.ResponseStream.MoveNext(ct))
            {
                outage = "the ordering node ended the stream";
                return null;
            }

            var message = call.ResponseStream.Current;
            var block = message.Envelopes.Count == 0 && !message.Ahead && ahead?.Number == message.Number
                ? ahead with { IsAhead = false }
                : new OrderedBlock(message.Number, [.. message.Envelopes.Select(envelope => envelope.Memory)]) { IsAhead = message.Ahead };
            var fault = block.Number == next
                ? BlockLimits.FindFault(block.Number, block.Envelopes)?.English
                : FormattableString.Invariant($"it sent block {block.Number} where block {next} was due");
            if (fault is not null)
            {
                unusable = next;
                Lose(StatusCode.DataLoss, fault, next);
                return null;
            }

            unusable = null;
            Find(next);
            return block;
        }
        catch (RpcException e) when (!ct.IsCancellationRequested)
        {
            // Said by the transport of a message that is larger than a block can be; nothing of it was read.
            if (e.StatusCode == StatusCode.ResourceExhausted)
                unusable = next;
            Lose(e.StatusCode, e.Status.Detail, next);
            return null;
        }
    }

    /// <summary>Its own word when it answered; the transport's when it did not.</summary>
    private OutageReason Reason(RpcException e)
    {
        if (e.Status.DebugException is not { } inner)
        {
            return new($"the ordering node of {organisation} answered {e.StatusCode}: {e.Status.Detail}",
                $"{organisation} 的排序节点答复 {e.StatusCode}：{e.Status.Detail}");
        }

        while (inner.InnerException is { } next)
            inner = next;

        return new($"the ordering node of {organisation} can't be reached: {inner.Message}", $"联系不上 {organisation} 的排序节点：{inner.Message}");
    }

    private void Find(ulong next)
    {
        if (outage is not null)
            LogFound(logger, organisation, next);
        outage = null;
    }

    private void Lose(StatusCode code, string detail, ulong next)
    {
        if (outage is null)
            LogLost(logger, organisation, next, code, detail);
        outage = $"{code}: {detail}";
    }

    [LoggerMessage(1, LogLevel.Warning, "The block stream of {Organisation} broke before block {Block}: {Code} {Detail}; trying again")]
    private static partial void LogLost(ILogger logger, string organisation, ulong block, StatusCode code, string detail);

    [LoggerMessage(2, LogLevel.Information, "The block stream of {Organisation} is open at block {Block}")]
    private static partial void LogFound(ILogger logger, string organisation, ulong block);
}
