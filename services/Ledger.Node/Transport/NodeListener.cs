using System.Net;
using System.Security.Cryptography.X509Certificates;
using Ledger.Protocol;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Ledger.Node;

/// <summary>The one port of a node: HTTP/2 over mutual TLS, every caller within its bounds.</summary>
internal static class NodeListener
{
    private static readonly TimeSpan HandshakePatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan HeadersPatience = TimeSpan.FromSeconds(10);

    // A silent connection is asked whether it still lives, and dropped when it does not say so.
    private static readonly TimeSpan PingAfter = TimeSpan.FromSeconds(30);

    private const int MaximumHeaderBytes = 16 * 1024;

    /// <summary>Adds what <see cref="Listen"/> and the calls need; before everything else that looks at a call.</summary>
    public static void AddGuards(IServiceCollection services, ConnectionLimits limits)
    {
        services.AddSingleton(limits);
        services.AddSingleton<ConnectionGuard>();
        services.AddSingleton<IStartupFilter, CallGuard>();
    }

    /// <summary>Listens where the configuration says.</summary>
    /// <param name="kestrel">The server.</param>
    /// <param name="address">Where.</param>
    /// <param name="limits">Bounds of callers.</param>
    /// <param name="certificate">The node's server certificate with its key.</param>
    public static void Listen(KestrelServerOptions kestrel, ListenAddress address, ConnectionLimits limits, X509Certificate2 certificate)
    {
        var guard = kestrel.ApplicationServices.GetRequiredService<ConnectionGuard>();
        kestrel.AddServerHeader = false;
        // Whoever only opens a connection must not count among those who are served: the guard counts both apart.
        kestrel.Limits.MaxConcurrentConnections = (long)limits.Total + limits.Unshaken;
        kestrel.Limits.RequestHeadersTimeout = HeadersPatience;
        kestrel.Limits.MaxRequestHeadersTotalSize = MaximumHeaderBytes;
        kestrel.Limits.Http2.KeepAlivePingDelay = PingAfter;
        kestrel.Listen(IPAddress.Parse(address.Address), address.Port, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.Use(next => connection => guard.AcceptAsync(connection, next));
            listen.UseHttps(https =>
            {
                https.ServerCertificate = certificate;
                https.SslProtocols = AeadSuites.Protocols;
                https.HandshakeTimeout = HandshakePatience;
                https.OnAuthenticate = static (_, options) => options.CipherSuitesPolicy = AeadSuites.Policy;
                // TLS could only cut the connection; the access filter says which certificate is refused and why.
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                https.AllowAnyClientCertificate();
            });
            listen.Use(next => connection => guard.AdmitAsync(connection, next));
        });
    }
}
