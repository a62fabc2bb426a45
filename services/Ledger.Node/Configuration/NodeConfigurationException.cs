namespace Ledger.Node;

/// <summary>A node's configuration, keys or genesis do not allow it to start. Holds every fault found, not only the first.</summary>
public sealed class NodeConfigurationException : Exception
{
    /// <summary>Wraps the faults; the message lists them, one after the other.</summary>
    /// <param name="faults">At least one.</param>
    public NodeConfigurationException(IReadOnlyList<NodeFault> faults)
        : base(string.Join('\n', faults))
    {
        Faults = faults;
    }

    /// <summary>Wraps one fault.</summary>
    /// <param name="fault">The fault.</param>
    public NodeConfigurationException(NodeFault fault)
        : this([fault])
    {
    }

    /// <summary>Everything that must be repaired.</summary>
    public IReadOnlyList<NodeFault> Faults { get; }
}
