using Ledger.Chain;
using Ledger.Fabric.Protocol;

namespace Ledger.Fabric;

/// <summary>
/// A transaction that goes the whole way and records nothing: the ledger's chaincode judges an envelope of no bytes, which every
/// endorser answers alike whether the channel is founded or not. It is endorsed, ordered and committed with neither reads nor
/// writes, so that no block of the ledger is made of it.
/// </summary>
/// <param name="contract">The ledger's chaincode.</param>
public sealed class TrialTransaction(Contract contract)
{
    /// <summary>Sends one and waits until the peer has it in a block.</summary>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="GatewayException">It was not endorsed, not ordered, or is not valid.</exception>
    public async Task RunAsync(CancellationToken ct) =>
        await contract.SubmitAsync(LedgerFunctions.Judge, new ProposalOptions { Arguments = [ReadOnlyMemory<byte>.Empty] }, ct);
}
