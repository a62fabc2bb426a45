using Ledger.Fabric;
using Ledger.Fabric.Protocol;

namespace Ledger.Network;

/// <summary>Sends a trial through a peer's gateway: a transaction that needs what every other needs, and records nothing.</summary>
internal sealed class GatewayProbe : IDisposable
{
    private readonly GatewayClient client;

    /// <summary>Prepares to ask a peer as its organisation's client.</summary>
    public GatewayProbe(FabricOrganisation organisation, FabricPeer peer) => client = organisation.OpenClient(peer.Address);

    /// <summary>What keeps transactions from being committed; null when nothing does.</summary>
    public async Task<string?> FaultAsync(CancellationToken ct)
    {
        try
        {
            await new TrialTransaction(client.Gateway.GetNetwork(ChannelMaker.Channel).GetContract(ChaincodeFiles.Chaincode)).RunAsync(ct);
            return null;
        }
        catch (GatewayException e)
        {
            return e.Message;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();
}
