namespace Ledger.Network;

/// <summary>What the program's exit code says.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>Something is not in order, or a fault was found.</summary>
    public const int Failure = 1;

    /// <summary>The folder is in use by another process; nothing was touched.</summary>
    public const int InUse = 2;

    /// <summary>An alarm was seen: a key signed two roots.</summary>
    public const int Alarm = 3;

    /// <summary>A department's records were seen to be missing: its record store lacks envelopes of its own that are on the ledger.</summary>
    public const int RecordsMissing = 4;

    /// <summary>Interrupted (128 + SIGINT).</summary>
    public const int Interrupted = 130;
}
