using Grpc.Core;
using Ledger.Peers;
using Ledger.V1;

namespace Ledger.Node;

/// <summary>Asks the other departments' nodes for their clocks, again and again, and says once when one is found wrong or right again.</summary>
/// <param name="peer">This node's peer.</param>
/// <param name="clocks">Takes the answers.</param>
/// <param name="nodes">Their node services, by organisation.</param>
/// <param name="time">This node's clock.</param>
/// <param name="logger">Where it is said.</param>
internal sealed partial class ClockWatch(
    Peer peer, MemberClocks clocks, IReadOnlyDictionary<string, NodeService.NodeServiceClient> nodes, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly HashSet<string> wrong = new(StringComparer.Ordinal);

    /// <summary>Runs until cancelled.</summary>
    public Task RunAsync(CancellationToken ct) => Task.WhenAll(nodes.Select(node => AskAsync(node.Key, node.Value, ct)));

    private async Task AskAsync(string organisation, NodeService.NodeServiceClient node, CancellationToken ct)
    {
        var backoff = new Backoff(time);
        while (true)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(Patience);
            try
            {
                var asked = time.GetTimestamp();
                var reply = await node.GetClockAsync(new ClockRequest(), cancellationToken: patience.Token);
                clocks.Add(organisation, DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Min(reply.TimeMs, LastMs)), time.GetElapsedTime(asked));
                Report();
                backoff.Reset();
                await Task.Delay(Pause, time, ct);
            }
            catch (Exception e) when (e is RpcException or OperationCanceledException && !ct.IsCancellationRequested)
            {
                // It is down, or stalls: what was read last goes on, and others tell that it is gone.
                await backoff.WaitAsync(ct);
            }
        }
    }

    /// <summary>Last millisecond of the calendar; a clock that says more is read as saying that.</summary>
    private static ulong LastMs => (ulong)DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private void Report()
    {
        var comparison = peer.Clock!;
        var found = comparison.Wrong.ToList();
        lock (gate)
        {
            foreach (var clock in found.Where(clock => wrong.Add(clock.Organisation)))
            {
                if (clock.Organisation == peer.Organisation)
                    LogOwnWrong(logger, clock.Organisation, comparison.Reason!.English);
                else
                    LogWrong(logger, peer.Organisation, ClockComparison.Describe(clock).English);
            }

            foreach (var organisation in wrong.Where(name => found.All(clock => clock.Organisation != name)).ToList())
            {
                wrong.Remove(organisation);
                LogRight(logger, peer.Organisation, organisation);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Critical, "{Organisation}: {Reason}")]
    private static partial void LogOwnWrong(ILogger logger, string organisation, string reason);

    [LoggerMessage(2, LogLevel.Warning, "{Organisation}: {Reason}")]
    private static partial void LogWrong(ILogger logger, string organisation, string reason);

    [LoggerMessage(3, LogLevel.Information, "{Organisation}: the clock of {Other} is right again")]
    private static partial void LogRight(ILogger logger, string organisation, string other);
}
