namespace Ledger.Network;

/// <summary>How a channel's orderers agree.</summary>
public enum FabricOrderingService
{
    /// <summary>Raft with one orderer, the registration department's: survives its restart, trusts it not to lie about order.</summary>
    Raft,

    /// <summary>Byzantine fault tolerance (SmartBFT, Fabric 3.x) with one orderer per department: goes on while any one of them is down or lies.</summary>
    Bft,
}
