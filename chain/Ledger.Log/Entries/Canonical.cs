using System.Buffers;
using Google.Protobuf;

namespace Ledger.Log;

/// <summary>
/// The one encoding of a protobuf message: fields ascending, each once, shortest varints,
/// defaults absent, no unknown fields at any depth. A reader encodes what it decoded and
/// refuses any difference, so bytes cannot be changed without changing the meaning.
/// Messages with map fields have no one encoding and must not be used.
/// </summary>
public static class Canonical
{
    /// <summary>Encodes a message.</summary>
    /// <exception cref="ArgumentException">The message holds unknown fields or text that is no valid Unicode, so no reader would accept it.</exception>
    public static byte[] Encode<T>(T message)
        where T : IMessage<T>, new()
    {
        ArgumentNullException.ThrowIfNull(message);
        var bytes = Bytes(message);
        return TryParse<T>(bytes, out _, out var fault)
            ? bytes
            : throw new ArgumentException($"The message cannot be encoded: {fault}", nameof(message));
    }

    /// <summary>The bytes of a message that holds no unknown field: one made here, or of parts that were read in their one encoding.</summary>
    public static byte[] Bytes(IMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        ByteWork.CountEncoding();
        var bytes = new byte[message.CalculateSize()];
        message.WriteTo(bytes.AsSpan());
        return bytes;
    }

    /// <summary>SHA-256 of <see cref="Bytes"/>, 32 bytes.</summary>
    public static byte[] Hash(IMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        ByteWork.CountEncoding();
        var size = message.CalculateSize();
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            message.WriteTo(buffer.AsSpan(0, size));
            return Sha256.Hash(buffer.AsSpan(0, size));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Reads a message in its one encoding.</summary>
    /// <exception cref="LogFormatException">The bytes are no such message, or another encoding of one.</exception>
    public static T Parse<T>(ReadOnlySpan<byte> bytes)
        where T : IMessage<T>, new() =>
        TryParse<T>(bytes, out var message, out var fault) ? message : throw new LogFormatException(fault);

    /// <summary>Reads a message in its one encoding; on refusal gives the reason. Never throws on any bytes.</summary>
    public static bool TryParse<T>(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out T? message, [NotNullWhen(false)] out LogFault? fault)
        where T : IMessage<T>, new()
    {
        message = default;
        T parsed;
        try
        {
            ByteWork.CountParse();
            parsed = ParserOf<T>.Instance.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException e)
        {
            fault = new("encoding.malformed", $"the bytes are no {ParserOf<T>.Name}: {e.Message}", $"字节不是 {ParserOf<T>.Name}：{e.Message}");
            return false;
        }

        if (!IsEncodingOf(parsed, bytes))
        {
            fault = NotCanonical<T>();
            return false;
        }

        message = parsed;
        fault = null;
        return true;
    }

    /// <summary>What is said of bytes that are another encoding of a message, or hold a field that it does not have.</summary>
    internal static LogFault NotCanonical<T>()
        where T : IMessage<T>, new() =>
        new("encoding.not-canonical",
            $"the bytes are a {ParserOf<T>.Name} but not in its one encoding (fields ascending, each once, shortest numbers, no defaults, no unknown fields)",
            $"字节是 {ParserOf<T>.Name}，但不是其唯一编码（字段升序、各一次、数字最短、无默认值、无未知字段）");

    private static bool IsEncodingOf(IMessage message, ReadOnlySpan<byte> bytes)
    {
        var size = message.CalculateSize();
        if (size != bytes.Length)
            return false;

        ByteWork.CountEncoding();
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            var encoded = buffer.AsSpan(0, size);
            message.WriteTo(encoded);
            return encoded.SequenceEqual(bytes);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static class ParserOf<T>
        where T : IMessage<T>, new()
    {
        public static readonly MessageParser<T> Instance = new MessageParser<T>(() => new T()).WithDiscardUnknownFields(discardUnknownFields: true);

        public static readonly string Name = new T().Descriptor.FullName;
    }
}
