using Google.Protobuf;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>Bytes one after the other.</summary>
internal static class ByteStringExtensions
{
    public static ByteString Concat(this ByteString first, ByteString second) => ByteString.CopyFrom([.. first.Span, .. second.Span]);
}
