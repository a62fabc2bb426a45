using System.Collections.Concurrent;
using System.Diagnostics;
using Google.Protobuf;
using Grpc.Core;
using Ledger.Fabric.Protos;
using Microsoft.Extensions.Logging;
using MessageType = Ledger.Fabric.Protos.ChaincodeMessage.Types.Type;

namespace Ledger.Fabric.Protocol;

/// <summary>
/// One stream of one peer: registration, then transactions side by side, each with requests and answers of its own. Lives
/// until the peer hangs up or the server stops; what the peer sends amiss is answered or logged, and the stream goes on.
/// </summary>
internal sealed partial class PeerConversation(
    string peer, IChaincode chaincode, ChaincodeServerOptions options, TransactionSlots slots, ILogger logger) : IDisposable
{
    // What a person can read; the whole is in this program's log.
    private const int MaxErrorText = 4096;

    private readonly ConcurrentDictionary<(string Channel, string Transaction), ChaincodeTransaction> transactions = new();
    private readonly ConcurrentDictionary<Task, byte> running = new();
    private readonly CancellationTokenSource closed = new();
    private readonly OutgoingMessages outgoing = new();
    private PeerOffers? offers;
    private bool registered;

    /// <summary>The peer sends transactions.</summary>
    public bool IsReady => Volatile.Read(ref offers) is not null && !closed.IsCancellationRequested;

    /// <summary>Talks until the peer hangs up or the server stops.</summary>
    /// <param name="requests">What the peer sends.</param>
    /// <param name="responses">Where answers go.</param>
    /// <param name="stopping">Completed when the server stops: what is answered yet is sent, then the chaincode hangs up.</param>
    /// <param name="aborted">The connection is gone.</param>
    /// <exception cref="RpcException">The peer sent what the stream does not bear, such as a message too large.</exception>
    public async Task RunAsync(
        IAsyncStreamReader<ChaincodeMessage> requests, IServerStreamWriter<ChaincodeMessage> responses, Task stopping, CancellationToken aborted)
    {
        LogConnected(logger, peer);
        var sending = outgoing.RunAsync(responses);
        var reading = ReadAsync(requests, aborted);
        var first = await Task.WhenAny(reading, stopping);
        await EndAsync(sending);
        if (first == reading)
            await reading;

        // Else the read is left to the end of the call: to cancel it resets the stream, and answers on their way with it.
    }

    /// <inheritdoc/>
    public void Dispose() => closed.Dispose();

    private async Task ReadAsync(IAsyncStreamReader<ChaincodeMessage> requests, CancellationToken ct)
    {
        try
        {
            await outgoing.SendAsync(
                new ChaincodeMessage { Type = MessageType.Register, Payload = new ChaincodeID { Name = options.PackageId }.ToByteString() });
            while (await requests.MoveNext(ct) && !closed.IsCancellationRequested)
                await TakeAsync(requests.Current);
        }
        catch (Exception e) when (e is IOException || ct.IsCancellationRequested || closed.IsCancellationRequested)
        {
            LogBroken(logger, peer, e.Message);
        }
    }

    private async Task EndAsync(Task sending)
    {
        await closed.CancelAsync();
        foreach (var transaction in transactions.Values)
            transaction.Abandon();

        await Task.WhenAll(running.Keys);
        outgoing.Complete();
        await sending;
        LogDisconnected(logger, peer);
    }

    private ValueTask TakeAsync(ChaincodeMessage message)
    {
        switch (message.Type)
        {
            case MessageType.Keepalive:
                return outgoing.SendAsync(message);
            case MessageType.Registered when !registered:
                registered = true;
                return ValueTask.CompletedTask;
            case MessageType.Ready when registered && offers is null:
                Volatile.Write(ref offers, PeerOffers.Read(message.Payload));
                LogReady(logger, peer, options.PackageId, offers!.WriteBatch, offers.ReadBatch);
                return ValueTask.CompletedTask;
            case MessageType.Response or MessageType.Error when transactions.TryGetValue(KeyOf(message), out var transaction) && transaction.Answer(message):
                return ValueTask.CompletedTask;
            case MessageType.Init or MessageType.Transaction:
                return StartAsync(message);
            default:
                return RefuseAsync(message);
        }
    }

    /// <summary>
    /// A message that has no meaning here. Only one of an unknown type is answered, and only if no transaction of its id is
    /// under way: for the peer an ERROR would end that one.
    /// </summary>
    private ValueTask RefuseAsync(ChaincodeMessage message)
    {
        var type = MessageKind.NameOf(message.Type);
        LogUnexpected(logger, peer, type, message.Txid, offers is null ? "before READY" : "after READY");
        var isStray = message.Type is MessageType.Response or MessageType.Error or MessageType.Registered or MessageType.Ready;
        return isStray || offers is null || message.Txid.Length == 0 || transactions.ContainsKey(KeyOf(message))
            ? ValueTask.CompletedTask
            : outgoing.SendAsync(ErrorFor(message, $"This chaincode does not take {type}."));
    }

    private ValueTask StartAsync(ChaincodeMessage call)
    {
        if (offers is null)
        {
            LogUnexpected(logger, peer, MessageKind.NameOf(call.Type), call.Txid, "before READY");
            return outgoing.SendAsync(ErrorFor(call, "The chaincode takes transactions after REGISTERED and READY."));
        }

        if (call.Payload.Length > options.MaxArgumentBytes)
        {
            return outgoing.SendAsync(
                ErrorFor(call, $"The arguments have {call.Payload.Length} bytes; this chaincode takes at most {options.MaxArgumentBytes}."));
        }

        ChaincodeTransaction transaction;
        try
        {
            transaction = new ChaincodeTransaction(call, ChaincodeInput.Parser.ParseFrom(call.Payload), outgoing.SendAsync, offers, options, closed.Token);
        }
        catch (InvalidProtocolBufferException e)
        {
            return outgoing.SendAsync(ErrorFor(call, $"The arguments cannot be read: {e.Message}"));
        }

        if (!transactions.TryAdd(KeyOf(call), transaction))
            return outgoing.SendAsync(ErrorFor(call, "A transaction of this id is under way here."));

        if (slots.TryReserve() is { } refusal)
        {
            transactions.TryRemove(KeyOf(call), out _);
            return outgoing.SendAsync(ErrorFor(call, refusal));
        }

        var task = Task.Run(() => ExecuteAsync(transaction));
        running.TryAdd(task, 0);
        _ = task.ContinueWith(static (ended, all) => ((ConcurrentDictionary<Task, byte>)all!).TryRemove(ended, out _), running, TaskScheduler.Default);
        return ValueTask.CompletedTask;
    }

    private async Task ExecuteAsync(ChaincodeTransaction transaction)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var slot = await slots.EnterAsync(closed.Token);
            var end = await InvokeAsync(transaction);
            // Forgotten before its peer is told: the peer may send the same id again at once.
            transactions.TryRemove((transaction.ChannelId, transaction.TransactionId), out _);
            await outgoing.SendAsync(end);
            LogEnded(logger, transaction.TransactionId, MessageKind.NameOf(end.Type), Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        catch (Exception) when (closed.IsCancellationRequested)
        {
            transaction.End();
            LogAbandoned(logger, transaction.TransactionId);
        }
    }

    private async Task<ChaincodeMessage> InvokeAsync(ChaincodeTransaction transaction)
    {
        try
        {
            return await transaction.CompleteAsync(await AnswerAsync(transaction));
        }
        catch (Exception e) when (!closed.IsCancellationRequested)
        {
            transaction.End();
            LogFailed(logger, transaction.TransactionId, e);
            return ErrorOf(transaction.ChannelId, transaction.TransactionId, $"The chaincode failed: {e.GetType().Name}: {e.Message}");
        }
    }

    private async Task<ChaincodeResponse> AnswerAsync(ChaincodeTransaction transaction)
    {
        try
        {
            return await chaincode.InvokeAsync(transaction, closed.Token);
        }
        catch (ChaincodeException e)
        {
            return e.Response;
        }
    }

    private static (string Channel, string Transaction) KeyOf(ChaincodeMessage message) => (message.ChannelId, message.Txid);

    private static ChaincodeMessage ErrorFor(ChaincodeMessage message, string text) => ErrorOf(message.ChannelId, message.Txid, text);

    private static ChaincodeMessage ErrorOf(string channel, string transaction, string text) => new()
    {
        Type = MessageType.Error,
        Payload = ByteString.CopyFromUtf8(text.Length <= MaxErrorText ? text : text[..MaxErrorText]),
        Txid = transaction,
        ChannelId = channel,
    };

    [LoggerMessage(1, LogLevel.Information, "Peer {Peer} has dialled")]
    private static partial void LogConnected(ILogger logger, string peer);

    [LoggerMessage(2, LogLevel.Information,
        "Peer {Peer} is ready for {PackageId}; records per write batch: {WriteBatch}, keys per read: {ReadBatch} (0: one by one)")]
    private static partial void LogReady(ILogger logger, string peer, string packageId, int writeBatch, int readBatch);

    [LoggerMessage(3, LogLevel.Information, "Peer {Peer} has hung up")]
    private static partial void LogDisconnected(ILogger logger, string peer);

    [LoggerMessage(4, LogLevel.Information, "The stream of peer {Peer} was cut: {Reason}")]
    private static partial void LogBroken(ILogger logger, string peer, string reason);

    [LoggerMessage(5, LogLevel.Warning, "Peer {Peer} sent {MessageType} of transaction '{TransactionId}' {State}, which has no meaning there; ignored")]
    private static partial void LogUnexpected(ILogger logger, string peer, string messageType, string transactionId, string state);

    [LoggerMessage(6, LogLevel.Debug, "Transaction {TransactionId} ended with {MessageType} after {Milliseconds} ms")]
    private static partial void LogEnded(ILogger logger, string transactionId, string messageType, double milliseconds);

    [LoggerMessage(7, LogLevel.Information, "Transaction {TransactionId} is abandoned: its peer hung up")]
    private static partial void LogAbandoned(ILogger logger, string transactionId);

    [LoggerMessage(8, LogLevel.Error, "The chaincode failed in transaction {TransactionId}")]
    private static partial void LogFailed(ILogger logger, string transactionId, Exception e);
}
