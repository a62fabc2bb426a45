using System.Collections.Concurrent;
using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Ledger.Chain;
using Ledger.Contracts;
using Ledger.Log;
using Ledger.Peers;
using Ledger.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ledger.Departments.Tests;

/// <summary>
/// Departments, banks and an auditor on one real peer with embedded ordering; each department in a host of its own with
/// mutual TLS on a free port.
/// </summary>
internal sealed class TestCity : IAsyncDisposable
{
    public const string Origin = "ledger.example/city";
    private readonly TestFolder folder = new();
    private readonly ConcurrentDictionary<string, WebApplication> hosts = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<GrpcChannel> channels = [];

    /// <param name="silentPeers">Departments that are to cosign but whose peers do not run.</param>
    public TestCity(params string[] silentPeers)
        : this(TimeProvider.System, silentPeers)
    {
    }

    /// <param name="time">Clock of the peer, of ordering and of the departments started without one of their own.</param>
    /// <param name="silentPeers">Departments that are to cosign but whose peers do not run.</param>
    public TestCity(TimeProvider time, params string[] silentPeers)
        : this(time, clocks: null, silentPeers)
    {
    }

    /// <param name="time">Clock of the peer, of ordering and of the departments started without one of their own.</param>
    /// <param name="clocks">The other members' clocks.</param>
    /// <param name="silentPeers">Departments that are to cosign but whose peers do not run.</param>
    public TestCity(TimeProvider time, MemberClocks? clocks, params string[] silentPeers)
        : this(time, clocks, profile: 1, silentPeers)
    {
    }

    /// <param name="time">Clock of the peer, of ordering and of the departments started without one of their own.</param>
    /// <param name="clocks">The other members' clocks.</param>
    /// <param name="profile">Rule profile from the first block on.</param>
    /// <param name="silentPeers">Departments that are to cosign but whose peers do not run.</param>
    public TestCity(TimeProvider time, MemberClocks? clocks, uint profile, params string[] silentPeers)
    {
        Time = time;
        Organisations = new TestOrganisation[]
        {
            new("audit", "audit", "91441900MA0000015D"),
            new("bank-a", "finance", "91441900MA00000238", lender: true),
            new("bank-b", "finance", "91350100M000100Y43", lender: true),
            new("finance", "finance", "91512081MA62K0260E"),
            new("registration", "registration", "12441900000000027N"),
            new("tax", "tax", "11100000MB03271699"),
            new("transaction", "transaction", "11441900000000019Y"),
        }.ToDictionary(o => o.Name, StringComparer.Ordinal);
        var peers = silentPeers.Append("registration").Order(StringComparer.Ordinal).ToList();
        var genesis = new Genesis
        {
            Origin = Origin,
            TimeMs = (ulong)TestOrganisation.Begin.AddYears(1).ToUnixTimeMilliseconds(),
            Nonce = ByteString.CopyFrom(new byte[16]),
            Quorum = (uint)peers.Count,
            Profile = profile,
        };
        genesis.Members.AddRange(Organisations.Values.Select(o => o.Member).OrderBy(m => m.Organisation, StringComparer.Ordinal));
        genesis.Signers.AddRange(Organisations.Values
            .OrderBy(o => Convert.ToHexStringLower(o.Signer.Signer.KeyId().Span), StringComparer.Ordinal)
            .Select(o => new SignerCertificate { Organisation = o.Name, Certificate = ByteString.CopyFrom(o.Signer.Certificate.RawData) }));
        genesis.Peers.AddRange(peers.Select(name => new PeerKeys
        {
            Organisation = name,
            LogKey = this[name].LogSigner.Key.ToString(),
            CosignerKey = this[name].Cosigner.Key.ToString(),
        }));
        Genesis = GenesisBlock.Create(genesis);
        Peer = OpenPeer("registration", time, clocks);
        Ordering = new EmbeddedOrdering(Peer, new EmbeddedOrderingOptions { Time = time });
    }

    public static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    public IReadOnlyDictionary<string, TestOrganisation> Organisations { get; }

    public GenesisBlock Genesis { get; }

    public TimeProvider Time { get; }

    public Peer Peer { get; }

    public EmbeddedOrdering Ordering { get; }

    public static byte[] ConsortiumKey { get; } = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    /// <summary>The consortium key of departments that are started from now on.</summary>
    public byte[] HeldKey { get; set; } = ConsortiumKey;

    public DepartmentLimits Limits { get; set; } = new();

    /// <summary>Loss of records that departments started from now on accept.</summary>
    public ulong AcceptMissingRecordsBefore { get; set; }

    public TestOrganisation this[string organisation] => Organisations[organisation];

    public string StorePath(string department) => folder[department + ".db"];

    /// <summary>Opens the peer of a department; who opens it closes it, but for registration's.</summary>
    public Peer OpenPeer(string department, TimeProvider time, MemberClocks? clocks = null) => Peer.Open(new PeerOptions
    {
        Organisation = department,
        Directory = folder["peer-" + department],
        NewStore = "a test begins",
        Genesis = Genesis,
        Contract = new LedgerContract(),
        Cosigner = this[department].Cosigner,
        LogSigner = this[department].LogSigner,
        Time = time,
        Clocks = clocks,
        TreeCacheBytes = 4 << 20,
    });

    /// <summary>Starts a department's host.</summary>
    public async Task StartAsync(string department, TimeProvider? time = null, IOrdering? ordering = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.UseHttps(https =>
            {
                https.ServerCertificate = this[department].Issue("node", extended: null).Certificate;
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                https.AllowAnyClientCertificate();
            });
        }));
        var organisation = this[department];
        builder.Services.AddDepartmentServices(
            new()
            {
                Organisation = department,
                CreditCode = organisation.Member.CreditCode,
                Name = organisation.Member.Department,
                SigningKey = organisation.Signer.Key,
                ConsortiumKeys = new Dictionary<uint, byte[]> { [1] = HeldKey },
                RecordStorePath = StorePath(department),
                AcceptMissingRecordsBefore = AcceptMissingRecordsBefore,
                Limits = Limits,
            },
            Peer,
            ordering ?? Ordering,
            time ?? Time);
        builder.Services.AddGrpcHealthChecks().AddCheck("node", () => Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckResult.Healthy());
        builder.Services.AddGrpcReflection();
        var host = builder.Build();
        host.MapDepartmentServices();
        host.MapGrpcHealthChecksService();
        host.MapGrpcReflectionService();
        await host.StartAsync(Limit);
        hosts[department] = host;
    }

    /// <summary>Stops a department's host, as a clean stop does.</summary>
    public async Task StopAsync(string department)
    {
        if (hosts.TryRemove(department, out var host))
        {
            await host.StopAsync(Limit);
            await host.DisposeAsync();
        }
    }

    public T Service<T>(string department)
        where T : notnull
        => hosts[department].Services.GetRequiredService<T>();

    public IRecordStore Store(string department) => Service<IRecordStore>(department);

    /// <summary>A connection to a department's host.</summary>
    public CallInvoker Connect(string department, TestCertificate? certificate, Action<SocketsHttpHandler>? configure = null)
    {
        var address = hosts[department].Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var handler = new SocketsHttpHandler
        {
            SslOptions =
            {
                RemoteCertificateValidationCallback = (_, _, _, _) => true,
                ClientCertificates = certificate is null ? null : [certificate.Certificate],
            },
        };
        configure?.Invoke(handler);
        var channel = GrpcChannel.ForAddress(
            address, new() { HttpHandler = handler, DisposeHttpClient = true, MaxReceiveMessageSize = null, MaxSendMessageSize = null });
        channels.Add(channel);
        return channel.CreateCallInvoker();
    }

    /// <summary>A fresh request context.</summary>
    public static RequestContext NewContext() => new()
    {
        Id = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(32)),
        TimeMs = (ulong)TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(),
    };

    /// <summary>What an operator signs of a request.</summary>
    public static Metadata Sign(TestCertificate certificate, string method, IMessage request) => new()
    {
        { RequestSignature.OperatorHeader, certificate.Fingerprint },
        { RequestSignature.SignatureHeader, RequestSignature.Sign(certificate.Signer, Origin, method, request.ToByteArray()) },
    };

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in channels)
            channel.Dispose();

        foreach (var department in hosts.Keys.ToList())
            await StopAsync(department);

        await Ordering.DisposeAsync();
        await Peer.DisposeAsync();
        folder.Dispose();
    }
}
