using System.Net;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Grpc.Core;
using Ledger.Fabric.Protos;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>
/// A peer's gateway and block services in this process, over real gRPC and mutual TLS, with endorsers of three
/// organisations behind it. It refuses whatever a peer would, and misbehaves on request.
/// </summary>
internal sealed class StandInPeer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly SemaphoreSlim opened = new(0);
    private int streams;

    private StandInPeer(TestChannel channel)
    {
        Channel = channel;
        Ledger = new StandInLedger(channel);
        Endorsers =
        [
            Endorser("peer0.org1.example.com:7051", "Org1MSP"),
            Endorser("peer1.org1.example.com:9051", "Org1MSP"),
            Endorser("peer0.org2.example.com:8051", "Org2MSP"),
            Endorser("peer0.org3.example.com:11051", "Org3MSP"),
        ];
        Ledger.Committed = id =>
        {
            foreach (var endorser in Endorsers)
                endorser.Commit(id);
        };
        app = Build();
    }

    public TestChannel Channel { get; }

    public StandInLedger Ledger { get; }

    public IReadOnlyList<StandInEndorser> Endorsers { get; }

    public Misbehaviour Misbehaviour { get; } = new();

    /// <summary>Organisations that must all endorse, by chaincode; none: any one.</summary>
    public Dictionary<string, string[]> Policies => Ledger.Policies;

    public string Address { get; private set; } = "";

    /// <summary>Streams of blocks and events opened so far.</summary>
    public int Streams => Volatile.Read(ref streams);

    public static async Task<StandInPeer> StartAsync(bool bft = false)
    {
        var peer = new StandInPeer(new TestChannel(bft: bft));
        await peer.app.StartAsync();
        var address = new Uri(peer.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        peer.Address = $"127.0.0.1:{address.Port}";
        return peer;
    }

    public (X509Certificate2 Certificate, System.Security.Cryptography.ECDsa Key) IssueClientCertificate() =>
        Channel.Organisation("Org1MSP").TlsAuthority.Issue("client.org1.example.com", []);

    public CheckedProposal Check(string transactionId, string channel, SignedProposal proposal) =>
        CheckedProposal.Check(transactionId, channel, proposal, Channel, TimeProvider.System.GetUtcNow());

    /// <summary>Why a request is not served; null if it is.</summary>
    public string? RequestFault(ByteString creator, ByteString message, ByteString signature) =>
        Strict.IdentityFault(creator, Channel.Organisations) ?? Strict.SignatureFault(creator, message, signature);

    public IEnumerable<string> ChooseOrganisations(string[] required) => required.Length > 0 ? required : ["Org1MSP"];

    public void CountStream()
    {
        Interlocked.Increment(ref streams);
        opened.Release();
    }

    /// <summary>Waits until so many streams have been opened in all.</summary>
    public async Task StreamOpenedAsync(int count, CancellationToken ct)
    {
        while (Streams < count)
            await opened.WaitAsync(ct);
    }

    /// <summary>Goes away at once, as a peer that is killed: open streams are cut.</summary>
    public Task StopAsync() => app.StopAsync(new CancellationToken(canceled: true));

    public async Task PassGateAsync(ServerCallContext context)
    {
        if (Misbehaviour.Gate is { } gate)
            await gate.WaitAsync(context.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        opened.Dispose();
        Channel.Dispose();
    }

    private StandInEndorser Endorser(string address, string mspId) =>
        new(address, Channel.Organisation(mspId).Issue(address.Split(':')[0], "peer"), Ledger);

    private WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        var authority = Channel.Organisation("Org1MSP").TlsAuthority;
        var (certificate, key) = authority.Issue("peer0.org1.example.com", [], ["peer0.org1.example.com", "localhost"]);
        var server = certificate.WithKey(key);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.UseHttps(https =>
            {
                https.ServerCertificate = server;
                https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                https.ClientCertificateValidation = (client, _, _) => IsOfAuthority(client, authority.Certificate);
            });
        }));
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(this);
        var built = builder.Build();
        built.MapGrpcService<StandInGatewayService>();
        built.MapGrpcService<StandInDeliverService>();
        return built;
    }

    private static bool IsOfAuthority(X509Certificate2 client, X509Certificate2 authority)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(client);
    }
}
