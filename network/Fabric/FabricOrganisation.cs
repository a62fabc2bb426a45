using System.Security.Cryptography.X509Certificates;
using Ledger.Fabric.Protocol;

namespace Ledger.Network;

/// <summary>A department on Fabric: where its peers are and who may act for it.</summary>
/// <param name="Department">E.g. <see cref="LocalMember.Tax"/>.</param>
/// <param name="MspId">Its membership id, e.g. <c>TaxMSP</c>.</param>
/// <param name="Peers">Its peers; each is a gateway.</param>
/// <param name="TlsRoot">Root of the peers' TLS certificates, PEM.</param>
/// <param name="Client">The client user, <c>User1</c>.</param>
/// <param name="Administrator">The administrator, <c>Admin</c>.</param>
public sealed record FabricOrganisation(
    string Department, string MspId, IReadOnlyList<FabricPeer> Peers, string TlsRoot, FabricUser Client, FabricUser Administrator)
{
    /// <summary>Address of the first peer's gateway, <c>host:port</c>.</summary>
    public string Gateway => Peers[0].Address;

    /// <summary>Prepares a gateway at one of the organisation's peers for its client user; nothing is sent yet.</summary>
    /// <param name="address">The peer's address.</param>
    public GatewayClient OpenClient(string address) => GatewayClient.Open(
        address, TlsRoot, X509Certificate2.CreateFromPemFile(Client.TlsCertificate, Client.TlsKey), Client.MspFolder, MspId);
}
