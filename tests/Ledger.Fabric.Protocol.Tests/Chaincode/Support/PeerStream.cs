using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using Ledger.Fabric.Protos;
using MessageType = Ledger.Fabric.Protos.ChaincodeMessage.Types.Type;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>The peer's side of one stream, message by message.</summary>
public sealed class PeerStream : IAsyncDisposable
{
    public const string Channel = "realestate";
    private static readonly ByteString Creator = Identity(ECCurve.NamedCurves.nistP256, pem => pem);

    private readonly GrpcChannel channel;
    private readonly AsyncDuplexStreamingCall<ChaincodeMessage, ChaincodeMessage> call;

    private PeerStream(GrpcChannel channel)
    {
        this.channel = channel;
        call = new Protos.Chaincode.ChaincodeClient(channel).Connect(cancellationToken: Limit);
    }

    /// <summary>No test waits longer; a failing one says so instead of hanging.</summary>
    public static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    /// <summary>Dials a server.</summary>
    /// <param name="endPoint">Where it listens.</param>
    /// <param name="root">Root of its certificate; null for plain text.</param>
    /// <param name="certificate">The peer's own certificate.</param>
    /// <param name="intermediates">Certificates sent along with it.</param>
    public static PeerStream Dial(IPEndPoint endPoint, X509Certificate2? root = null, X509Certificate2? certificate = null,
        X509Certificate2Collection? intermediates = null)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        var handler = new SocketsHttpHandler();
        if (root is not null)
        {
            handler.SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { root },
                    RevocationMode = X509RevocationMode.NoCheck
                },
                ClientCertificates = certificate is null ? [] : [certificate],
                LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate!,
            };
            if (certificate is not null && intermediates is not null)
                handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, intermediates, offline: true);
        }

        return new PeerStream(GrpcChannel.ForAddress(
            root is null ? $"http://{endPoint}" : $"https://localhost:{endPoint.Port}",
            new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true, MaxReceiveMessageSize = null, MaxSendMessageSize = null }));
    }

    /// <summary>Dials, and goes through registration.</summary>
    public static async Task<PeerStream> RegisterAsync(IPEndPoint endPoint, ChaincodeAdditionalParams? offers = null)
    {
        var stream = Dial(endPoint);
        await stream.RegisterAsync(offers);
        return stream;
    }

    /// <summary>Takes REGISTER, answers REGISTERED and READY.</summary>
    /// <returns>The package id registered.</returns>
    public async Task<string> RegisterAsync(ChaincodeAdditionalParams? offers = null)
    {
        var register = await ReceiveAsync();
        Assert.Equal(MessageType.Register, register.Type);
        await SendAsync(new ChaincodeMessage { Type = MessageType.Registered });
        await SendAsync(new ChaincodeMessage { Type = MessageType.Ready, Payload = offers?.ToByteString() ?? ByteString.Empty });
        return ChaincodeID.Parser.ParseFrom(register.Payload).Name;
    }

    public Task SendAsync(ChaincodeMessage message) => call.RequestStream.WriteAsync(message);

    /// <summary>Sends a transaction.</summary>
    public Task CallAsync(string transaction, params string[] arguments) => SendAsync(Transaction(transaction, [.. arguments.Select(ByteString.CopyFromUtf8)]));

    /// <summary>A transaction's message.</summary>
    public static ChaincodeMessage Transaction(string transaction, params ByteString[] arguments) => new()
    {
        Type = MessageType.Transaction,
        Txid = transaction,
        ChannelId = Channel,
        Payload = new ChaincodeInput { Args = { arguments } }.ToByteString(),
    };

    /// <summary>A client's proposal to call a chaincode, as far as the chaincode looks at it.</summary>
    public static SignedProposal Proposal(string chaincode, ByteString? creator = null)
    {
        var header = new Header
        {
            SignatureHeader = new SignatureHeader { Creator = creator ?? Creator }.ToByteString(),
            ChannelHeader = new ChannelHeader
            {
                Type = (int)HeaderType.EndorserTransaction,
                ChannelId = Channel,
                Timestamp = new Timestamp { Seconds = 1_750_000_000 },
                Extension = new ChaincodeHeaderExtension { ChaincodeId = new ChaincodeID { Name = chaincode } }.ToByteString(),
            }.ToByteString(),
        };
        return new SignedProposal { ProposalBytes = new Protos.Proposal { Header = header.ToByteString() }.ToByteString() };
    }

    /// <summary>Somebody's serialized identity.</summary>
    /// <param name="curve">Of the key.</param>
    /// <param name="spell">Makes of the certificate's PEM what stands there in its place.</param>
    public static ByteString Identity(ECCurve curve, Func<string, string> spell)
    {
        ArgumentNullException.ThrowIfNull(spell);
        using var key = ECDsa.Create(curve);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=someone", key, HashAlgorithmName.SHA256).CreateSelfSigned(now, now.AddDays(1));
        return new SerializedIdentity { Mspid = "SomeMSP", IdBytes = ByteString.CopyFromUtf8(spell(certificate.ExportCertificatePem())) }.ToByteString();
    }

    /// <summary>Answers a request.</summary>
    public Task AnswerAsync(ChaincodeMessage request, ByteString? payload = null, MessageType type = MessageType.Response)
    {
        ArgumentNullException.ThrowIfNull(request);
        return SendAsync(new ChaincodeMessage { Type = type, Txid = request.Txid, ChannelId = request.ChannelId, Payload = payload ?? ByteString.Empty });
    }

    /// <summary>The next message; fails when the stream has ended.</summary>
    public async Task<ChaincodeMessage> ReceiveAsync()
    {
        Assert.True(await call.ResponseStream.MoveNext(Limit), "the chaincode ended the stream");
        return call.ResponseStream.Current;
    }

    /// <summary>The next message, which must be of a type and of a transaction.</summary>
    public async Task<ChaincodeMessage> ReceiveAsync(MessageType type, string transaction)
    {
        var message = await ReceiveAsync();
        Assert.Equal((type, transaction), (message.Type, message.Txid));
        return message;
    }

    /// <summary>The end of a transaction that was endorsed or answered with an error status.</summary>
    public async Task<Response> CompletedAsync(string transaction) =>
        Response.Parser.ParseFrom((await ReceiveAsync(MessageType.Completed, transaction)).Payload);

    /// <summary>Text of the ERROR that ended a transaction.</summary>
    public async Task<string> FailedAsync(string transaction) => (await ReceiveAsync(MessageType.Error, transaction)).Payload.ToStringUtf8();

    /// <summary>Messages until the stream ends.</summary>
    public IAsyncEnumerable<ChaincodeMessage> ReadAllAsync(CancellationToken ct) => call.ResponseStream.ReadAllAsync(ct);

    public ValueTask DisposeAsync()
    {
        call.Dispose();
        channel.Dispose();
        return ValueTask.CompletedTask;
    }
}
