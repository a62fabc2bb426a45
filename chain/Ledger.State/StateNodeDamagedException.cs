namespace Ledger.State;

/// <summary>A stored node is not what was written: its bytes do not decode, or do not hash to what its parent holds.</summary>
public sealed class StateNodeDamagedException : Exception
{
    /// <summary>Names the node and what is wrong with it.</summary>
    public StateNodeDamagedException(ReadOnlySpan<byte> nodeKey, string reason)
        : base($"State tree node {Convert.ToHexString(nodeKey)} is damaged: {reason} Rebuild the store by replay.")
    {
        NodeKey = nodeKey.ToArray();
    }

    /// <summary>The key of the damaged node.</summary>
    public byte[] NodeKey { get; }
}
