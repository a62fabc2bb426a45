namespace Ledger.Node;

/// <summary>A loop of a node that a fault has ended.</summary>
/// <param name="Loop">Which.</param>
/// <param name="Fault">What ended it.</param>
internal sealed record EndedLoop(NodeLoop Loop, string Fault)
{
    /// <summary>In Chinese.</summary>
    public string Chinese => $"已因故障停止{Loop.What.Chinese}，{Loop.Without.Chinese}；查明原因后请重启节点：{Fault}";

    /// <summary>In English.</summary>
    public string English => $"A fault has ended {Loop.What.English}: {Loop.Without.English}; remove the cause and start the node again: {Fault}";
}
