using Google.Protobuf;

namespace Ledger.Contracts;

/// <summary>
/// What a page that seldom changes was last read as: read again only when its bytes are others. Peers of one process share it;
/// what it gives depends on the bytes alone.
/// </summary>
/// <typeparam name="T">What the page is read as.</typeparam>
/// <param name="read">Reads the bytes.</param>
internal sealed class DecodedPage<T>(Func<ByteString, T> read)
    where T : class
{
    private Decoded? last;

    /// <summary>The page's value.</summary>
    public T Get(ByteString body)
    {
        var known = Volatile.Read(ref last);
        if (known is not null && (ReferenceEquals(known.Body, body) || known.Body.Equals(body)))
            return known.Value;
        var value = read(body);
        Volatile.Write(ref last, new(body, value));
        return value;
    }

    private sealed record Decoded(ByteString Body, T Value);
}
