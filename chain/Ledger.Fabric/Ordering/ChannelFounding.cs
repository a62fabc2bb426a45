using Ledger.Chain;
using Ledger.Fabric.Protocol;
using Ledger.Fabric.Protos;
using Ledger.Peers;
using Microsoft.Extensions.Logging;

namespace Ledger.Fabric;

/// <summary>
/// Puts genesis on a channel that has none. Every department does so when it starts; of several at once one is recorded, and
/// the others find that it was. One that was recorded, as it seems, and is not found is sent again, ever more seldom.
/// </summary>
internal sealed partial class ChannelFounding(
    Contract contract, string mspId, GenesisBlock genesis, FabricOrderingOptions options, FailureReason reasons, ILogger logger)
{
    /// <exception cref="ChannelHistoryException">The channel's chaincode is configured for another genesis.</exception>
    /// <exception cref="OrderingUnavailableException">Whether the channel is founded could not be learnt.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        try
        {
            var pause = TimeSpan.Zero;
            while (!await IsFoundedAsync(ct))
            {
                if (pause > TimeSpan.Zero)
                    await Task.Delay(pause, options.Time, ct);

                await FoundAsync(ct);
                pause = pause == TimeSpan.Zero ? options.FirstDelay : pause * 2 < options.MaxDelay ? pause * 2 : options.MaxDelay;
            }
        }
        catch (GatewayException e)
        {
            throw new OrderingUnavailableException(reasons.Of(e), e);
        }
    }

    private ProposalOptions Call() => new() { Arguments = [genesis.Entry] };

    // Asked of the own peer, which answers without a transaction.
    private async Task<bool> IsFoundedAsync(CancellationToken ct)
    {
        try
        {
            await contract.NewProposal(LedgerFunctions.Found, Call() with { EndorsingOrganizations = [mspId] }).EvaluateAsync(ct: ct);
            return false;
        }
        catch (GatewayException e) when (GatewayRefusal.Of(e) is { } refusal)
        {
            return refusal.Kind == RefusalKind.Founded
                ? true
                : throw new ChannelHistoryException(
                    $"The chaincode {contract.ChaincodeName} on Fabric channel {contract.ChannelName} does not take this node's genesis: {refusal.Text}");
        }
    }

    private async Task FoundAsync(CancellationToken ct)
    {
        try
        {
            await contract.SubmitAsync(LedgerFunctions.Found, Call(), ct);
            Log.Founded(logger, contract.ChannelName, genesis.Origin);
        }
        catch (EndorseException e) when (GatewayRefusal.Of(e) is { Kind: RefusalKind.Founded })
        {
            // Another department was first.
        }
        catch (CommitException e) when (e.Code is TxValidationCode.MvccReadConflict or TxValidationCode.PhantomReadConflict)
        {
            // Another department was in the same block.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(21, LogLevel.Information, "Channel {Channel}: founded on genesis of {Origin}")]
        public static partial void Founded(ILogger logger, string channel, string origin);
    }
}
