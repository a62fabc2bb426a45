namespace Ledger.Network;

/// <summary>A peer of an organisation.</summary>
/// <param name="Name">Its name in this network, e.g. <c>peer0.tax</c>.</param>
/// <param name="Address">Gateway, endorser, deliver and discovery service, <c>host:port</c>, mutual TLS.</param>
/// <param name="Operations">Health and metrics, <c>host:port</c>, plain HTTP.</param>
public sealed record FabricPeer(string Name, string Address, string Operations);
