using System.Buffers;
using System.Reflection;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>Reads a request in its one encoding, or refuses it as INVALID_ARGUMENT.</summary>
internal static class StrictReader
{
    /// <summary>A reader for a generated message type.</summary>
    public static Func<DeserializationContext, StrictRequest<TRequest>> For<TRequest>()
        where TRequest : class
    {
        var descriptor = (MessageDescriptor)typeof(TRequest).GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
        var parser = descriptor.Parser.WithDiscardUnknownFields(discardUnknownFields: true);
        return context =>
        {
            var bytes = context.PayloadAsReadOnlySequence().ToArray();
            return new((TRequest)Read(parser, descriptor.FullName, bytes), bytes);
        };
    }

    private static IMessage Read(MessageParser parser, string name, byte[] payload)
    {
        IMessage message;
        try
        {
            message = parser.ParseFrom(payload);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw Refuse($"字节不是 {name}：{e.Message}", $"the bytes are no {name}: {e.Message}");
        }

        var length = message.CalculateSize();
        if (length == payload.Length)
        {
            var buffer = ArrayPool<byte>.Shared.Rent(length);
            try
            {
                message.WriteTo(buffer.AsSpan(0, length));
                if (buffer.AsSpan(0, length).SequenceEqual(payload))
                    return message;
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
            }
        }

        throw Refuse(
            $"{name} 不是其唯一编码（字段升序、各一次、数字最短、无默认值、无未知字段）",
            $"the {name} is not in its one encoding (fields ascending, each once, shortest numbers, no defaults, no unknown fields)");
    }

    private static RpcException Refuse(string zh, string en)
        => Statuses.Refuse(StatusCode.InvalidArgument, $"{en} | {zh}",
            new InputFailure { MessageZh = zh, MessageEn = en, Expected = "the request in its one encoding" });
}
