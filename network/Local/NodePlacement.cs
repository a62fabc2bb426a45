namespace Ledger.Network;

/// <summary>Where a local network's nodes run.</summary>
public enum NodePlacement
{
    /// <summary>All four in this process; each envelope's signature is then verified once for all peers.</summary>
    OneProcess,

    /// <summary>A <c>ledger-node</c> process per department.</summary>
    ProcessPerDepartment,
}
