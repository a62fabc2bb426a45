using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;
using Ledger.Peers;
using Ledger.Protocol;

namespace Ledger.Node;

/// <summary>Opens mutually authenticated channels to departments' nodes.</summary>
public static class NodeChannel
{
    private const int StreamWindowBytes = 8 << 20;

    private static readonly TimeSpan FirstReconnectPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestReconnectPause = TimeSpan.FromSeconds(2);

    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    /// <summary>Opens a channel. It connects on the first call and again whenever the connection is lost.</summary>
    /// <param name="address">The node, <c>https://host:port</c>.</param>
    /// <param name="own">The caller's certificate with its key.</param>
    /// <param name="root">Root certificate of the node's organisation; no other issuer is trusted.</param>
    /// <param name="loggers">Where the channel logs.</param>
    public static GrpcChannel Open(Uri address, X509Certificate2 own, X509Certificate2 root, ILoggerFactory loggers)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.Add(root);
        policy.ApplicationPolicy.Add(ServerAuthentication);
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(5),
            EnableMultipleHttp2Connections = true,
            // Streams may be silent for hours; a dead peer must be noticed all the same.
            KeepAlivePingDelay = TimeSpan.FromSeconds(15),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            // A block may be larger than the first window of 64 KiB; none waits for leave to be sent.
            InitialHttp2StreamWindowSize = StreamWindowBytes,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                EnabledSslProtocols = AeadSuites.Protocols,
                CipherSuitesPolicy = AeadSuites.Policy,
                CertificateChainPolicy = policy,
                ClientCertificateContext = SslStreamCertificateContext.Create(own, additionalCertificates: null, offline: true),
            },
        };
        return GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            HttpHandler = handler,
            DisposeHttpClient = true,
            // gRPC's own pauses grow to two minutes: a node that is back would be missed for as long.
            InitialReconnectBackoff = FirstReconnectPause,
            MaxReconnectBackoff = LongestReconnectPause,
            LoggerFactory = loggers,
            // A block is the largest of all replies; what is larger is refused by its length, before it is read.
            MaxReceiveMessageSize = BlockLimits.MaxMessageBytes,
            MaxRetryAttempts = 0,
        });
    }
}
