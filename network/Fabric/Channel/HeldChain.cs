using System.Globalization;

namespace Ledger.Network;

/// <summary>What one node holds of the channel.</summary>
/// <param name="Node">The node's name, e.g. <c>orderer.registration</c>.</param>
/// <param name="Height">How many blocks; 0: it has not joined.</param>
internal sealed record HeldChain(string Node, ulong Height)
{
    /// <summary>It in English.</summary>
    public string English => Height == 0 ? $"{Node} has no block" : string.Create(CultureInfo.InvariantCulture, $"{Node} has {Height} blocks");

    /// <summary>It in Chinese.</summary>
    public string Chinese => Height == 0 ? $"{Node} 没有区块" : string.Create(CultureInfo.InvariantCulture, $"{Node} 有 {Height} 个区块");
}
