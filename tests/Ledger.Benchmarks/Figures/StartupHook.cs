using Ledger.Benchmarks;

/// <summary>Called by the runtime in a node's process before its program, when DOTNET_STARTUP_HOOKS names this assembly.</summary>
#pragma warning disable CA1050, MA0047 // The runtime looks for this name, outside of any namespace.
internal static class StartupHook
#pragma warning restore CA1050, MA0047
{
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(FigureServer.FolderVariable) is { Length: > 0 } folder)
            FigureServer.Start(folder);
    }
}
