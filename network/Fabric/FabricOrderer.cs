namespace Ledger.Network;

/// <summary>An orderer.</summary>
/// <param name="Name">Its name in this network, e.g. <c>orderer.registration</c>.</param>
/// <param name="MspId">Its membership id, e.g. <c>RegistrationOrdererMSP</c>.</param>
/// <param name="Address">Where transactions are sent and blocks are fetched, <c>host:port</c>, mutual TLS.</param>
/// <param name="Administration">Channel participation, <c>host:port</c>, mutual TLS for the orderer organisation's administrator.</param>
/// <param name="Operations">Health and metrics, <c>host:port</c>, plain HTTP.</param>
/// <param name="TlsRoot">Root of its TLS certificate, PEM.</param>
public sealed record FabricOrderer(string Name, string MspId, string Address, string Administration, string Operations, string TlsRoot);
