using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using Ledger.Protocol;

namespace Ledger.Client;

/// <summary>One kept channel per department: mutual TLS, the server judged by the root of the organisation the profile names.</summary>
internal sealed class DepartmentChannels(ClientProfile profile, Credentials credentials) : IDisposable
{
    /// <summary>Largest message taken in, in bytes: a watch or a page of records may pass the services' own limit of requests.</summary>
    private const int MaxReceiveBytes = 16 * 1024 * 1024;

    private static readonly TimeSpan FirstReconnectPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestReconnectPause = TimeSpan.FromSeconds(2);

    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    private readonly ConcurrentDictionary<string, Lazy<GrpcChannel>> channels = new(StringComparer.Ordinal);

    public CallInvoker Invoker(string department) =>
        channels.GetOrAdd(department, name => new Lazy<GrpcChannel>(() => Open(name))).Value.CreateCallInvoker();

    public Uri Address(string department) => Service(department).Address;

    public void Dispose()
    {
        foreach (var channel in channels.Values)
            channel.Value.Dispose();
    }

    private ServiceAddress Service(string department) => profile.Services.GetValueOrDefault(department)
        ?? throw new ProfileException(
            Path.Combine(profile.Folder, ClientProfile.FileName),
            $"services 中没有“{department}”的地址",
            $"services has no address of '{department}'");

    private GrpcChannel Open(string department)
    {
        var service = Service(department);
        var chain = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        chain.CustomTrustStore.Add(credentials.Roots[service.Organisation]);
        chain.ApplicationPolicy.Add(ServerAuthentication);
        var handler = new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = true,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
            SslOptions = new SslClientAuthenticationOptions
            {
                EnabledSslProtocols = AeadSuites.Protocols,
                CipherSuitesPolicy = AeadSuites.Policy,
                ClientCertificateContext = SslStreamCertificateContext.Create(credentials.Certificate, additionalCertificates: null, offline: true),
                CertificateChainPolicy = chain,
            },
        };
        return GrpcChannel.ForAddress(service.Address, new GrpcChannelOptions
        {
            HttpHandler = handler,
            DisposeHttpClient = true,
            // gRPC's own pauses grow to two minutes: a node that is back would be missed for as long.
            InitialReconnectBackoff = FirstReconnectPause,
            MaxReconnectBackoff = LongestReconnectPause,
            MaxReceiveMessageSize = MaxReceiveBytes,
        });
    }
}
