using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;

namespace Ledger.Fabric.Protocol;

/// <summary>
/// A connection to a peer, shared by any number of gateways and block readers. It connects on the first call and again
/// after a loss. Safe for use by several threads; keep it, for a new TLS connection costs milliseconds.
/// </summary>
public sealed class PeerConnection : IDisposable
{
    private static readonly TimeSpan FirstReconnectPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestReconnectPause = TimeSpan.FromSeconds(2);

    private readonly GrpcChannel channel;

    private PeerConnection(GrpcChannel channel, string address, ReadOnlyMemory<byte> clientCertificateHash)
    {
        this.channel = channel;
        Address = address;
        ClientCertificateHash = clientCertificateHash;
    }

    /// <summary>The peer's address, <c>host:port</c>.</summary>
    public string Address { get; }

    /// <summary>Makes calls on this connection.</summary>
    public CallInvoker Calls => channel.CreateCallInvoker();

    /// <summary>
    /// SHA-256 of the client's TLS certificate, empty without one. A peer under mutual TLS wants it in the header of a
    /// request for blocks, so that nobody replays the signed request over a connection of his own.
    /// </summary>
    public ReadOnlyMemory<byte> ClientCertificateHash { get; }

    /// <summary>Prepares a connection.</summary>
    /// <exception cref="ArgumentException">The address is not host and port, or the client certificate has no private key.</exception>
    public static PeerConnection Open(PeerConnectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var plain = options.TlsRoots.Count == 0;
        if (!Uri.TryCreate($"{(plain ? "http" : "https")}://{options.Address}", UriKind.Absolute, out var address)
            || !options.Address.EndsWith($":{address.Port}", StringComparison.Ordinal))
        {
            throw new ArgumentException($"A peer's address is host:port, not \"{options.Address}\".", nameof(options));
        }

        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = options.ConnectTimeout,
            EnableMultipleHttp2Connections = true,
            // A peer closes connections of clients that ping more often than once a minute.
            KeepAlivePingDelay = TimeSpan.FromMinutes(2),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            MaxResponseHeadersLength = options.MaxResponseHeadersKiB,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            UseProxy = false,
        };
        var hash = ReadOnlyMemory<byte>.Empty;
        if (!plain)
        {
            handler.SslOptions = Tls(options);
            hash = options.ClientCertificate is { } certificate ? SHA256.HashData(certificate.RawData) : hash;
        }

        var target = address;
        if (options.ServerName is { } name && !plain)
        {
            // The handler takes the expected name from the URL, so the URL carries that name and the socket goes to the address.
            target = new UriBuilder(address) { Host = name }.Uri;
            handler.ConnectCallback = (_, ct) => ConnectAsync(address, ct);
        }

        return new PeerConnection(
            GrpcChannel.ForAddress(target, new GrpcChannelOptions
            {
                HttpHandler = handler,
                DisposeHttpClient = true,
                // gRPC's own pauses grow to two minutes: a peer that is back would be missed for as long.
                InitialReconnectBackoff = FirstReconnectPause,
                MaxReconnectBackoff = LongestReconnectPause,
                MaxReceiveMessageSize = options.MaxMessageSize,
                MaxSendMessageSize = options.MaxMessageSize,
            }),
            options.Address,
            hash);
    }

    /// <summary>Closes the connection; calls under way end with an error.</summary>
    public void Dispose() => channel.Dispose();

    private static SslClientAuthenticationOptions Tls(PeerConnectionOptions options)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(options.TlsRoots);
        var tls = new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
        if (options.ClientCertificate is { } certificate)
        {
            if (!certificate.HasPrivateKey)
                throw new ArgumentException($"The TLS client certificate {certificate.Subject} comes without its private key.", nameof(options));

            // Sent whatever authorities the peer names.
            tls.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
        }

        return tls;
    }

    private static async ValueTask<Stream> ConnectAsync(Uri address, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address.DnsSafeHost, address.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
