using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ledger.Fabric;
using Ledger.Fabric.Protocol;
using Ledger.Log;
using Ledger.Peers;

namespace Ledger.Node;

/// <summary>Ordering on Fabric as a node uses it: keys and connection of the configuration, and founding until the channel is founded.</summary>
internal sealed partial class FabricLink : IDisposable
{
    /// <summary>How long a start waits for the own Fabric peer; a node starts without it, and says so.</summary>
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(10);

    private readonly FabricAccess access;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly Setbacks unfounded;
    private GatewayClient? client;
    private bool founded;

    private FabricLink(FabricAccess access, NodeEnvironment environment)
    {
        this.access = access;
        clock = environment.Clock;
        unfounded = new Setbacks(clock);
        logger = environment.Loggers.CreateLogger<FabricLink>();
    }

    /// <summary>The channel's name.</summary>
    public string Channel => access.Channel;

    /// <summary>The certificates that the department's Fabric peer is reached and addressed with.</summary>
    public IReadOnlyList<WatchedCertificate> Certificates { get; private set; } = [];

    /// <summary>The ordering.</summary>
    public FabricOrdering Ordering { get; private set; } = null!;

    /// <summary>Reads what the configuration names; nothing is sent yet.</summary>
    /// <exception cref="NodeConfigurationException">A file is absent or malformed.</exception>
    public static FabricLink Open(NodeConfiguration configuration, FabricAccess access, Peer peer, NodeEnvironment environment)
    {
        var link = new FabricLink(access, environment);
        try
        {
            link.Open(configuration, peer, environment);
            return link;
        }
        catch (Exception e)
        {
            link.Dispose();
            if (Explain(e, configuration, access) is { } fault)
                throw new NodeConfigurationException(fault);
            throw;
        }
    }

    /// <summary>Founds the channel when it is not, if its peer can be reached by now.</summary>
    /// <exception cref="ChannelHistoryException">The channel is another ledger's.</exception>
    /// <exception cref="BlockVerificationException">The channel's blocks do not follow from the first one configured.</exception>
    public Task TryFoundAsync(CancellationToken ct) => TryFoundAsync(StartPatience, ct);

    private async Task TryFoundAsync(TimeSpan limit, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(limit);
        try
        {
            await Ordering.FoundAsync(patience.Token);
            founded = true;
        }
        catch (OrderingUnavailableException e)
        {
            NotFounded(e.Reason);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            NotFounded(new("no answer in time", "未及时应答"));
        }
    }

    private void NotFounded(OutageReason reason)
    {
        if (unfounded.Add(reason) is { } row)
            LogNotFounded(logger, access.Channel, row.Count, row.Since, reason.English);
    }

    /// <summary>Founds the channel as soon as it can be reached, if it could not be at the start.</summary>
    public async Task FoundAsync(CancellationToken ct)
    {
        var backoff = new Backoff(clock);
        while (!founded)
        {
            await backoff.WaitAsync(ct);
            // Without limit: the channel's blocks are read up to the one that founded it, however many stand before.
            await TryFoundAsync(Timeout.InfiniteTimeSpan, ct);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Ordering?.Dispose();
        client?.Dispose();
    }

    private void Open(NodeConfiguration configuration, Peer peer, NodeEnvironment environment)
    {
        var tlsClient = access.TlsClient is { } files ? CertificateKey.Read(files) : null;
        client = GatewayClient.Open(access.Peer, access.TlsRoot, tlsClient, access.MspFolder, access.MspId);
        Certificates = ReadCertificates(client, tlsClient);
        Ordering = new FabricOrdering(
            client.Gateway,
            peer,
            new FabricOrderingOptions
            {
                Channel = access.Channel,
                Chaincode = access.Chaincode,
                ChannelGenesis = File.ReadAllBytes(access.ChannelBlock),
                PointFile = configuration.ChannelPointFile,
                InFlight = access.InFlight,
                Waiting = configuration.Limits.OrderingQueue,
                OwnFault = () => Certificates.Select(certificate => certificate.FaultAt(clock.GetUtcNow())).FirstOrDefault(static fault => fault is not null),
                Time = environment.Clock,
            },
            environment.Loggers.CreateLogger<FabricOrdering>());
    }

    private List<WatchedCertificate> ReadCertificates(GatewayClient opened, X509Certificate2? tlsClient)
    {
        using var identity = X509CertificateLoader.LoadCertificate(opened.Gateway.Identity.CertificateDer.Span);
        var certificates = new List<WatchedCertificate>
        {
            WatchedCertificate.Of(
                identity,
                Directory.GetFiles(Path.Combine(access.MspFolder, "signcerts")).Single(),
                $"the certificate that this node acts with on Fabric ({access.MspId})",
                $"本节点在 Fabric 上的身份证书（{access.MspId}）"),
        };
        if (tlsClient is not null)
        {
            certificates.Add(WatchedCertificate.Of(
                tlsClient, access.TlsClient!.Certificate, $"this node's TLS client certificate for Fabric peer {access.Peer}",
                $"本节点连接 Fabric 节点 {access.Peer} 的 TLS 客户端证书"));
        }

        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(access.TlsRoot);
        foreach (var root in roots)
        {
            certificates.Add(WatchedCertificate.Of(
                root, access.TlsRoot, $"the root of the TLS certificate of Fabric peer {access.Peer}", $"Fabric 节点 {access.Peer} 的 TLS 根证书"));
            root.Dispose();
        }

        return certificates;
    }

    private static NodeFault? Explain(Exception e, NodeConfiguration configuration, FabricAccess access) => e switch
    {
        FabricIdentityException => new NodeFault(configuration.File, "fabric.msp_folder", access.MspFolder, $"Fabric 身份不可用：{e.Message}", e.Message),
        CryptographicException
            => new NodeFault(configuration.File, "fabric.tls_root", access.TlsRoot, $"不是 PEM 证书：{e.Message}", $"no PEM certificate: {e.Message}"),
        IOException or UnauthorizedAccessException =>
            new NodeFault(configuration.File, "fabric", "", $"读不到文件：{e.Message}", $"a file can't be read: {e.Message}"),
        _ => null,
    };

    [LoggerMessage(
        1, LogLevel.Warning,
        "Whether Fabric channel {Channel} has its genesis could not be learnt yet; times in a row: {Count}, since {Since:u}; the last because {Reason}; asking again")]
    private static partial void LogNotFounded(ILogger logger, string channel, ulong count, DateTimeOffset since, string reason);
}
