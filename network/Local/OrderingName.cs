
namespace Ledger.Network;

/// <summary>What orders a network, in words for people.</summary>
internal static class OrderingName
{
    /// <param name="service">How Fabric's orderers agree; null when a node orders.</param>
    public static string English(FabricOrderingService? service) => service switch
    {
        null => "one of its nodes (embedded)",
        FabricOrderingService.Bft => "Fabric with BFT orderers",
        _ => "Fabric with a Raft orderer",
    };

    /// <param name="service">How Fabric's orderers agree; null when a node orders.</param>
    public static string Chinese(FabricOrderingService? service) => service switch
    {
        null => "其节点（内置）",
        FabricOrderingService.Bft => " Fabric BFT ",
        _ => " Fabric Raft ",
    };
}
