using System.Runtime.CompilerServices;
using Google.Protobuf;
using Ledger.Fabric.Protos;
using MessageType = Ledger.Fabric.Protos.ChaincodeMessage.Types.Type;
using WriteType = Ledger.Fabric.Protos.WriteRecord.Types.Type;

namespace Ledger.Fabric.Protocol;

/// <summary>Reads and writes of one transaction in the public state, or in one collection of private data.</summary>
internal sealed class StateRequests(ChaincodeTransaction transaction, string collection) : IPrivateData
{
    public async Task<byte[]?> GetAsync(string key, CancellationToken ct = default) =>
        Value(await transaction.RequestAsync(MessageType.GetState, new GetState { Key = StateKey.Check(key), Collection = collection }, ct));

    public async Task<IReadOnlyList<byte[]?>> GetManyAsync(IReadOnlyList<string> keys, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var values = new List<byte[]?>(keys.Count);
        if (transaction.ReadBatch == 0)
        {
            foreach (var key in keys)
                values.Add(await GetAsync(key, ct));

            return values;
        }

        foreach (var chunk in keys.Select(StateKey.Check).Chunk(transaction.ReadBatch))
        {
            var answer = await transaction.RequestAsync(
                MessageType.GetStateMultiple, new GetStateMultiple { Keys = { chunk }, Collection = collection }, GetStateMultipleResult.Parser, ct);
            if (answer.Values.Count != chunk.Length)
            {
                throw new ChaincodePeerException(MessageKind.NameOf(MessageType.GetStateMultiple),
                    $"{answer.Values.Count} values came for {chunk.Length} keys");
            }

            values.AddRange(answer.Values.Select(Value));
        }

        return values;
    }

    public async Task<byte[]?> GetHashAsync(string key, CancellationToken ct = default) =>
        Value(await transaction.RequestAsync(MessageType.GetPrivateDataHash, new GetState { Key = StateKey.Check(key), Collection = collection }, ct));

    public Task PutAsync(string key, ReadOnlyMemory<byte> value, CancellationToken ct = default)
    {
        if (value.IsEmpty)
            throw new ArgumentException($"The value of '{key}' is empty, which Fabric takes for a deletion; delete the key instead.", nameof(value));

        transaction.CheckSize(value.Length, "value of", key, nameof(value));
        return WriteAsync(WriteType.PutState, key, write => write.Value = ByteString.CopyFrom(value.Span), ct);
    }

    public Task DeleteAsync(string key, CancellationToken ct = default) => WriteAsync(WriteType.DelState, key, null, ct);

    public Task PurgeAsync(string key, CancellationToken ct = default) => WriteAsync(WriteType.PurgePrivateData, key, null, ct);

    public IAsyncEnumerable<StateEntry> GetByRangeAsync(string start, string end, CancellationToken ct = default) =>
        EnumerateAsync(MessageType.GetStateByRange, RangeRequest(StateKey.Range(start, end)), Entry, ct);

    public IAsyncEnumerable<StateEntry> GetByPartialCompositeKeyAsync(string objectType, IReadOnlyList<string> attributes, CancellationToken ct = default) =>
        EnumerateAsync(MessageType.GetStateByRange, RangeRequest(StateKey.Range(objectType, attributes)), Entry, ct);

    public IAsyncEnumerable<StateEntry> QueryAsync(string query, CancellationToken ct = default) =>
        EnumerateAsync(MessageType.GetQueryResult, QueryRequest(query), Entry, ct);

    public Task<StatePage> GetPageAsync((string Start, string End) range, int pageSize, string bookmark, CancellationToken ct)
    {
        var request = RangeRequest(range);
        request.Metadata = PageRequest(pageSize, bookmark);
        return PageAsync(MessageType.GetStateByRange, request, ct);
    }

    public Task<StatePage> QueryPageAsync(string query, int pageSize, string bookmark, CancellationToken ct)
    {
        var request = QueryRequest(query);
        request.Metadata = PageRequest(pageSize, bookmark);
        return PageAsync(MessageType.GetQueryResult, request, ct);
    }

    public async Task<IReadOnlyDictionary<string, byte[]>> GetMetadataAsync(string key, CancellationToken ct = default)
    {
        var request = new GetStateMetadata { Key = StateKey.Check(key), Collection = collection };
        var answer = await transaction.RequestAsync(MessageType.GetStateMetadata, request, StateMetadataResult.Parser, ct);
        var metadata = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var entry in answer.Entries)
            metadata[entry.Metakey] = entry.Value.ToByteArray();

        return metadata;
    }

    public Task PutMetadataAsync(string key, string name, ReadOnlyMemory<byte> value, CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        transaction.CheckSize(value.Length, "metadata of", key, nameof(value));
        return WriteAsync(
            WriteType.PutStateMetadata, key, write => write.Metadata = new StateMetadata { Metakey = name, Value = ByteString.CopyFrom(value.Span) }, ct);
    }

    /// <summary>Reads results batch by batch; tells the peer when the consumer leaves before the end, for the peer keeps an iterator open.</summary>
    public async IAsyncEnumerable<T> EnumerateAsync<T>(
        MessageType type, IMessage request, Func<ByteString, T> read, [EnumeratorCancellation] CancellationToken ct)
    {
        var batch = await transaction.RequestAsync(type, request, QueryResponse.Parser, ct);
        var open = batch.HasMore;
        try
        {
            while (true)
            {
                foreach (var result in batch.Results)
                    yield return read(result.ResultBytes);

                if (!batch.HasMore)
                    yield break;

                // The peer ends the iterator itself with the last batch, or when it fails.
                open = false;
                batch = await transaction.RequestAsync(MessageType.QueryStateNext, new QueryStateNext { Id = batch.Id }, QueryResponse.Parser, ct);
                open = batch.HasMore;
            }
        }
        finally
        {
            if (open)
                await transaction.RequestAsync(MessageType.QueryStateClose, new QueryStateClose { Id = batch.Id }, CancellationToken.None);
        }
    }

    private static byte[]? Value(ByteString value) => value.IsEmpty ? null : value.ToByteArray();

    private static StateEntry Entry(ByteString bytes)
    {
        var entry = KV.Parser.ParseFrom(bytes);
        return new StateEntry(entry.Key, entry.Value.ToByteArray());
    }

    private static ByteString PageRequest(int pageSize, string bookmark)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        ArgumentNullException.ThrowIfNull(bookmark);
        return new QueryMetadata { PageSize = pageSize, Bookmark = bookmark }.ToByteString();
    }

    private GetStateByRange RangeRequest((string Start, string End) range) => new() { StartKey = range.Start, EndKey = range.End, Collection = collection };

    private GetQueryResult QueryRequest(string query)
    {
        ArgumentException.ThrowIfNullOrEmpty(query);
        return new GetQueryResult { Query = query, Collection = collection };
    }

    private async Task<StatePage> PageAsync(MessageType type, IMessage request, CancellationToken ct)
    {
        var answer = await transaction.RequestAsync(type, request, QueryResponse.Parser, ct);
        var metadata = QueryResponseMetadata.Parser.ParseFrom(answer.Metadata);
        return new StatePage([.. answer.Results.Select(result => Entry(result.ResultBytes))], metadata.Bookmark);
    }

    private Task WriteAsync(WriteType type, string key, Action<WriteRecord>? fill, CancellationToken ct)
    {
        var write = new WriteRecord { Type = type, Key = StateKey.Check(key), Collection = collection };
        fill?.Invoke(write);
        return transaction.WriteAsync(write, ct);
    }
}
