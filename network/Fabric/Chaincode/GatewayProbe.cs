using Ledger.Fabric;

namespace Ledger.Network.Fabric;

/// <summary>Asks through a peer's gateway for what a transaction needs before it is ordered: the endorsement of every organisation.</summary>
internal sealed class GatewayProbe : IDisposable
{
    private readonly GatewayClient client;

    /// <summary>Prepares to ask a peer as its organisation's client.</summary>
    public GatewayProbe(FabricOrganisation organisation, FabricPeer peer) => client = organisation.OpenClient(peer.Address);

    /// <summary>What keeps transactions from being endorsed; null when nothing does.</summary>
    /// <remarks>An envelope that is none is judged the same by every chaincode, founded or not; nothing is sent to ordering.</remarks>
    public async Task<string?> FaultAsync(CancellationToken ct)
    {
        try
        {
            var options = new ProposalOptions { Arguments = [ReadOnlyMemory<byte>.Empty] };
            await client.Gateway.GetNetwork(ChannelMaker.Channel).GetContract(ChaincodeFiles.Chaincode).NewProposal(LedgerFunctions.Judge, options).EndorseAsync(ct: ct);
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
