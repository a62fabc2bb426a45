using System.Security.Cryptography.X509Certificates;
using Ledger.Fabric;

namespace Ledger.Network.Fabric;

/// <summary>Asks through a peer's gateway for what a transaction needs before it is ordered: the endorsement of every organisation.</summary>
internal sealed class GatewayProbe : IDisposable
{
    private readonly X509Certificate2Collection roots = [];
    private readonly X509Certificate2 certificate;
    private readonly SigningIdentity identity;
    private readonly PeerConnection connection;
    private readonly Gateway gateway;

    /// <summary>Prepares to ask a peer as its organisation's client.</summary>
    public GatewayProbe(FabricOrganisation organisation, FabricPeer peer)
    {
        roots.ImportFromPemFile(organisation.TlsRoot);
        certificate = X509Certificate2.CreateFromPemFile(organisation.Client.TlsCertificate, organisation.Client.TlsKey);
        identity = SigningIdentity.FromMspFolder(organisation.Client.MspFolder, organisation.MspId);
        connection = PeerConnection.Open(new PeerConnectionOptions { Address = peer.Address, TlsRoots = roots, ClientCertificate = certificate });
        gateway = Gateway.Connect(connection, identity);
    }

    /// <summary>What keeps transactions from being endorsed; null when nothing does.</summary>
    /// <remarks>An envelope that is none is judged the same by every chaincode, founded or not; nothing is sent to ordering.</remarks>
    public async Task<string?> FaultAsync(CancellationToken ct)
    {
        try
        {
            var options = new ProposalOptions { Arguments = [ReadOnlyMemory<byte>.Empty] };
            await gateway.GetNetwork(ChannelMaker.Channel).GetContract(ChaincodeFiles.Chaincode).NewProposal(LedgerFunctions.Judge, options).EndorseAsync(ct: ct);
            return null;
        }
        catch (GatewayException e)
        {
            return e.Message;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        connection.Dispose();
        identity.Dispose();
        certificate.Dispose();
        foreach (var root in roots)
            root.Dispose();
    }
}
