using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Ledger.Fabric.Protos;
using Microsoft.AspNetCore.Http;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>The service protos.Deliver as strict as a peer's.</summary>
internal sealed class StandInDeliverService(StandInPeer peer) : Deliver.DeliverBase
{
    public override Task Deliver(IAsyncStreamReader<Envelope> requestStream, IServerStreamWriter<DeliverResponse> responseStream, ServerCallContext context) =>
        ServeAsync(requestStream, responseStream, context, (b, _) => new DeliverResponse { Block = b });

    public override Task DeliverFiltered(IAsyncStreamReader<Envelope> requestStream, IServerStreamWriter<DeliverResponse> responseStream,
        ServerCallContext context) =>
        ServeAsync(requestStream, responseStream, context, (b, _) => new DeliverResponse { FilteredBlock = Filter(b) });

    public override Task DeliverWithPrivateData(
        IAsyncStreamReader<Envelope> requestStream, IServerStreamWriter<DeliverResponse> responseStream, ServerCallContext context) =>
        ServeAsync(requestStream, responseStream, context, (b, mspId) => new DeliverResponse { BlockAndPrivateData = WithPrivateData(b, mspId) });

    private async Task ServeAsync(
        IAsyncStreamReader<Envelope> requests, IServerStreamWriter<DeliverResponse> responses, ServerCallContext context,
        Func<Block, string, DeliverResponse> answer)
    {
        if (!await requests.MoveNext(context.CancellationToken))
            return;
        if ((peer.Misbehaviour.DeliverStatus ?? Refusal(requests.Current, context)) is { } status)
        {
            await responses.WriteAsync(new DeliverResponse { Status = status });
            return;
        }

        var request = Payload.Parser.ParseFrom(requests.Current.Payload);
        var mspId = SerializedIdentity.Parser.ParseFrom(SignatureHeader.Parser.ParseFrom(request.Header.SignatureHeader).Creator).Mspid;
        var seek = SeekInfo.Parser.ParseFrom(request.Data);
        var number = seek.Start.TypeCase switch
        {
            SeekPosition.TypeOneofCase.Oldest => 0ul,
            SeekPosition.TypeOneofCase.Newest => peer.Ledger.Height - 1,
            SeekPosition.TypeOneofCase.NextCommit => peer.Ledger.Height,
            _ => seek.Start.Specified.Number,
        };
        await context.WriteResponseHeadersAsync([]);
        peer.CountStream();
        for (; number <= seek.Stop.Specified.Number; number++)
        {
            var block = await peer.Ledger.BlockAsync(number, context.CancellationToken);
            if (peer.Misbehaviour.DropBeforeBlock == number)
            {
                peer.Misbehaviour.DropBeforeBlock = null;
                context.GetHttpContext().Abort();
                return;
            }

            block = peer.Misbehaviour.Blocks?.Invoke(block) ?? block;
            await responses.WriteAsync(answer(block, mspId), context.CancellationToken);
            if (peer.Misbehaviour.RepeatBlocks)
                await responses.WriteAsync(answer(block, mspId), context.CancellationToken);
        }

        await responses.WriteAsync(new DeliverResponse { Status = Protos.Status.Success });
    }

    private Protos.Status? Refusal(Envelope envelope, ServerCallContext context)
    {
        var payload = Payload.Parser.ParseFrom(envelope.Payload);
        var header = ChannelHeader.Parser.ParseFrom(payload.Header.ChannelHeader);
        var creator = SignatureHeader.Parser.ParseFrom(payload.Header.SignatureHeader).Creator;
        var seek = SeekInfo.Parser.ParseFrom(payload.Data);
        if (header.ChannelId != peer.Channel.Name)
            return Protos.Status.NotFound;
        if (header.Type != (int)HeaderType.DeliverSeekInfo || header.Timestamp is null || seek.Start is null || seek.Stop is null)
            return Protos.Status.BadRequest;
        var certificate = context.GetHttpContext().Connection.ClientCertificate;
        var hash = certificate is null ? ByteString.Empty : ByteString.CopyFrom(SHA256.HashData(certificate.RawData));
        if (!header.TlsCertHash.Equals(hash))
            return Protos.Status.BadRequest;
        if ((header.Timestamp.ToDateTimeOffset() - TimeProvider.System.GetUtcNow()).Duration() > TimeSpan.FromMinutes(15))
            return Protos.Status.BadRequest;
        return peer.RequestFault(creator, envelope.Payload, envelope.Signature) is null ? null : Protos.Status.Forbidden;
    }

    private static FilteredBlock Filter(Block block)
    {
        var decoded = ChannelBlock.Decode(block);
        return new FilteredBlock
        {
            ChannelId = decoded.Transactions[0].ChannelName,
            Number = decoded.Number,
            FilteredTransactions =
            {
                decoded.Transactions.Select(t => new FilteredTransaction
                {
                    Txid = t.TransactionId,
                    Type = t.Type!.Value,
                    TxValidationCode = t.ValidationCode!.Value,
                    TransactionActions = t.Call is { } call ? Filter(call) : null,
                }),
            },
        };
    }

    // Events come without what they say: filtered blocks are for those who may not read that.
    private static FilteredTransactionActions Filter(EndorsedCall call) => new()
    {
        ChaincodeActions =
        {
            call.Event is { } e
                ? [new FilteredChaincodeAction { ChaincodeEvent = new Protos.ChaincodeEvent { ChaincodeId = e.ChaincodeId,
                    TxId = e.TxId, EventName = e.EventName } }]
                : Array.Empty<FilteredChaincodeAction>(),
        },
    };

    private BlockAndPrivateData WithPrivateData(Block block, string mspId)
    {
        var whole = new BlockAndPrivateData { Block = block };
        foreach (var transaction in ChannelBlock.Decode(block).Transactions)
        {
            if (peer.Endorsers[0].PrivateWritesOf(transaction.TransactionId, mspId) is { } writes)
                whole.PrivateDataMap.Add((ulong)transaction.Index, writes);
        }

        return whole;
    }
}
