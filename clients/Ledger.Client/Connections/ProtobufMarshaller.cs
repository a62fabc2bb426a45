using Google.Protobuf;
using Grpc.Core;

namespace Ledger.Client;

/// <summary>One marshaller per message type.</summary>
internal static class ProtobufMarshaller<T>
    where T : IMessage<T>, new()
{
    private static readonly MessageParser<T> Parser = new(static () => new T());

    public static readonly Marshaller<T> Instance = Marshallers.Create(
        static (message, context) => context.Complete(message.ToByteArray()),
        static context => Parser.ParseFrom(context.PayloadAsReadOnlySequence()));
}
