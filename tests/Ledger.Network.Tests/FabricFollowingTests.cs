using System.Net;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Health.V1;
using Ledger.Chain;
using Ledger.Fabric.Protocol;
using Ledger.Fabric.Protos;
using Ledger.Node;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Network.Tests;

/// <summary>A node on Fabric that can never follow says so, and what is in its way; none of Fabric's programs is needed.</summary>
[Collection(Networks.Collection)]
public sealed class FabricFollowingTests : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly LocalNetwork network;
    private readonly int port = FreePorts.Find(1)[0];

    public FabricFollowingTests() => network = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"], Profile = 1 });

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await network.DisposeAsync();
        folder.Dispose();
    }

    [Fact(Timeout = 600_000)]
    public async Task A_ledger_begun_on_a_node_names_that_as_what_ended_its_following()
    {
        await network.StartAsync(NodePlacement.OneProcess, Ct);
        for (var i = 0; i < 2; i++)
            await network.RevokeUnusedCertificateAsync(LocalMember.Tax);
        await network.WaitForStatusAsync(LocalMember.Tax, status => status.Block == 2);
        await network.StopAsync();

        await using var node = await NodeHost.StartAsync(OnFabric(), new NodeEnvironment(), Ct);

        await AssertEndedAsync("not cut from a Fabric channel");
    }

    [Fact(Timeout = 600_000)]
    public async Task A_channel_whose_chaincode_turns_out_to_be_another_ledgers_is_named_though_it_was_out_of_reach_at_the_start()
    {
        await using var node = await NodeHost.StartAsync(OnFabric(), new NodeEnvironment(), Ct);
        Assert.Equal("WAITING", (await network.StatusAsync(LocalMember.Tax)).State);

        await using var peer = await ServeAsync();

        await AssertEndedAsync("does not take this node's genesis: another ledger's");
    }

    [Theory(Timeout = 600_000)]
    [InlineData(-3 * 365, "expired on")]
    [InlineData(30, "is not valid before")]
    public async Task A_certificate_for_Fabric_that_is_not_valid_is_named_at_the_start(int issuedInDays, string fault)
    {
        await using var node = await NodeHost.StartAsync(OnFabric(TimeProvider.System.GetUtcNow().AddDays(issuedInDays)), new NodeEnvironment(), Ct);

        var status = await network.StatusAsync(LocalMember.Tax);

        Assert.Equal("CERTIFICATE", status.State);
        Assert.Contains(fault, status.DetailEn, StringComparison.Ordinal);
        Assert.Contains(folder["msp/signcerts/user.pem"], status.DetailEn, StringComparison.Ordinal);
        Assert.Contains(folder["msp/signcerts/user.pem"], status.DetailZh, StringComparison.Ordinal);
        await AssertNotServingAsync();
    }

    private async Task AssertEndedAsync(string reason)
    {
        var status = await network.WaitForStatusAsync(LocalMember.Tax, static status => status.State == "ENDED");
        Assert.Contains(reason, status.DetailEn, StringComparison.Ordinal);
        Assert.Contains(reason, status.DetailZh, StringComparison.Ordinal);
        await AssertNotServingAsync();
    }

    private async Task AssertNotServingAsync()
    {
        using var authority = network.Authority(LocalMember.Tax, TimeProvider.System);
        using var certificate = authority.Issue(CertificateRole.Node, "tax node");
        using var channel = NodeChannel.Open(network.Address(LocalMember.Tax), certificate, authority.Root, NullLoggerFactory.Instance);
        var health = await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest(), cancellationToken: Ct);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, health.Status);
    }

    /// <summary>The tax department's node, moved to a channel at this machine's <see cref="port"/>.</summary>
    /// <param name="issued">When its certificate for Fabric was issued; null: now.</param>
    private NodeConfiguration OnFabric(DateTimeOffset? issued = null)
    {
        using var authority = issued is { } then ? CertificateAuthority.Create(LocalMember.Tax, then) : network.Authority(LocalMember.Tax, TimeProvider.System);
        using var user = authority.Issue(CertificateRole.Operator, "user");
        Directory.CreateDirectory(folder["msp/signcerts"]);
        Directory.CreateDirectory(folder["msp/keystore"]);
        var files = user.Save(folder.Path, "user");
        File.Copy(files.Certificate, folder["msp/signcerts/user.pem"]);
        File.Copy(files.Key, folder["msp/keystore/user.key"]);
        File.WriteAllText(folder["root.pem"], authority.Root.ExportCertificatePem());
        using (var blocks = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "3.1.5-bft.blocks")))
            File.WriteAllBytes(folder["channel.block"], PeerBlockFile.Read(blocks).First().ToByteArray());
        return network.Node(LocalMember.Tax) with
        {
            Ordering = null,
            Fabric = new FabricAccess
            {
                Peer = $"127.0.0.1:{port}",
                TlsRoot = folder["root.pem"],
                MspId = "TaxMSP",
                MspFolder = folder["msp"],
                Channel = "ledger",
                ChannelBlock = folder["channel.block"],
                Chaincode = "ledger",
            },
        };
    }

    private async Task<WebApplication> ServeAsync()
    {
        using var authority = network.Authority(LocalMember.Tax, TimeProvider.System);
        var certificate = authority.Issue(CertificateRole.Server, "127.0.0.1");
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.UseHttps(certificate);
        }));
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc();
        var peer = builder.Build();
        peer.MapGrpcService<ForeignGateway>();
        await peer.StartAsync(Ct);
        return peer;
    }

    /// <summary>The gateway of a peer whose chaincode runs for another ledger.</summary>
    private sealed class ForeignGateway : Ledger.Fabric.Protos.Gateway.GatewayBase
    {
        public override Task<EvaluateResponse> Evaluate(EvaluateRequest request, ServerCallContext context) => throw new Google.Rpc.Status
        {
            Code = (int)StatusCode.Unknown,
            Message = "refused",
            Details = { Any.Pack(
                new ErrorDetail { Address = "peer", MspId = "TaxMSP", Message = new SubmitRefusal(RefusalKind.Genesis, [], "another ledger's").ToString() }) },
        }.ToRpcException();
    }
}
