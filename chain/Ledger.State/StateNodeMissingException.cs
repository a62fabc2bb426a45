namespace Ledger.State;

/// <summary>A node that must be in the store is not there: the version was never written, or has been pruned.</summary>
public sealed class StateNodeMissingException : Exception
{
    /// <summary>Names the version and path of the missing node.</summary>
    public StateNodeMissingException(ulong version, ReadOnlySpan<byte> nodeKey)
        : base($"State tree node {Convert.ToHexString(nodeKey)} of version {version} is not in the store: "
            + "the version was never written or has been pruned. Read a version that is retained, or rebuild the store by replay.")
    {
        Version = version;
        NodeKey = nodeKey.ToArray();
    }

    /// <summary>The version that wrote the node.</summary>
    public ulong Version { get; }

    /// <summary>The key it was looked up by.</summary>
    public byte[] NodeKey { get; }
}
