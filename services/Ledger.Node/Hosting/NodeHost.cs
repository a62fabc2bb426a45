using System.Security.Cryptography.X509Certificates;
using Grpc.AspNetCore.Server;
using Grpc.Net.Client;
using Ledger.Chain;
using Ledger.Contracts;
using Ledger.Departments;
using Ledger.Fabric;
using Ledger.Fabric.Protocol;
using Ledger.Peers;
using Ledger.V1;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Ledger.Node;

/// <summary>
/// One department's node: its peer, ordering when it runs here, its services over mutual TLS, and what keeps it following the
/// other departments. Several run in one process side by side.
/// </summary>
public sealed partial class NodeHost : IAsyncDisposable
{
    // Streams end by themselves when the node stops; what has not ended by then is cut off.
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(10);

    private readonly NodeConfiguration configuration;
    private readonly NodeEnvironment environment;
    private readonly NodeKeys keys;
    private readonly FolderLock alone;
    private readonly ILogger logger;
    private readonly List<GrpcChannel> channels = [];
    private readonly List<X509Certificate2> roots = [];
    private readonly Dictionary<string, NodeService.NodeServiceClient> nodes = new(StringComparer.Ordinal);
    private readonly NodeLoops loops;
    private Peer? peer;
    private OrderingPlace? ordering;
    private ClockWatch? watch;
    private FabricLink? fabric;
    private CertificateWatch? certificates;
    private WebApplication? app;
    private bool isStarted;
    private int disposed;

    private NodeHost(NodeConfiguration configuration, NodeEnvironment environment, NodeKeys keys, FolderLock alone)
    {
        this.configuration = configuration;
        this.environment = environment;
        this.keys = keys;
        this.alone = alone;
        logger = environment.Loggers.CreateLogger<NodeHost>();
        loops = new NodeLoops(configuration.Organisation, environment.Clock, logger);
    }

    /// <summary>What it runs with.</summary>
    public NodeConfiguration Configuration => configuration;

    /// <summary>Its peer.</summary>
    public Peer Peer => peer!;

    /// <summary>Where it listens, with the port it was given when the configuration says 0.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Full names of the methods it serves, as gRPC calls them: <c>/ledger.v1.TaxService/PayTax</c>.</summary>
    public IReadOnlyList<string> Methods =>
    [
        .. ((IEndpointRouteBuilder)app!).DataSources
            .SelectMany(source => source.Endpoints)
            .Select(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method.FullName)
            .OfType<string>(),
    ];

    /// <summary>Starts a node: when this returns, it listens, and follows the others as they come.</summary>
    /// <param name="configuration">Its configuration.</param>
    /// <param name="environment">What it shares with other nodes of the process.</param>
    /// <param name="ct">Gives up starting.</param>
    /// <exception cref="NodeConfigurationException">Configuration, a key, genesis or the store is not in order, or the port is taken.</exception>
    public static async Task<NodeHost> StartAsync(NodeConfiguration configuration, NodeEnvironment environment, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(environment);
        var host = Make(configuration, environment);
        try
        {
            await host.StartAsync(ct);
            return host;
        }
        catch (Exception e)
        {
            await host.DisposeAsync();
            if (Explain(e, configuration) is { } fault)
                throw new NodeConfigurationException(fault);
            throw;
        }
    }

    /// <summary>Stops in order: streams end, open calls finish, then ordering, stores and keys close.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
            return;
        await loops.StopAsync();
        if (app is not null)
        {
            await TryStopAsync(() => app.StopAsync());
            await TryStopAsync(() => app.DisposeAsync().AsTask());
        }

        if (ordering?.Embedded is { } embedded)
            await embedded.DisposeAsync();
        fabric?.Dispose();
        if (peer is not null)
        {
            await peer.DisposeAsync();
            if (isStarted)
                WithdrawWord();
        }

        foreach (var channel in channels)
            channel.Dispose();
        foreach (var root in roots)
            root.Dispose();
        keys.Dispose();
        alone.Dispose();
        loops.Dispose();
        LogStopped(logger, configuration.Organisation);
    }

    private static NodeHost Make(NodeConfiguration configuration, NodeEnvironment environment)
    {
        var read = NodeKeys.Read(configuration);
        try
        {
            return new NodeHost(configuration, environment, read, NodeFolder.Take(configuration));
        }
        catch
        {
            read.Dispose();
            throw;
        }
    }

    private async Task StartAsync(CancellationToken ct)
    {
        if (OpenFileLimit.Check(configuration) is { } files)
            LogFewFiles(logger, configuration.Organisation, files.Present, files.Wanted);
        if (alone.Left is { } left)
            LogLastRunCut(logger, configuration.Organisation, left);
        foreach (var other in configuration.Peers)
            Connect(other);
        if (environment.NewStore is { } reason)
            NewStoreWord.Give(configuration, reason);
        var word = NewStoreWord.Read(configuration);
        if (word is null)
            RecordStorePresence.Check(configuration);
        var clocks = new MemberClocks(configuration.Organisation, environment.Clock, mayStandAlone: environment.StandAloneWord is not null);
        peer = Peer.Open(new PeerOptions
        {
            Organisation = configuration.Organisation,
            Directory = configuration.PeerFolder,
            NewStore = word,
            Genesis = keys.Genesis,
            Contract = environment.Contract ?? new LedgerContract(),
            Cosigner = keys.Cosigner,
            LogSigner = keys.LogSigner,
            Envelopes = environment.Envelopes,
            Cosignatures = environment.Cosignatures,
            Executions = environment.Executions,
            Time = environment.Clock,
            Clocks = clocks,
            Divergence = new RemoteDivergenceSource(nodes, environment.Clock),
            Standing = new RemoteStandingSource(nodes, environment.Clock),
            Orders = configuration.Orders,
            StandAloneWord = environment.StandAloneWord,
            Logger = environment.Loggers.CreateLogger<Peer>(),
        });
        watch = new ClockWatch(peer, clocks, nodes, environment.Clock, environment.Loggers.CreateLogger<ClockWatch>());
        ordering = StartOrdering();
        certificates = new CertificateWatch(WatchedCertificates(), configuration.CertificateWarningDays, environment.Clock,
            environment.Loggers.CreateLogger<CertificateWatch>());
        certificates.Tell();
        if (fabric is not null)
            await fabric.TryFoundAsync(ct);
        app = Build(ordering);
        await app.StartAsync(ct);
        // Only now the record store is there too.
        WithdrawWord();
        isStarted = true;
        Address = BoundAddress(app);
        StartLoops();
        LogStarted(logger, configuration.Organisation, Address, peer.Head.Number, ordering.Embedded is null ? ordering.Name : "this node");
    }

    /// <summary>A service that cannot end in order, such as over damaged records, must not keep the stores open.</summary>
    private async Task TryStopAsync(Func<Task> stop)
    {
        try
        {
            await stop();
        }
        catch (Exception e)
        {
            LogStopFailed(logger, configuration.Organisation, e);
        }
    }

    /// <summary>A store that is being rebuilt may stop on the way and go on; one that is there never begins anew by itself.</summary>
    private void WithdrawWord()
    {
        if (!peer!.IsRebuilding)
            NewStoreWord.Withdraw(configuration);
    }

    private IReadOnlyList<WatchedCertificate> WatchedCertificates() =>
    [
        WatchedCertificate.Of(keys.Tls, configuration.Tls.Certificate, "this node's TLS certificate", "本节点的 TLS 证书"),
        WatchedCertificate.Of(keys.Node, configuration.Node.Certificate, "the certificate that this node signs with", "本节点的签名证书"),
        .. fabric?.Certificates ?? [],
    ];

    private void Connect(PeerAddress other)
    {
        var member = keys.Genesis.Genesis.Members.Single(m => m.Organisation == other.Organisation);
        var root = X509CertificateLoader.LoadCertificate(member.RootCertificate.Span);
        roots.Add(root);
        var channel = NodeChannel.Open(other.Address, keys.Node, root, environment.Loggers);
        channels.Add(channel);
        nodes.Add(other.Organisation, new NodeService.NodeServiceClient(channel));
    }

    private OrderingPlace StartOrdering()
    {
        if (configuration.Fabric is { } access)
        {
            fabric = FabricLink.Open(configuration, access, peer!, environment);
            return new OrderingPlace(access.Channel, null, null, fabric.Ordering);
        }

        var place = configuration.Ordering!;
        return configuration.Orders
            ? new OrderingPlace(place, StartEmbedded(), null, null)
            : new OrderingPlace(
                place, null, new RemoteOrdering(place, nodes[place], environment.Clock, environment.Loggers.CreateLogger<RemoteOrdering>()), null);
    }

    private EmbeddedOrdering StartEmbedded() => new(peer!, new EmbeddedOrderingOptions
    {
        QueueCapacity = configuration.Limits.OrderingQueue,
        MaxEntries = configuration.Limits.BlockEnvelopes,
        Time = environment.Clock,
        ClockName = $"ordering at {configuration.Organisation}",
        AcceptSealTimeMs = configuration.AcceptSealTimeMs,
    });

    private void StartLoops()
    {
        loops.Start(NodeLoop.Clocks, watch!.RunAsync);
        if (ordering!.Followed is { } followed)
            loops.Start(NodeLoop.Following, ct => FollowAsync(followed, ct));
        if (fabric is not null)
        {
            loops.Start(NodeLoop.Founding, fabric.FoundAsync);
            loops.Start(NodeLoop.Channel, fabric.Ordering.WatchAsync);
        }

        loops.Start(NodeLoop.Certificates, certificates!.RunAsync);
        loops.Start(NodeLoop.Backups, ct => BackupPipe.ServeAsync(
            configuration.DataFolder, BackUpAsync, environment.Clock, environment.Loggers.CreateLogger(typeof(BackupPipe)), ct));
        foreach (var (organisation, node) in nodes)
        {
            var subscription = new CosignatureSubscription(
                peer!.Cosigning, new RemoteCosignatureSource(organisation, node), environment.Clock,
                environment.Loggers.CreateLogger<CosignatureSubscription>());
            loops.Start(NodeLoop.Cosignatures(organisation), subscription.RunAsync);
        }
    }

    private Task<BackupManifest> BackUpAsync(BackupRequest request, CancellationToken ct) =>
        NodeBackup.WriteAsync(peer!, app!.Services.GetRequiredService<DepartmentRecords>().BackUp, request, environment.Clock, ct);

    /// <summary>Follows the ordering for as long as the node runs, whatever breaks and passes.</summary>
    private async Task FollowAsync(IOrdering followed, CancellationToken ct)
    {
        var backoff = new Backoff(environment.Clock);
        while (true)
        {
            try
            {
                await BlockFollower.RunAsync(peer!, followed, ct, executed: () =>
                {
                    // Only a new block is progress: the newest one held may come first each time, and one may be refused again.
                    backoff.Reset();
                    loops.Following.Succeed();
                });
            }
            catch (PeerStoppedException e)
            {
                // Its status says why and was logged: ordering is asked again, or a person decides what comes next.
                if (!e.Status.MayEnd)
                    return;
            }
            catch (Exception e) when (!ct.IsCancellationRequested && e is not (ChannelHistoryException or BlockVerificationException))
            {
                // A channel not joined yet, access refused for a while, a full disk: what passes must not end following.
                if (loops.Following.Add(new(e.Message, e.Message)) is { } row)
                    LogFollowingBroke(logger, configuration.Organisation, row.Count, row.Since, e);
            }

            await backoff.WaitAsync(ct);
        }
    }

    private WebApplication Build(OrderingPlace place)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            EnvironmentName = configuration.Development ? Environments.Development : Environments.Production,
            ContentRootPath = AppContext.BaseDirectory,
        });
        // Nothing is configured from environment variables or files lying about.
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, SilentLifetime>();
        builder.Services.AddSingleton<ILoggerFactory>(new BoundedLoggers(environment.Loggers, environment.Clock));
        builder.Services.AddSingleton(environment.Clock);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = StopPatience);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => NodeListener.Listen(kestrel, configuration.Listen, configuration.Limits.Connections, keys.Tls));
        NodeListener.AddGuards(builder.Services, configuration.Limits.Connections);

        builder.Services.AddSingleton(peer!);
        builder.Services.AddSingleton(loops);
        builder.Services.AddSingleton<NodeStatus>();
        builder.Services.AddSingleton(certificates!);
        builder.Services.AddSingleton(place);
        builder.Services.AddDepartmentServices(Department(place), peer!, place.Ordering, environment.Clock);
        // Propose and Approve are signed by their operator: read in their one encoding only.
        builder.Services.AddStrictGrpcService(
            services => ActivatorUtilities.CreateInstance<AdministrationServer>(services),
            static (binder, server) => AdministrationService.BindService(binder, server));
        // Alarms stand for ever: they answer under a name of their own, or a node would never serve again.
        builder.Services.AddGrpcHealthChecks(options =>
            {
                options.Services.Map("", check => check.Name == NodeHealthCheck.Name);
                options.Services.Map(AlarmHealthCheck.Name, check => check.Name == AlarmHealthCheck.Name);
            })
            .AddCheck<NodeHealthCheck>(NodeHealthCheck.Name)
            .AddCheck<AlarmHealthCheck>(AlarmHealthCheck.Name);
        if (configuration.Development)
            builder.Services.AddNodeReflection();

        var built = builder.Build();
        built.MapDepartmentServices();
        built.MapGrpcService<NodeServer>();
        built.MapStrictGrpcService<AdministrationServer>();
        built.MapGrpcHealthChecksService();
        if (configuration.Development)
            built.MapGrpcReflectionService();
        return built;
    }

    private Department Department(OrderingPlace place)
    {
        var members = configuration.Limits.Members;
        return new Department
        {
            Organisation = configuration.Organisation,
            CreditCode = keys.Member.CreditCode,
            Name = configuration.Department,
            SigningKey = keys.NodeKey,
            ConsortiumKeys = keys.Consortium,
            RecordStorePath = configuration.RecordFile,
            AcceptMissingRecordsBefore = configuration.AcceptMissingRecordsBefore,
            Evaluator = place.Name,
            Limits = new DepartmentLimits
            {
                RequestBytes = configuration.Limits.MessageBytes,
                StreamsPerConnection = configuration.Limits.StreamsPerConnection,
                ReceiptWait = configuration.QuorumWait,
                Watches = members.Watches,
                WatchesPerMember = members.WatchesPerMember,
                WatchesPerCertificate = members.WatchesPerCertificate,
                PreparedRecordsPerBank = members.PreparedRecordsPerBank,
                PreparedBytesPerBank = members.PreparedBytesPerBank,
                OpenRecordsPerBank = members.OpenRecordsPerBank,
                ChecksPerDay = members.ChecksPerDay,
                RefusedPerDay = members.RefusedPerDay,
                DryRunsPerDay = members.DryRunsPerDay,
                StoredBytesPerDay = members.StoredBytesPerDay,
                AuthorisationDays = members.AuthorisationDays,
                VerdictDays = members.VerdictDays,
                OpenRecords = members.OpenRecords,
            },
        };
    }

    private static Uri BoundAddress(WebApplication running)
    {
        var bound = running.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new UriBuilder(bound) { Scheme = Uri.UriSchemeHttps }.Uri;
    }

    private static NodeFault? Explain(Exception e, NodeConfiguration configuration) => e switch
    {
        GenesisException => new NodeFault(configuration.File, "data_folder", configuration.DataFolder, $"数据属于另一账本：{e.Message}", e.Message),
        ChannelHistoryException or BlockVerificationException => new NodeFault(
            configuration.File, "fabric.channel", configuration.Fabric!.Channel, $"该 Fabric 通道不属于本账本：{e.Message}", e.Message),
        StoreDamagedException => new NodeFault(configuration.File, "data_folder", configuration.DataFolder, $"存储已损坏，节点不提供服务：{e.Message}", e.Message),
        StoreException => new NodeFault(configuration.File, "data_folder", configuration.DataFolder, $"无法打开存储：{e.Message}", e.Message),
        RecordsMissingException missing => new NodeFault(
            configuration.File,
            "accept_missing_records_before",
            configuration.RecordFile,
            $"{missing.Missing.Chinese}请从备份恢复；确已永久丢失的，将 accept_missing_records_before 设为 {missing.Size}。",
            missing.Message),
        ConsortiumKeyException wrong => new NodeFault(
            configuration.ConsortiumKeys, $"epoch {wrong.Epoch}", "", "不是本联盟的密钥：算不出账本上已有的标识；请从其他部门的节点复制该文件。", wrong.Message),
        RecordDamagedException or RecordStoreUnavailableException => new NodeFault(
            configuration.File, "data_folder", configuration.RecordFile, "记录库不可用，节点不启动（详情见英文行）。", e.Message),
        IOException when e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException => new NodeFault(
            configuration.File,
            "listen.port",
            $"{configuration.Listen.Port}",
            "端口已被其他程序占用；请停止该程序或改用其他端口。",
            "another program listens on the port; stop it or choose another port."),
        _ => null,
    };

    [LoggerMessage(10, LogLevel.Information, "The node of {Organisation} listens on {Address} at block {Block}; ordering: {Ordering}")]
    private static partial void LogStarted(ILogger logger, string organisation, Uri address, ulong block, string ordering);

    [LoggerMessage(11, LogLevel.Information, "The node of {Organisation} has stopped")]
    private static partial void LogStopped(ILogger logger, string organisation);

    [LoggerMessage(
        18, LogLevel.Warning,
        "{Organisation}: this process may have {Present} files open (ulimit -n), and all connections that the configuration allows need {Wanted}: raise it, or lower limits.connections.total")]
    private static partial void LogFewFiles(ILogger logger, string organisation, ulong present, ulong wanted);

    [LoggerMessage(17, LogLevel.Warning, "{Organisation}: The last run, process {Process}, did not end in order: it was killed, or crashed")]
    private static partial void LogLastRunCut(ILogger logger, string organisation, int process);

    [LoggerMessage(14, LogLevel.Error, "The node of {Organisation} did not end in order")]
    private static partial void LogStopFailed(ILogger logger, string organisation, Exception e);

    [LoggerMessage(13, LogLevel.Error, "The node of {Organisation} could not follow ordering, time {Count} in a row since {Since:u}; trying again")]
    private static partial void LogFollowingBroke(ILogger logger, string organisation, ulong count, DateTimeOffset since, Exception e);
}
