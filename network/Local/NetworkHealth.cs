using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Ledger.Client;
using Ledger.Log;
using Ledger.Node;
using Ledger.V1;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Network;

/// <summary>Asks the nodes themselves whether they serve: health, and a checkpoint that satisfies the readers' policy.</summary>
internal sealed class NetworkHealth : IDisposable
{
    private const string Following = "FOLLOWING";

    private static readonly TimeSpan CallPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly string department;
    private readonly X509Certificate2 certificate;
    private readonly X509Certificate2 root;
    private readonly GrpcChannel channel;
    private readonly Policy policy;

    /// <summary>Asks one node, as its administrator.</summary>
    public NetworkHealth(string department, ClientProfile administrator)
    {
        this.department = department;
        var service = administrator.Services[department];
        certificate = CertificateKey.Read(new CertificateFiles(administrator.PathOf(administrator.Certificate), administrator.PathOf(administrator.Key)));
        root = X509CertificateLoader.LoadCertificateFromFile(administrator.PathOf(administrator.Roots[service.Organisation]));
        channel = NodeChannel.Open(service.Address, certificate, root, NullLoggerFactory.Instance);
        policy = Policy.Parse(File.ReadAllText(administrator.PathOf(administrator.Policy)));
    }

    /// <summary>Waits until the node says that it serves.</summary>
    /// <param name="node">Noticed when it ends instead.</param>
    /// <param name="ct">Ends the waiting.</param>
    public Task WaitServingAsync(IRunningNode node, CancellationToken ct) => WaitAsync(
        node,
        async deadline =>
        {
            var reply = await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest(), deadline: deadline, cancellationToken: ct);
            return reply.Status == HealthCheckResponse.Types.ServingStatus.Serving ? null : $"health: {reply.Status}";
        },
        ct);

    /// <summary>Waits until the node shows a checkpoint with the quorum.</summary>
    /// <param name="node">Noticed when it ends instead.</param>
    /// <param name="ct">Ends the waiting.</param>
    public Task WaitQuorumAsync(IRunningNode node, CancellationToken ct) => WaitAsync(
        node,
        async deadline =>
        {
            var reply = await new LedgerService.LedgerServiceClient(channel)
                .GetCheckpointAsync(new GetCheckpointRequest(), deadline: deadline, cancellationToken: ct);
            var verdict = policy.Verify(reply.Note);
            return verdict.IsValid ? null : $"checkpoint: {verdict.Fault}";
        },
        ct);

    /// <summary>Waits until the node follows the ledger, or has stopped in a way that ends by an operator's hand alone.</summary>
    /// <param name="node">Noticed when it ends instead.</param>
    /// <param name="ct">Ends the waiting.</param>
    /// <returns>Whether it follows.</returns>
    public async Task<bool> WaitStandingAsync(IRunningNode node, CancellationToken ct)
    {
        var follows = false;
        await WaitAsync(
            node,
            async deadline =>
            {
                var reply = await StatusAsync(deadline, ct);
                follows = reply.State == Following;
                return follows || reply.State is "FAILED" or "DIVERGED" ? null : $"{reply.State}: {reply.DetailEn}";
            },
            ct);
        return follows;
    }

    /// <summary>Waits until the node follows the ledger, and knows that its keys signed nothing above its head.</summary>
    /// <param name="node">Noticed when it ends instead.</param>
    /// <param name="ct">Ends the waiting.</param>
    public Task WaitFollowingAsync(IRunningNode node, CancellationToken ct) => WaitAsync(
        node,
        async deadline =>
        {
            var reply = await StatusAsync(deadline, ct);
            return reply.State == Following ? null : $"{reply.State}: {reply.DetailEn}";
        },
        ct);

    /// <inheritdoc/>
    public void Dispose()
    {
        channel.Dispose();
        certificate.Dispose();
        root.Dispose();
    }

    private async Task<NodeStatusReply> StatusAsync(DateTime deadline, CancellationToken ct) =>
        await new AdministrationService.AdministrationServiceClient(channel).GetStatusAsync(new NodeStatusRequest(), deadline: deadline, cancellationToken: ct);

    private async Task WaitAsync(IRunningNode node, Func<DateTime, Task<string?>> ask, CancellationToken ct)
    {
        string? lacking = null;
        while (true)
        {
            try
            {
                lacking = await ask((TimeProvider.System.GetUtcNow() + CallPatience).UtcDateTime);
                if (lacking is null)
                    return;
            }
            catch (RpcException e)
            {
                lacking = e.Status.Detail;
            }
            catch (OperationCanceledException)
            {
                // The call's own deadline, or out of time: said below.
                lacking ??= "no answer";
            }

            if (node.End is { } end)
                throw end;
            try
            {
                await Task.Delay(Pause, ct);
            }
            catch (OperationCanceledException)
            {
                throw new LocalNetworkException(
                    $"The node of {department} is not ready in time: {lacking}. Its log is node.log in its folder.",
                    $"{department} 的节点未能按时就绪：{lacking}。日志见其目录下的 node.log。");
            }
        }
    }
}
