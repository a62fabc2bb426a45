using Ledger.Node;
using Microsoft.Extensions.Logging;

namespace Ledger.Network;

/// <summary>One department's node inside this process.</summary>
internal sealed class HostedNode : IRunningNode
{
    private readonly ILoggerFactory loggers;

    private HostedNode(NodeHost host, ILoggerFactory loggers)
    {
        Host = host;
        this.loggers = loggers;
    }

    /// <inheritdoc/>
    public int? ProcessId => null;

    /// <summary>The node.</summary>
    public NodeHost Host { get; }

    /// <summary>Starts a node that logs to a file of its own.</summary>
    public static async Task<HostedNode> StartAsync(NodeConfiguration configuration, NodeEnvironment environment, string log, CancellationToken ct)
    {
        var created = LoggerFactory.Create(logging => logging
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Grpc", LogLevel.Warning)
            .AddProvider(new FileLoggerProvider(log, environment.Clock)));
        try
        {
            return new HostedNode(await NodeHost.StartAsync(configuration, environment with { Loggers = created }, ct), created);
        }
        catch
        {
            created.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <remarks>A hosted node that can't start throws then; once started it lives until it is stopped.</remarks>
    public LocalNetworkException? End => null;

    /// <inheritdoc/>
    public Task StopAsync() => Host.DisposeAsync().AsTask();

    /// <inheritdoc/>
    public Task KillAsync()
        => throw new NotSupportedException("Only a node in its own process can be killed: start the network with a process per department.");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        loggers.Dispose();
    }
}
