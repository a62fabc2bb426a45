using System.Text;
using Google.Protobuf;
using Ledger.Fabric.Protos;
using MessageType = Ledger.Fabric.Protos.ChaincodeMessage.Types.Type;

namespace Ledger.Fabric.Protocol;

/// <summary>One transaction under way: its requests to the peer, one at a time, and the writes gathered for the end.</summary>
internal sealed class ChaincodeTransaction : IChaincodeStub
{
    private readonly Func<ChaincodeMessage, ValueTask> send;
    private readonly PeerOffers offers;
    private readonly ChaincodeServerOptions options;
    private readonly CancellationToken closed;
    private readonly Lazy<ProposalDetails> proposal;
    private readonly StateRequests state;
    private readonly WriteBatch batch = new();
    private PendingRequest? pending;
    private Protos.ChaincodeEvent? announced;
    private volatile bool ended;

    public ChaincodeTransaction(
        ChaincodeMessage call, ChaincodeInput input, Func<ChaincodeMessage, ValueTask> send, PeerOffers offers,
        ChaincodeServerOptions options, CancellationToken closed)
    {
        this.send = send;
        this.offers = offers;
        this.options = options;
        this.closed = closed;
        ChannelId = call.ChannelId;
        TransactionId = call.Txid;
        IsInit = call.Type == MessageType.Init || input.IsInit;
        SignedProposal = call.Proposal;
        Arguments = [.. input.Args.Select(argument => argument.Memory)];
        Function = Arguments.Count == 0 ? "" : Encoding.UTF8.GetString(Arguments[0].Span);
        Parameters = Arguments.Count == 0 ? [] : [.. Arguments.Skip(1)];
        Decorations = input.Decorations.ToDictionary(entry => entry.Key, entry => entry.Value.Memory, StringComparer.Ordinal);
        proposal = new(() => ProposalDetails.Read(SignedProposal));
        state = new StateRequests(this, collection: "");
    }

    public string ChannelId { get; }

    public string TransactionId { get; }

    public bool IsInit { get; }

    public string Function { get; }

    public IReadOnlyList<ReadOnlyMemory<byte>> Parameters { get; }

    public IReadOnlyList<ReadOnlyMemory<byte>> Arguments { get; }

    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Decorations { get; }

    public DateTimeOffset Timestamp => proposal.Value.Timestamp;

    public string ProposedChaincode => proposal.Value.Chaincode;

    public ReadOnlyMemory<byte> Creator => proposal.Value.Creator;

    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Transient => proposal.Value.Transient;

    public ReadOnlyMemory<byte> Binding => proposal.Value.Binding;

    public SignedProposal? SignedProposal { get; }

    public bool ReadsManyAtOnce => offers.ReadBatch > 0;

    /// <summary>Most keys in one request; 0 when the peer takes only one.</summary>
    public int ReadBatch => offers.ReadBatch;

    public Task<byte[]?> GetStateAsync(string key, CancellationToken ct = default) => state.GetAsync(key, ct);

    public Task<IReadOnlyList<byte[]?>> GetStatesAsync(IReadOnlyList<string> keys, CancellationToken ct = default) => state.GetManyAsync(keys, ct);

    public Task PutStateAsync(string key, ReadOnlyMemory<byte> value, CancellationToken ct = default) => state.PutAsync(key, value, ct);

    public Task DeleteStateAsync(string key, CancellationToken ct = default) => state.DeleteAsync(key, ct);

    public IAsyncEnumerable<StateEntry> GetStateByRangeAsync(string start, string end, CancellationToken ct = default) =>
        state.GetByRangeAsync(start, end, ct);

    public Task<StatePage> GetStatePageAsync(string start, string end, int pageSize, string bookmark = "", CancellationToken ct = default) =>
        state.GetPageAsync(StateKey.Range(start, end), pageSize, bookmark, ct);

    public IAsyncEnumerable<StateEntry> GetStateByPartialCompositeKeyAsync(
        string objectType, IReadOnlyList<string> attributes, CancellationToken ct = default) =>
        state.GetByPartialCompositeKeyAsync(objectType, attributes, ct);

    public Task<StatePage> GetStatePageByPartialCompositeKeyAsync(
        string objectType, IReadOnlyList<string> attributes, int pageSize, string bookmark = "", CancellationToken ct = default) =>
        state.GetPageAsync(StateKey.Range(objectType, attributes), pageSize, bookmark, ct);

    public IAsyncEnumerable<StateEntry> QueryStateAsync(string query, CancellationToken ct = default) => state.QueryAsync(query, ct);

    public Task<StatePage> QueryStatePageAsync(string query, int pageSize, string bookmark = "", CancellationToken ct = default) =>
        state.QueryPageAsync(query, pageSize, bookmark, ct);

    public IAsyncEnumerable<HistoryEntry> GetHistoryAsync(string key, CancellationToken ct = default) =>
        state.EnumerateAsync(
            MessageType.GetHistoryForKey,
            new GetHistoryForKey { Key = StateKey.Check(key) },
            static bytes =>
            {
                var change = KeyModification.Parser.ParseFrom(bytes);
                return new HistoryEntry(change.TxId, change.Value.ToByteArray(), change.Timestamp?.ToDateTimeOffset(), change.IsDelete);
            },
            ct);

    public Task<IReadOnlyDictionary<string, byte[]>> GetStateMetadataAsync(string key, CancellationToken ct = default) => state.GetMetadataAsync(key, ct);

    public Task PutStateMetadataAsync(string key, string name, ReadOnlyMemory<byte> value, CancellationToken ct = default) =>
        state.PutMetadataAsync(key, name, value, ct);

    public IPrivateData PrivateData(string collection)
    {
        ArgumentException.ThrowIfNullOrEmpty(collection);
        return new StateRequests(this, collection);
    }

    public async Task<ChaincodeResponse> InvokeChaincodeAsync(
        string chaincode, IReadOnlyList<ReadOnlyMemory<byte>> arguments, string channel = "", CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(chaincode);
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(channel);
        await FlushAsync(ct);
        var input = new ChaincodeInput { Args = { arguments.Select(argument => ByteString.CopyFrom(argument.Span)) } };
        var spec = new ChaincodeSpec
        {
            ChaincodeId = new ChaincodeID { Name = channel.Length == 0 ? chaincode : $"{chaincode}/{channel}" },
            Input = input,
        };
        var answer = await AskAsync(MessageType.InvokeChaincode, spec, ct);
        if (answer.Type == MessageType.Error)
            return ChaincodeResponse.Error(ChaincodeResponse.FaultStatus, answer.Payload.ToStringUtf8());

        var inner = Parse(MessageType.InvokeChaincode, ChaincodeMessage.Parser, answer.Payload);
        if (inner.Type != MessageType.Completed)
            return ChaincodeResponse.Error(ChaincodeResponse.FaultStatus, inner.Payload.ToStringUtf8());

        var response = Parse(MessageType.InvokeChaincode, Response.Parser, inner.Payload);
        return new ChaincodeResponse(response.Status, response.Message, response.Payload.Memory);
    }

    public void SetEvent(string name, ReadOnlyMemory<byte> payload)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        CheckSize(payload.Length, "event", name, nameof(payload));
        announced = new Protos.ChaincodeEvent { EventName = name, Payload = ByteString.CopyFrom(payload.Span) };
    }

    /// <summary>Asks the peer and awaits its answer, RESPONSE or ERROR.</summary>
    /// <exception cref="InvalidOperationException">The transaction has ended, or another request is unanswered.</exception>
    /// <exception cref="ChaincodeStreamClosedException">The peer hung up.</exception>
    public async Task<ChaincodeMessage> AskAsync(MessageType type, IMessage payload, CancellationToken ct)
    {
        var request = new PendingRequest(type);
        if (Interlocked.CompareExchange(ref pending, request, null) is { } other)
        {
            throw new InvalidOperationException(
                $"{MessageKind.NameOf(type)} while {MessageKind.NameOf(other.Type)} is unanswered: a transaction asks one thing at a time; await each call.");
        }

        if (ended)
            pending = null;

        ThrowIfEnded(type);
        if (closed.IsCancellationRequested)
            throw new ChaincodeStreamClosedException();

        await send(new ChaincodeMessage { Type = type, Payload = payload.ToByteString(), Txid = TransactionId, ChannelId = ChannelId });
        // Until the answer is here the request stays pending, even if its caller waits no longer.
        return await request.Answer.WaitAsync(ct);
    }

    /// <summary>As <see cref="AskAsync"/>; an ERROR is thrown.</summary>
    /// <exception cref="ChaincodePeerException">The peer answered with an error.</exception>
    public async Task<ByteString> RequestAsync(MessageType type, IMessage payload, CancellationToken ct)
    {
        var answer = await AskAsync(type, payload, ct);
        return answer.Type == MessageType.Response
            ? answer.Payload
            : throw new ChaincodePeerException(MessageKind.NameOf(type), answer.Payload.ToStringUtf8());
    }

    /// <summary>As <see cref="RequestAsync(MessageType, IMessage, CancellationToken)"/>, with the answer read.</summary>
    public async Task<T> RequestAsync<T>(MessageType type, IMessage payload, MessageParser<T> parser, CancellationToken ct)
        where T : IMessage<T> => Parse(type, parser, await RequestAsync(type, payload, ct));

    /// <summary>Writes now, or gathers the write when the peer takes many at once.</summary>
    public async Task WriteAsync(WriteRecord write, CancellationToken ct)
    {
        if (offers.WriteBatch == 0)
        {
            var (type, payload) = WriteBatch.Alone(write);
            await RequestAsync(type, payload, ct);
            return;
        }

        ThrowIfEnded(MessageType.WriteBatchState);
        if (!batch.Add(write, offers.WriteBatch))
        {
            await FlushAsync(ct);
            batch.Add(write, offers.WriteBatch);
        }
    }

    /// <summary>Refuses what the peer, or the channel's block size, would refuse less clearly.</summary>
    public void CheckSize(int bytes, string what, string name, string parameter)
    {
        if (bytes > options.MaxValueBytes)
            throw new ArgumentException($"The {what} '{name}' has {bytes} bytes; this chaincode sends at most {options.MaxValueBytes}.", parameter);
    }

    /// <summary>Takes in the peer's answer.</summary>
    /// <returns>False when nothing was asked.</returns>
    public bool Answer(ChaincodeMessage message)
    {
        if (Interlocked.Exchange(ref pending, null) is not { } request)
            return false;

        request.SetAnswer(message);
        return true;
    }

    /// <summary>No answer comes any more.</summary>
    public void Abandon() => Interlocked.Exchange(ref pending, null)?.Fail(new ChaincodeStreamClosedException());

    /// <summary>Sends the writes gathered and makes the last message of the transaction.</summary>
    /// <exception cref="InvalidOperationException">A request is unanswered.</exception>
    public async Task<ChaincodeMessage> CompleteAsync(ChaincodeResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        CheckSize(response.Payload.Length, "answer to", TransactionId, nameof(response));
        if (!response.IsError)
            await FlushAsync(CancellationToken.None);

        End();
        if (pending is { } request)
        {
            throw new InvalidOperationException(
                $"The chaincode returned while {MessageKind.NameOf(request.Type)} is unanswered: await every call before returning.");
        }

        var payload = new Response { Status = response.Status, Message = response.Message, Payload = UnsafeByteOperations.UnsafeWrap(response.Payload) };
        return new ChaincodeMessage
        {
            Type = MessageType.Completed,
            Payload = payload.ToByteString(),
            Txid = TransactionId,
            ChannelId = ChannelId,
            ChaincodeEvent = announced,
        };
    }

    /// <summary>No request is made from here on.</summary>
    public void End()
    {
        ended = true;
        Interlocked.MemoryBarrier();
    }

    private void ThrowIfEnded(MessageType type)
    {
        if (ended)
            throw new InvalidOperationException($"{MessageKind.NameOf(type)} after the transaction has ended: await every call before returning.");
    }

    /// <exception cref="ChaincodePeerException">The bytes are no such message.</exception>
    private static T Parse<T>(MessageType type, MessageParser<T> parser, ByteString bytes)
        where T : IMessage<T>
    {
        try
        {
            return parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new ChaincodePeerException(MessageKind.NameOf(type), $"its answer cannot be read ({e.Message})");
        }
    }

    private async Task FlushAsync(CancellationToken ct)
    {
        if (batch.Take() is { } writes)
            await RequestAsync(MessageType.WriteBatchState, writes, ct);
    }
}
