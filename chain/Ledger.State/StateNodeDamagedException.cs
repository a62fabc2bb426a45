namespace Ledger.State;

/// <summary>A stored node is not what was written: its bytes do not decode, or do not hash to what its parent holds.</summary>
public sealed class StateNodeDamagedException : Exception
{
    /// <summary>Names the node and what is wrong with it.</summary>
    internal StateNodeDamagedException(NodePath path, string reason)
        : base($"The state tree's node {path} is damaged: {reason} Rebuild the store by replay.")
    {
    }
}
