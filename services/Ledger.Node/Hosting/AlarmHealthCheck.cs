using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ledger.Node;

/// <summary>Health of the service name <c>alarms</c>: not serving once a key was seen to sign another root, for ever.</summary>
internal sealed class AlarmHealthCheck(NodeStatus status) : IHealthCheck
{
    /// <summary>Name of the check, and of the service that health is asked for.</summary>
    public const string Name = "alarms";

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(status.Alarms is "" ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(status.Alarms));
}
