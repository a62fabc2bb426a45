namespace Ledger.Network;

/// <summary>Processes that are to run until they are stopped.</summary>
internal interface IWatchedProcesses
{
    /// <summary>Those that ended without being asked to, and what is known of it: name, exit code, the end of the log.</summary>
    IReadOnlyList<(string Name, LocalNetworkException End)> Ended();

    /// <summary>Starts one that ended again, and waits until it serves.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="LocalNetworkException">It ended again, or does not serve in time.</exception>
    Task RestartAsync(string name, CancellationToken ct);
}
