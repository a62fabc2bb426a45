using System.Threading.Channels;
using Grpc.Core;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>Messages of many transactions on their way into one stream, which takes one at a time.</summary>
internal sealed class OutgoingMessages
{
    // A peer that does not read makes everyone wait here, instead of filling the memory.
    private const int Capacity = 1024;

    private static readonly WriteOptions More = new(WriteFlags.BufferHint);
    private static readonly WriteOptions Last = new();

    private readonly Channel<ChaincodeMessage> queue = Channel.CreateBounded<ChaincodeMessage>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    /// <summary>Queues a message; dropped once the stream has ended, for then nobody reads it.</summary>
    public async ValueTask SendAsync(ChaincodeMessage message)
    {
        if (!queue.Writer.TryWrite(message))
        {
            try
            {
                await queue.Writer.WriteAsync(message);
            }
            catch (ChannelClosedException)
            {
                // The conversation ends; its transactions are told by that.
            }
        }
    }

    /// <summary>No more messages; those queued are sent yet.</summary>
    public void Complete() => queue.Writer.TryComplete();

    /// <summary>Sends what is queued; what stands in the queue together goes out together.</summary>
    public async Task RunAsync(IServerStreamWriter<ChaincodeMessage> stream)
    {
        try
        {
            while (await queue.Reader.WaitToReadAsync())
            {
                while (queue.Reader.TryRead(out var message))
                {
                    stream.WriteOptions = queue.Reader.TryPeek(out _) ? More : Last;
                    await stream.WriteAsync(message);
                }
            }
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or OperationCanceledException or RpcException)
        {
            // The reading side of the stream ends by the same cause, and tells.
            queue.Writer.TryComplete();
        }
    }
}
