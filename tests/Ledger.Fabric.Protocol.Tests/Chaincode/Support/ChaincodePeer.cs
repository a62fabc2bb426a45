using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Ledger.Fabric.Protos;
using MessageType = Ledger.Fabric.Protos.ChaincodeMessage.Types.Type;
using WriteType = Ledger.Fabric.Protos.WriteRecord.Types.Type;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>
/// A peer that simulates transactions over a state in memory, many side by side, as Fabric's does: reads give the committed
/// state, one request of a transaction at a time, ranges in batches.
/// </summary>
public sealed class ChaincodePeer : IAsyncDisposable
{
    /// <summary>Entries in one answer to a range or query.</summary>
    public const int BatchSize = 3;

    private readonly PeerStream stream;
    private readonly ConcurrentDictionary<string, ChaincodeSimulation> running = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim sending = new(1);
    private readonly Task reading;
    private int transactions;
    private int iterators;

    private ChaincodePeer(PeerStream stream, CommittedState state)
    {
        this.stream = stream;
        State = state;
        reading = Task.Run(ReadAsync);
    }

    /// <summary>What it offers in READY since 3.1.</summary>
    public static ChaincodeAdditionalParams Offers
        => new() { UseWriteBatch = true, MaxSizeWriteBatch = 1000, UseGetMultipleKeys = true, MaxSizeGetMultipleKeys = 1000 };

    public CommittedState State { get; }

    /// <summary>Chaincode that clients call, for transactions without a proposal of their own; null for none.</summary>
    public string? Called { get; set; }

    /// <summary>Answers INVOKE_CHAINCODE by name and arguments.</summary>
    public Func<string, ChaincodeInput, Response> Other { get; set; } = static (name, _) => new Response { Status = 500, Message = $"no chaincode {name}" };

    public static async Task<ChaincodePeer> DialAsync(System.Net.IPEndPoint endPoint, CommittedState? state = null, ChaincodeAdditionalParams? offers = null) =>
        new(await PeerStream.RegisterAsync(endPoint, offers), state ?? new CommittedState());

    /// <summary>Simulates a transaction.</summary>
    public Task<ChaincodeSimulation> InvokeAsync(string function, params string[] arguments) =>
        InvokeAsync([ByteString.CopyFromUtf8(function), .. arguments.Select(ByteString.CopyFromUtf8)]);

    /// <summary>Simulates a transaction.</summary>
    public async Task<ChaincodeSimulation> InvokeAsync(IEnumerable<ByteString> arguments, SignedProposal? proposal = null)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Increment(ref transactions):x64}");
        var simulation = new ChaincodeSimulation();
        Assert.True(running.TryAdd(id, simulation));
        var message = PeerStream.Transaction(id, [.. arguments]);
        message.Proposal = proposal ?? (Called is null ? null : PeerStream.Proposal(Called));
        await SendAsync(message);
        await simulation.Ended.Task.WaitAsync(PeerStream.Limit);
        Assert.Empty(simulation.Iterators);
        return simulation;
    }

    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        await reading;
        sending.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            await foreach (var message in stream.ReadAllAsync(CancellationToken.None))
            {
                if (!running.TryGetValue(message.Txid, out var simulation))
                    continue;

                if (message.Type is MessageType.Completed or MessageType.Error)
                {
                    running.TryRemove(message.Txid, out _);
                    simulation.End = message;
                    simulation.Ended.SetResult();
                    continue;
                }

                simulation.Requests.Enqueue(message);
                _ = Task.Run(() => AnswerAsync(simulation, message));
            }
        }
        catch (Exception e) when (e is RpcException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            // The stream has ended.
        }

        foreach (var simulation in running.Values)
            simulation.Ended.TrySetException(new IOException("the stream ended"));
    }

    private async Task AnswerAsync(ChaincodeSimulation simulation, ChaincodeMessage request)
    {
        ChaincodeMessage answer;
        try
        {
            answer = new ChaincodeMessage { Type = MessageType.Response, Payload = Execute(simulation, request) };
        }
        catch (Exception e)
        {
            answer = new ChaincodeMessage { Type = MessageType.Error, Payload = ByteString.CopyFromUtf8(e.Message) };
        }

        answer.Txid = request.Txid;
        answer.ChannelId = request.ChannelId;
        try
        {
            await SendAsync(answer);
        }
        catch (Exception e) when (e is RpcException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The stream has ended.
        }
    }

    private async Task SendAsync(ChaincodeMessage message)
    {
        await sending.WaitAsync();
        try
        {
            await stream.SendAsync(message);
        }
        finally
        {
            sending.Release();
        }
    }

    private ByteString Execute(ChaincodeSimulation simulation, ChaincodeMessage request)
    {
        switch (request.Type)
        {
            case MessageType.GetState:
                var get = GetState.Parser.ParseFrom(request.Payload);
                return Read(simulation, get.Collection, get.Key);
            case MessageType.GetStateMultiple:
                var many = GetStateMultiple.Parser.ParseFrom(request.Payload);
                return new GetStateMultipleResult { Values = { many.Keys.Select(key => Read(simulation, many.Collection, key)) } }.ToByteString();
            case MessageType.GetPrivateDataHash:
                var hash = GetState.Parser.ParseFrom(request.Payload);
                return State.Get(hash.Collection, hash.Key) is { } value ? ByteString.CopyFrom(SHA256.HashData(value)) : ByteString.Empty;
            case MessageType.PutState:
                var put = PutState.Parser.ParseFrom(request.Payload);
                simulation.Write(put.Collection, put.Key, put.Value.ToByteArray());
                return ByteString.Empty;
            case MessageType.DelState or MessageType.PurgePrivateData:
                var delete = DelState.Parser.ParseFrom(request.Payload);
                simulation.Write(delete.Collection, delete.Key, null);
                return ByteString.Empty;
            case MessageType.PutStateMetadata:
                var metadata = PutStateMetadata.Parser.ParseFrom(request.Payload);
                simulation.Metadata[(metadata.Key, metadata.Metadata.Metakey)] = metadata.Metadata.Value.ToByteArray();
                return ByteString.Empty;
            case MessageType.GetStateMetadata:
                var wanted = GetStateMetadata.Parser.ParseFrom(request.Payload);
                return new StateMetadataResult
                {
                    Entries =
                    { new StateMetadata { Metakey = "of", Value = ByteString.CopyFromUtf8(wanted.Collection + wanted.Key) } }
                }.ToByteString();
            case MessageType.WriteBatchState:
                foreach (var record in WriteBatchState.Parser.ParseFrom(request.Payload).Rec)
                    Write(simulation, record);

                return ByteString.Empty;
            case MessageType.GetStateByRange:
                var range = GetStateByRange.Parser.ParseFrom(request.Payload);
                return Query(simulation, State.Range(range.Collection, range.StartKey, range.EndKey), range.Metadata);
            case MessageType.GetQueryResult:
                var query = GetQueryResult.Parser.ParseFrom(request.Payload);
                var found = State.Range(query.Collection, "\u0001", "")
                    .Where(e => ByteString.CopyFrom(e.Value).ToStringUtf8().Contains(query.Query, StringComparison.Ordinal));
                return Query(simulation, [.. found], query.Metadata);
            case MessageType.GetHistoryForKey:
                var key = GetHistoryForKey.Parser.ParseFrom(request.Payload).Key;
                return Batch(simulation, NewIterator(), new Queue<QueryResultBytes>(Enumerable.Range(0, 5).Select(i => Result(new KeyModification
                {
                    TxId = $"{key} {i}",
                    Value = i == 0 ? ByteString.Empty : ByteString.CopyFrom((byte)i),
                    IsDelete = i == 0,
                    Timestamp = new Timestamp { Seconds = 1_700_000_000 - i },
                }))));
            case MessageType.QueryStateNext:
                var next = QueryStateNext.Parser.ParseFrom(request.Payload).Id;
                return simulation.Iterators.TryRemove(next, out var rest) ? Batch(simulation, next, rest)
                    : throw new InvalidOperationException("query iterator not found");
            case MessageType.QueryStateClose:
                var close = QueryStateClose.Parser.ParseFrom(request.Payload).Id;
                simulation.Iterators.TryRemove(close, out _);
                return new QueryResponse { Id = close }.ToByteString();
            case MessageType.InvokeChaincode:
                var spec = ChaincodeSpec.Parser.ParseFrom(request.Payload);
                return new ChaincodeMessage { Type = MessageType.Completed, Payload = Other(spec.ChaincodeId.Name, spec.Input).ToByteString() }.ToByteString();
            default:
                throw new InvalidOperationException($"unknown request {request.Type}");
        }
    }

    private static void Write(ChaincodeSimulation simulation, WriteRecord record)
    {
        switch (record.Type)
        {
            case WriteType.PutState:
                simulation.Write(record.Collection, record.Key, record.Value.ToByteArray());
                break;
            case WriteType.PutStateMetadata:
                simulation.Metadata[(record.Key, record.Metadata.Metakey)] = record.Metadata.Value.ToByteArray();
                break;
            default:
                simulation.Write(record.Collection, record.Key, null);
                break;
        }
    }

    private ByteString Read(ChaincodeSimulation simulation, string collection, string key)
    {
        simulation.Reads.Add((collection, key));
        return State.Get(collection, key) is { } value ? ByteString.CopyFrom(value) : ByteString.Empty;
    }

    private ByteString Query(ChaincodeSimulation simulation, IReadOnlyList<KeyValuePair<string, byte[]>> entries, ByteString metadata)
    {
        if (metadata.IsEmpty)
        {
            return Batch(simulation, NewIterator(),
                new Queue<QueryResultBytes>(entries.Select(e => Result(new KV { Key = e.Key, Value = ByteString.CopyFrom(e.Value) }))));
        }

        var page = QueryMetadata.Parser.ParseFrom(metadata);
        var rest = entries.SkipWhile(e => page.Bookmark.Length > 0 && string.CompareOrdinal(e.Key, page.Bookmark) < 0).ToList();
        return new QueryResponse
        {
            Results = { rest.Take(page.PageSize).Select(e => Result(new KV { Key = e.Key, Value = ByteString.CopyFrom(e.Value) })) },
            Metadata = new QueryResponseMetadata
            {
                FetchedRecordsCount = Math.Min(rest.Count, page.PageSize),
                Bookmark = rest.Count > page.PageSize ? rest[page.PageSize].Key : "",
            }.ToByteString(),
        }.ToByteString();
    }

    private string NewIterator() => $"iterator {Interlocked.Increment(ref iterators)}";

    private static QueryResultBytes Result(IMessage entry) => new() { ResultBytes = entry.ToByteString() };

    private static ByteString Batch(ChaincodeSimulation simulation, string id, Queue<QueryResultBytes> rest)
    {
        var response = new QueryResponse { Id = id };
        while (response.Results.Count < BatchSize && rest.TryDequeue(out var result))
            response.Results.Add(result);

        response.HasMore = rest.Count > 0;
        if (response.HasMore)
            simulation.Iterators[id] = rest;

        return response.ToByteString();
    }
}
