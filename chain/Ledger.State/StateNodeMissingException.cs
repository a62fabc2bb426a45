namespace Ledger.State;

/// <summary>A node that must be in the store is not there: the version was never written, or is older than the base.</summary>
public sealed class StateNodeMissingException : Exception
{
    /// <summary>Names the version and path of the missing node.</summary>
    internal StateNodeMissingException(ulong version, NodePath path)
        : base($"The state tree's node {path} of version {version} is not in the store: "
            + "the version was never written, or newer ones have taken its place. Read a version that is retained, or rebuild the store by replay.")
        => Version = version;

    /// <summary>The version that wrote the node.</summary>
    public ulong Version { get; }
}
