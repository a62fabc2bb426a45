namespace Ledger.Node;

/// <summary>
/// Leaves signals to the program: the framework's own lifetime would stop each host by itself on SIGTERM, beside and before
/// the orderly stop of the nodes of a process.
/// </summary>
internal sealed class SilentLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
