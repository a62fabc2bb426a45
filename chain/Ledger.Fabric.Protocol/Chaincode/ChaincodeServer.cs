using System.Net;
using System.Security.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Fabric.Protocol;

/// <summary>
/// Runs a chaincode as a service: peers of Hyperledger Fabric (2.4 and later, external builder <c>ccaas</c>) dial it and
/// send transactions, any number of peers, each any number of times.
/// </summary>
/// <remarks>
/// The peer learns address and TLS from the <c>connection.json</c> of the package that its organisation installed
/// (<see cref="ChaincodePackage"/>), and knows the chaincode by that package's id.
/// </remarks>
public sealed class ChaincodeServer : IAsyncDisposable
{
    // For hanging up, and for closing what connections peers keep for later.
    private static readonly TimeSpan CutPatience = TimeSpan.FromSeconds(1);

    private readonly ChaincodeServerOptions options;
    private readonly TransactionSlots slots;
    private readonly ChaincodeEndpoint endpoint;
    private readonly WebApplication app;
    private int disposed;

    private ChaincodeServer(IChaincode chaincode, ChaincodeServerOptions options, ILoggerFactory loggers)
    {
        this.options = options;
        slots = new TransactionSlots(options.MaxConcurrentTransactions, options.MaxQueuedTransactions);
        endpoint = new ChaincodeEndpoint(chaincode, options, slots, loggers);
        app = Build(loggers);
    }

    /// <summary>Where it listens, with the port it was given.</summary>
    public IPEndPoint EndPoint { get; private set; } = null!;

    /// <summary>Peers that have registered it and may send transactions.</summary>
    public int ReadyPeers => endpoint.ReadyPeers;

    /// <summary>Starts a server; when this returns, it listens.</summary>
    /// <param name="chaincode">The chaincode.</param>
    /// <param name="options">Where and how it listens.</param>
    /// <param name="loggers">Where it logs; ids of transactions and names of peers, never arguments or values.</param>
    /// <param name="ct">Gives up starting.</param>
    /// <exception cref="ArgumentException">An option is out of its bounds.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<ChaincodeServer> StartAsync(
        IChaincode chaincode, ChaincodeServerOptions options, ILoggerFactory? loggers = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(chaincode);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var server = new ChaincodeServer(chaincode, options, loggers ?? NullLoggerFactory.Instance);
        try
        {
            await server.app.StartAsync(ct);
            var bound = new Uri(server.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
            server.EndPoint = new IPEndPoint(options.Listen.Address, bound.Port);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops: takes no new transaction, lets those under way end within <see cref="ChaincodeServerOptions.StopPatience"/>, then hangs up.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
            return;

        // Who is not done by then is cut off.
        await Task.WhenAny(slots.StopAsync(), Task.Delay(options.StopPatience));
        await Task.WhenAny(endpoint.StopAsync(), Task.Delay(CutPatience));
        await app.StopAsync();
        await app.DisposeAsync();
        slots.Dispose();
    }

    private WebApplication Build(ILoggerFactory loggers)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        // Nothing is configured from environment variables or files lying about.
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton<IHostLifetime, OwnedLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = CutPatience);
        builder.Services.AddSingleton(endpoint);
        builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = options.MaxMessageBytes;
            grpc.MaxSendMessageSize = null;
        });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(Listen);
        var built = builder.Build();
        built.MapGrpcService<ChaincodeEndpoint>();
        return built;
    }

    private void Listen(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        kestrel.Listen(options.Listen, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            if (options.Tls is { } tls)
                listen.UseHttps(https => Secure(https, tls));
        });
    }

    private static void Secure(HttpsConnectionAdapterOptions https, ChaincodeTls tls)
    {
        https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        https.ServerCertificate = tls.Certificate;
        https.ServerCertificateChain = tls.Intermediates;
        if (tls.ClientRoots is not null)
        {
            https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
            https.OnAuthenticate = (_, authentication) => authentication.CertificateChainPolicy = tls.ClientPolicy();
            https.ClientCertificateValidation = (client, chain, _) => tls.Accepts(client, chain?.ChainPolicy.ExtraStore);
        }
    }

    /// <summary>Leaves signals to the program: the server is stopped by who started it.</summary>
    private sealed class OwnedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
