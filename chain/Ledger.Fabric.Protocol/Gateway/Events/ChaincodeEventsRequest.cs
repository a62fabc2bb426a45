using System.Runtime.CompilerServices;
using Google.Protobuf;
using Grpc.Core;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>A request for a chaincode's events, which may be signed elsewhere.</summary>
public sealed class ChaincodeEventsRequest
{
    private readonly GatewaySession session;
    private readonly SignedChaincodeEventsRequest request;
    private readonly string channelName;

    private ChaincodeEventsRequest(GatewaySession session, string channelName, SignedChaincodeEventsRequest request)
    {
        this.session = session;
        this.request = request;
        this.channelName = channelName;
    }

    /// <summary>What is signed: the SHA-256 of the request's bytes.</summary>
    public byte[] Digest => GatewaySession.Digest(request.Request);

    /// <summary>Its bytes; see <see cref="Gateway.ReadChaincodeEventsRequest"/>.</summary>
    public byte[] ToBytes() => request.ToByteArray();

    /// <summary>The same request with a signature made elsewhere over <see cref="Digest"/>.</summary>
    /// <param name="signature">ASN.1 DER; a high s is replaced.</param>
    /// <exception cref="ArgumentException">The bytes are no signature.</exception>
    public ChaincodeEventsRequest WithSignature(ReadOnlySpan<byte> signature) =>
        new(session, channelName, new SignedChaincodeEventsRequest { Request = request.Request, Signature = GatewaySession.LowS(signature) });

    /// <summary>Reads events in the order of the chain, without end until cancelled.</summary>
    /// <param name="settings">Differences from the gateway's defaults.</param>
    /// <param name="ct">Ends the stream.</param>
    /// <exception cref="GatewayException">The stream broke or was refused.</exception>
    public async IAsyncEnumerable<ChaincodeEvent> ReadAsync(CallSettings? settings = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var signed = new SignedChaincodeEventsRequest { Request = request.Request, Signature = session.Sign(request.Request, request.Signature) };
        using var call = session.Gateway.ChaincodeEvents(signed, GatewaySession.Limits(settings, settings?.Timeout, ct));
        while (await NextAsync(call, ct))
        {
            var response = call.ResponseStream.Current;
            foreach (var e in response.Events)
                yield return new ChaincodeEvent(response.BlockNumber, e.TxId, e.ChaincodeId, e.EventName, e.Payload.Memory);
        }
    }

    internal static ChaincodeEventsRequest New(GatewaySession session, string channelName, string chaincodeName, EventPosition? from)
    {
        var position = from ?? EventPosition.NextCommit;
        return new(session, channelName, new SignedChaincodeEventsRequest
        {
            Request = new Protos.ChaincodeEventsRequest
            {
                ChannelId = channelName,
                ChaincodeId = chaincodeName,
                Identity = session.Identity.Serialized,
                StartPosition = position.ToSeekPosition(),
                AfterTransactionId = position.AfterTransactionId,
            }.ToByteString(),
        });
    }

    internal static ChaincodeEventsRequest Read(GatewaySession session, ReadOnlySpan<byte> bytes)
    {
        const string What = "chaincode events request";
        var signed = Gateway.Parse(SignedChaincodeEventsRequest.Parser, bytes, What);
        return new ChaincodeEventsRequest(session, Gateway.Parse(Protos.ChaincodeEventsRequest.Parser, signed.Request.Span, What).ChannelId, signed);
    }

    private async Task<bool> NextAsync(AsyncServerStreamingCall<ChaincodeEventsResponse> call, CancellationToken ct)
    {
        try
        {
            return await call.ResponseStream.MoveNext(ct);
        }
        catch (RpcException e) when (ct.IsCancellationRequested)
        {
            throw new OperationCanceledException(e.Status.Detail, e, ct);
        }
        catch (RpcException e)
        {
            throw new GatewayException($"stream of events of channel {channelName}", "", e);
        }
    }
}
