namespace Ledger.Node;

/// <summary>What the program's exit code says.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>Damage was found, or the node failed.</summary>
    public const int Failure = 1;

    /// <summary>Configuration, key or genesis is not in order; nothing was started.</summary>
    public const int Configuration = 2;
}
