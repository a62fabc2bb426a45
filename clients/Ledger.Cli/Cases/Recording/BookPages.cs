using Google.Protobuf;
using Ledger.Client;

namespace Ledger.Cli;

/// <summary>Pages of the ledger, each with its proof verified, and read once.</summary>
internal sealed class BookPages(LedgerClient client, CancellationToken ct)
{
    private readonly Dictionary<string, ByteString?> read = new(StringComparer.Ordinal);

    /// <summary>The body of a page; null when the ledger has none.</summary>
    public async Task<T?> ReadAsync<T>(string key, MessageParser<T> parser)
        where T : class, IMessage<T>
    {
        if (!read.TryGetValue(key, out var body))
            read.Add(key, body = (await client.Reader.GetPageAsync(key, cancellationToken: ct)).Page?.Body);
        return body is null ? null : parser.ParseFrom(body);
    }
}
