using Google.Protobuf;

namespace Ledger.Fabric.Protocol;

/// <summary>
/// Reads messages of a channel's blocks as leniently as Fabric does: unknown fields are no fault, groups nested as deep as its
/// own library takes them.
/// </summary>
internal static class Wire
{
    private const int SizeLimit = int.MaxValue;
    private const int RecursionLimit = 10_000;

    /// <exception cref="InvalidProtocolBufferException">The bytes are no such message.</exception>
    public static T Parse<T>(MessageParser<T> parser, ByteString bytes)
        where T : IMessage<T>
    {
        using var stream = new MemoryStream(bytes.ToByteArray(), writable: false);
        using var input = CodedInputStream.CreateWithLimits(stream, SizeLimit, RecursionLimit);
        return parser.WithDiscardUnknownFields(discardUnknownFields: true).ParseFrom(input);
    }
}
