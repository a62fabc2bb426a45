using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>A request for blocks from a peer's Deliver service, which may be signed elsewhere.</summary>
/// <typeparam name="TBlock">Form of the blocks: whole, filtered, or with private data.</typeparam>
public sealed class BlockEventsRequest<TBlock>
    where TBlock : class
{
    private readonly GatewaySession session;
    private readonly BlockStream<TBlock> stream;
    private readonly string channelName;
    private readonly Envelope request;

    private BlockEventsRequest(GatewaySession session, BlockStream<TBlock> stream, string channelName, Envelope request)
    {
        this.session = session;
        this.stream = stream;
        this.channelName = channelName;
        this.request = request;
    }

    /// <summary>What is signed: the SHA-256 of the envelope's payload.</summary>
    public byte[] Digest => GatewaySession.Digest(request.Payload);

    /// <summary>Its bytes, a <c>common.Envelope</c>; see <see cref="Gateway.ReadBlockEventsRequest"/>.</summary>
    public byte[] ToBytes() => request.ToByteArray();

    /// <summary>The same request with a signature made elsewhere over <see cref="Digest"/>.</summary>
    /// <param name="signature">ASN.1 DER; a high s is replaced.</param>
    /// <exception cref="ArgumentException">The bytes are no signature.</exception>
    public BlockEventsRequest<TBlock> WithSignature(ReadOnlySpan<byte> signature) =>
        new(session, stream, channelName, new Envelope { Payload = request.Payload, Signature = GatewaySession.LowS(signature) });

    /// <summary>Reads blocks in order, stored ones first, then each new one; without end until cancelled.</summary>
    /// <param name="settings">Differences from the gateway's defaults.</param>
    /// <param name="ct">Ends the stream.</param>
    /// <exception cref="BlockStreamException">The stream broke, was refused, or the peer ended it.</exception>
    public async IAsyncEnumerable<TBlock> ReadAsync(CallSettings? settings = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var signed = new Envelope { Payload = request.Payload, Signature = session.Sign(request.Payload, request.Signature) };
        using var call = stream.Open(session.Deliver, GatewaySession.Limits(settings, settings?.Timeout, ct));
        await SendAsync(call, signed, ct);
        while (await NextAsync(call, ct))
        {
            var response = call.ResponseStream.Current;
            if (stream.BlockOf(response) is { } block)
            {
                yield return block;
            }
            else if (response.TypeCase == DeliverResponse.TypeOneofCase.Status && response.Status == Protos.Status.Success)
            {
                yield break;
            }
            else
            {
                throw new BlockStreamException(channelName, response.TypeCase == DeliverResponse.TypeOneofCase.Status
                    ? response.Status
                    : Protos.Status.Unknown);
            }
        }
    }

    internal static BlockEventsRequest<TBlock> New(GatewaySession session, BlockStream<TBlock> stream, string channelName, EventPosition? from)
    {
        var channelHeader = new ChannelHeader
        {
            Type = (int)HeaderType.DeliverSeekInfo,
            Timestamp = Timestamp.FromDateTimeOffset(session.Options.Time.GetUtcNow()),
            ChannelId = channelName,
            TlsCertHash = ByteString.CopyFrom(session.Options.ClientCertificateHash.Span),
        };
        var signatureHeader = new SignatureHeader
        {
            Creator = session.Identity.Serialized,
            Nonce = UnsafeByteOperations.UnsafeWrap(RandomNumberGenerator.GetBytes(TransactionId.NonceSize)),
        };
        var seek = new SeekInfo
        {
            Start = (from ?? EventPosition.NextCommit).ToSeekPosition(),
            Stop = new SeekPosition { Specified = new SeekSpecified { Number = ulong.MaxValue } },
            Behavior = SeekInfo.Types.SeekBehavior.BlockUntilReady,
        };
        var payload = new Payload
        {
            Header = new Header { ChannelHeader = channelHeader.ToByteString(), SignatureHeader = signatureHeader.ToByteString() },
            Data = seek.ToByteString(),
        };
        return new(session, stream, channelName, new Envelope { Payload = payload.ToByteString() });
    }

    internal static BlockEventsRequest<TBlock> Read(GatewaySession session, BlockStream<TBlock> stream, ReadOnlySpan<byte> bytes)
    {
        const string What = "request for blocks";
        var envelope = Gateway.Parse(Envelope.Parser, bytes, What);
        var payload = Gateway.Parse(Payload.Parser, envelope.Payload.Span, What);
        var header = Gateway.Parse(ChannelHeader.Parser, (payload.Header?.ChannelHeader ?? ByteString.Empty).Span, What);
        return header.Type == (int)HeaderType.DeliverSeekInfo
            ? new(session, stream, header.ChannelId, envelope)
            : throw new FormatException($"The bytes are no {What}: their type is {header.Type}.");
    }

    private async Task SendAsync(AsyncDuplexStreamingCall<Envelope, DeliverResponse> call, Envelope signed, CancellationToken ct)
    {
        try
        {
            // The request stream stays open: a peer takes its end for the reader's.
            await call.RequestStream.WriteAsync(signed, ct);
        }
        catch (RpcException e)
        {
            throw Translate(e, ct);
        }
        catch (InvalidOperationException)
        {
            // The call has ended already; reading its answers tells why.
        }
    }

    private async Task<bool> NextAsync(AsyncDuplexStreamingCall<Envelope, DeliverResponse> call, CancellationToken ct)
    {
        try
        {
            return await call.ResponseStream.MoveNext(ct);
        }
        catch (RpcException e)
        {
            throw Translate(e, ct);
        }
    }

    private Exception Translate(RpcException e, CancellationToken ct) => ct.IsCancellationRequested
        ? new OperationCanceledException(e.Status.Detail, e, ct)
        : new BlockStreamException(channelName, e);
}
