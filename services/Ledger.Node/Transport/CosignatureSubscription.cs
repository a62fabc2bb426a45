using Grpc.Core;
using Ledger.Peers;

namespace Ledger.Node;

/// <summary>
/// Keeps one other department's cosignatures coming: from before the first block for which this peer lacks its line, and again
/// after every break.
/// </summary>
internal sealed partial class CosignatureSubscription(PeerCosigning cosigning, ICosignatureSource source, TimeProvider clock, ILogger logger)
{
    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var backoff = new Backoff(clock);
        var lost = false;
        while (!ct.IsCancellationRequested)
        {
            var wanted = cosigning.NextWanted(source.Organisation);
            try
            {
                await CosignatureFollower.RunAsync(cosigning, source, ct);
                lost = false;
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                // Whatever broke it, nobody else would start it again; the peer's own faults show in its status.
                if (!lost)
                    LogLost(logger, source.Organisation, (e as RpcException)?.Status.Detail ?? e.Message);
                lost = true;
            }

            // A stream that brought something was in order: the next break starts a new series of waits.
            if (cosigning.NextWanted(source.Organisation) != wanted)
            {
                lost = false;
                backoff.Reset();
            }

            await backoff.WaitAsync(ct);
        }
    }

    [LoggerMessage(3, LogLevel.Warning, "The cosignatures of {Organisation} broke off: {Detail}; trying again")]
    private static partial void LogLost(ILogger logger, string organisation, string detail);
}
