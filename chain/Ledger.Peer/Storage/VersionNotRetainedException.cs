namespace Ledger.Peers;

/// <summary>The version asked for is not in the store: not made yet, or dropped.</summary>
public sealed class VersionNotRetainedException : Exception
{
    /// <summary>Names the version asked for and those that are there.</summary>
    public VersionNotRetainedException(ulong version, ulong oldest, ulong newest)
        : base($"The world state of block {version} is not here: blocks {oldest} to {newest} are. Older ones are reached by replay.")
    {
        Version = version;
        Oldest = oldest;
        Newest = newest;
    }

    /// <summary>Version asked for.</summary>
    public ulong Version { get; }

    /// <summary>Oldest version retained.</summary>
    public ulong Oldest { get; }

    /// <summary>Newest version.</summary>
    public ulong Newest { get; }
}
