using Grpc.Health.V1;
using Ledger.Node;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Network.Tests;

/// <summary>A test with a network of its own, in a folder that goes with it.</summary>
public abstract class NetworkTest : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();

    protected NetworkTest() => Network = LocalNetwork.Create(
        new LocalNetworkOptions { Folder = folder["net"], Profile = 1, QuorumWait = TimeSpan.FromSeconds(60) });

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The network, made and not started.</summary>
    protected LocalNetwork Network { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Network.DisposeAsync();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A path of the test's own beside the network.</summary>
    protected string PathOf(string name) => folder[name];

    /// <summary>What a department's node answers to a probe.</summary>
    protected async Task<HealthCheckResponse.Types.ServingStatus> HealthAsync(string department, string service = "")
    {
        using var authority = Network.Authority(department, TimeProvider.System);
        using var clerk = authority.Issue(CertificateRole.Operator, "clerk");
        using var channel = NodeChannel.Open(Network.Address(department), clerk, authority.Root, NullLoggerFactory.Instance);
        return (await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest { Service = service }, cancellationToken: Ct)).Status;
    }
}
