namespace Ledger.Network;

/// <summary>A node that runs, in this process or in its own.</summary>
internal interface IRunningNode : IAsyncDisposable
{
    /// <summary>Its process while that runs; null in this process.</summary>
    int? ProcessId { get; }

    /// <summary>Why it ended, with exit code and the end of its log; null while it runs.</summary>
    LocalNetworkException? End { get; }

    /// <summary>Ends it in order: open calls finish, stores close.</summary>
    Task StopAsync();

    /// <summary>Ends it as a power cut would (SIGKILL).</summary>
    /// <exception cref="NotSupportedException">It runs in this process.</exception>
    Task KillAsync();
}
