namespace Ledger.Chaincode;

/// <summary>What the program's exit code says.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>An option, a file or a port is not in order; nothing was started.</summary>
    public const int Configuration = 2;
}
