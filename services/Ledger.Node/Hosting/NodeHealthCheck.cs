using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ledger.Node;

/// <summary>Serving means that the peer follows the ledger; a node that shows yesterday's state as today's does not.</summary>
internal sealed class NodeHealthCheck(NodeStatus status) : IHealthCheck
{
    /// <summary>Name of the check.</summary>
    public const string Name = "node";

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(status.IsFollowing ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(status.Detail));
}
