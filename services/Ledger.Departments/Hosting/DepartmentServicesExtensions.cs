using Grpc.Core;
using Ledger.Acts;
using Ledger.Facts;
using Ledger.Peers;
using Ledger.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ledger.Departments;

/// <summary>Adds a department's services to a host.</summary>
public static class DepartmentServicesExtensions
{
    /// <summary>
    /// Adds gRPC with the access filter and interceptor, the record store, the write pipeline, recovery and the services of the
    /// department. The host provides TLS that asks for a client certificate and lets any through, for it is judged here.
    /// </summary>
    /// <param name="services">Services of the host.</param>
    /// <param name="department">The department.</param>
    /// <param name="peer">Its peer; the host keeps owning it and lets it follow ordering.</param>
    /// <param name="ordering">Where envelopes go; the host keeps owning it.</param>
    /// <param name="time">Clock of requests and envelopes; null = the system's.</param>
    /// <exception cref="InvalidOperationException">The department is not in order.</exception>
    public static IServiceCollection AddDepartmentServices(
        this IServiceCollection services, Department department, Peer peer, IOrdering ordering, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(department);
        ArgumentNullException.ThrowIfNull(peer);
        ArgumentNullException.ThrowIfNull(ordering);
        department.Validate();
        services.TryAddSingleton(time ?? TimeProvider.System);
        services.AddSingleton(department);
        services.AddSingleton(department.Limits);

        // Not owned: the container must not dispose them.
        var pages = new PeerPages(peer);
        services.AddSingleton(pages);
        services.AddSingleton<ILedgerMembers>(pages);
        services.AddSingleton<IPageReader>(pages);
        services.AddSingleton<IRecordStore>(_ => SqliteRecordStore.Open(
            department.RecordStorePath, department.Limits.RecordStoreBytes, time: null, department.Limits.VerdictDays));
        services.AddSingleton(p => ActivatorUtilities.CreateInstance<VerdictRecorder>(p, peer));
        services.AddSingleton(_ => new UnitKeyring(department.ConsortiumKeys));
        services.AddSingleton(p => new CertificateJudge(department.Organisation, pages, p.GetRequiredService<TimeProvider>()));
        services.AddSingleton(_ => new KeyOwners(peer, pages));
        services.AddSingleton<AccessGate>();
        services.AddSingleton<IStartupFilter, AccessFilter>();
        services.AddSingleton(p => new RequestAuthenticator(peer.Genesis.Origin, p.GetRequiredService<TimeProvider>(), department.Limits));
        services.AddSingleton(p => new EnvelopeFactory(department, peer, p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<RecordFeed>();
        services.AddSingleton(p => new MemberQuotas(department.Limits, pages, p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Authorisations>();
        services.AddSingleton<BankAttempts>();
        services.AddSingleton(p => new SubmissionServices(
            p.GetRequiredService<IRecordStore>(),
            ordering,
            peer,
            p.GetRequiredService<EnvelopeFactory>(),
            p.GetRequiredService<RecordFeed>(),
            p.GetRequiredService<VerdictRecorder>(),
            department.Limits,
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILoggerFactory>().CreateLogger("Ledger.Departments.Writing"))
        {
            CompareLedger = ct => p.GetRequiredService<RecordsOnLedger>().RunAsync(stops: false, ct),
        });
        services.AddSingleton<SubmissionTracker>();
        services.AddSingleton(p => ActivatorUtilities.CreateInstance<DryRun>(p, peer));
        services.AddSingleton(p => ActivatorUtilities.CreateInstance<RecordAnswers>(p, peer));
        services.AddSingleton(p => ActivatorUtilities.CreateInstance<WritePipeline>(p, peer));
        // One for each reading: it remembers whose keys it met, which governance can change.
        services.AddTransient(p => ActivatorUtilities.CreateInstance<OwnEnvelopeReader>(p, peer));
        services.AddSingleton(p => ActivatorUtilities.CreateInstance<OwnEnvelopes>(p, peer));
        services.AddSingleton(p => ActivatorUtilities.CreateInstance<RecordsOnLedger>(p, peer));
        services.AddSingleton(p => ActivatorUtilities.CreateInstance<ConsortiumKeyComparison>(p, peer));
        services.AddSingleton(p => new GovernanceWriter(p.GetRequiredService<WritePipeline>()));
        services.AddSingleton(p => new DepartmentRecords(
            peer, p.GetRequiredService<IRecordStore>(), p.GetRequiredService<OwnEnvelopeReader>, p.GetRequiredService<RecordsOnLedger>()));
        services.AddSingleton<RecordQueries>();
        services.AddSingleton(p => ActivatorUtilities.CreateInstance<RecordedRequests>(p, peer));
        services.AddSingleton(_ => CaseIndex.Open(department.RecordStorePath + ".cases"));
        services.AddSingleton(p => ActivatorUtilities.CreateInstance<CaseIndexer>(p, peer));
        services.AddHostedService(static p => p.GetRequiredService<CaseIndexer>());
        services.AddSingleton(_ => EntryIndex.Open(department.RecordStorePath + ".entries"));
        services.AddSingleton(p => ActivatorUtilities.CreateInstance<EntryIndexer>(p, peer));
        services.AddHostedService(static p => p.GetRequiredService<EntryIndexer>());
        services.AddSingleton(p => new OperatorNames(department, p.GetRequiredService<IRecordStore>(), pages, p.GetRequiredService<TimeProvider>()));
        services.AddHostedService<RecordRecovery>();
        services.AddSingleton<CatalogueBook>();
        services.AddSingleton<CataloguePublication>();
        services.AddSingleton<SharingJudge>();
        services.AddSingleton<UnitTraces>();
        services.AddSingleton<TraceActs>();
        services.AddSingleton<OwnersWord>();
        services.AddSingleton<WaitingQuestions>();
        services.AddSingleton(p => ActivatorUtilities.CreateInstance<TraceList>(p, peer));
        services.AddSingleton(p => ActivatorUtilities.CreateInstance<QuestionDesk>(p, peer));
        services.AddSingleton<SharingDesks>();

        services.AddGrpc(options =>
        {
            options.MaxReceiveMessageSize = department.Limits.RequestBytes;
            options.MaxSendMessageSize = null;
            options.EnableDetailedErrors = false;
            options.Interceptors.Add<AccessInterceptor>();
            options.Interceptors.Add<FaultInterceptor>();
        });
        services.Configure<KestrelServerOptions>(options => options.Limits.Http2.MaxStreamsPerConnection = department.Limits.StreamsPerConnection);

        services.AddStrictGrpcService(p => ActivatorUtilities.CreateInstance<LedgerCalls>(p, peer), static (b, s) => LedgerService.BindService(b, s));
        services.AddStrictGrpcService(p => ActivatorUtilities.CreateInstance<VerificationCalls>(p, peer),
            static (b, s) => VerificationService.BindService(b, s));
        services.AddStrictGrpcService(p => ActivatorUtilities.CreateInstance<SupervisionCalls>(p), static (b, s) => SupervisionService.BindService(b, s));
        services.AddStrictGrpcService(p => ActivatorUtilities.CreateInstance<CaseCalls>(p), static (b, s) => CaseService.BindService(b, s));
        services.AddStrictGrpcService(p => ActivatorUtilities.CreateInstance<SharingCalls>(p, peer), static (b, s) => SharingService.BindService(b, s));
        return department.Name switch
        {
            DepartmentNames.Transaction
                => services.AddStrictGrpcService(p => ActivatorUtilities.CreateInstance<TransactionCalls>(p),
                    static (b, s) => TransactionService.BindService(b, s)),
            DepartmentNames.Tax
                => services.AddStrictGrpcService(p => ActivatorUtilities.CreateInstance<TaxCalls>(p), static (b, s) => TaxService.BindService(b, s)),
            DepartmentNames.Registration
                => services.AddStrictGrpcService(p => ActivatorUtilities.CreateInstance<RegistrationCalls>(p),
                    static (b, s) => RegistrationService.BindService(b, s)),
            _ => services.AddStrictGrpcService(p => ActivatorUtilities.CreateInstance<FinanceCalls>(p), static (b, s) => FinanceService.BindService(b, s)),
        };
    }

    /// <summary>Adds a service that reads requests in their one encoding only; map it with <see cref="MapStrictGrpcService{T}"/>.</summary>
    /// <param name="services">Services of the host.</param>
    /// <param name="create">Makes the one instance.</param>
    /// <param name="bind">The generated <c>BindService</c>.</param>
    /// <remarks>Its descriptor is among the container's, for reflection.</remarks>
    public static IServiceCollection AddStrictGrpcService<T>(
        this IServiceCollection services, Func<IServiceProvider, T> create, Action<ServiceBinderBase, T> bind)
        where T : class
    {
        services.AddSingleton(create);
        services.AddSingleton(new StrictBinding<T>(bind));
        services.AddSingleton(DescriptorOf(typeof(T)));
        services.AddSingleton<Grpc.AspNetCore.Server.Model.IServiceMethodProvider<StrictService<T>>, StrictMethodProvider<T>>();
        return services;
    }

    /// <summary>Maps a service added with <see cref="AddStrictGrpcService{T}"/>.</summary>
    public static GrpcServiceEndpointConventionBuilder MapStrictGrpcService<T>(this IEndpointRouteBuilder endpoints)
        where T : class
        => endpoints.MapGrpcService<StrictService<T>>();

    /// <summary>Maps the department's own service, LedgerService, VerificationService, SupervisionService, CaseService and SharingService.</summary>
    public static IEndpointRouteBuilder MapDepartmentServices(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        endpoints.MapStrictGrpcService<LedgerCalls>();
        endpoints.MapStrictGrpcService<VerificationCalls>();
        endpoints.MapStrictGrpcService<SupervisionCalls>();
        endpoints.MapStrictGrpcService<CaseCalls>();
        endpoints.MapStrictGrpcService<SharingCalls>();
        _ = endpoints.ServiceProvider.GetRequiredService<Department>().Name switch
        {
            DepartmentNames.Transaction => endpoints.MapStrictGrpcService<TransactionCalls>(),
            DepartmentNames.Tax => endpoints.MapStrictGrpcService<TaxCalls>(),
            DepartmentNames.Registration => endpoints.MapStrictGrpcService<RegistrationCalls>(),
            _ => endpoints.MapStrictGrpcService<FinanceCalls>(),
        };
        return endpoints;
    }

    // A service derives from the base class generated inside of the class that holds the descriptor.
    private static Google.Protobuf.Reflection.ServiceDescriptor DescriptorOf(Type service)
        => (Google.Protobuf.Reflection.ServiceDescriptor)service.BaseType!.DeclaringType!.GetProperty("Descriptor")!.GetValue(null)!;
}
