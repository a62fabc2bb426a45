using System.Security.Cryptography;
using Google.Protobuf;

namespace Ledger.Facts;

/// <summary>
/// The chain of the queries on one unit: each receipt's head covers the head before it, so none is left out or exchanged
/// without its owner seeing it.
/// </summary>
public static class TraceChain
{
    /// <summary>The head before the first query: 32 zeros.</summary>
    public static ByteString Start { get; } = ByteString.CopyFrom(new byte[SHA256.HashSizeInBytes]);

    /// <summary>The head after a query: SHA-256 of <c>"ledger.v1.trace\n"</c>, the head before it, the query's id and the answer's hash.</summary>
    public static ByteString Next(ByteString head, ByteString queryId, ByteString answer)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(queryId);
        ArgumentNullException.ThrowIfNull(answer);
        return ByteString.CopyFrom(SHA256.HashData([.. "ledger.v1.trace\n"u8, .. head.Span, .. queryId.Span, .. answer.Span]));
    }
}
