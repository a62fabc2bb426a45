using Ledger.Chain;
using Ledger.Peers.Stored;
using Microsoft.Extensions.Logging;

namespace Ledger.Peers;

/// <summary>Stops a peer that came to another root than most, for good, and finds out where it parted from them.</summary>
/// <param name="store">Keeps what was found.</param>
/// <param name="source">Asks the others what their entries wrote; null when nobody can be asked.</param>
/// <param name="reportStatus">Stops the peer.</param>
/// <param name="written">Called when there is something to write out.</param>
/// <param name="logger">Told who could not be asked.</param>
/// <param name="ct">Ends looking.</param>
internal sealed class DivergenceReport(
    PeerStore store, IDivergenceSource? source, Action<PeerStatus> reportStatus, Action written, ILogger logger, CancellationToken ct)
{
    private readonly Lock gate = new();
    private DivergenceRecord? unwritten;
    private Task explaining = Task.CompletedTask;

    /// <summary>Completes when nothing is being looked for; the store may be closed then.</summary>
    public Task Idle => explaining;

    /// <summary>Stops the peer, which signs nothing more from here on, then looks for entry and key; durable with <see cref="WriteOut"/>.</summary>
    /// <param name="block">Block whose root differs.</param>
    /// <param name="agreeing">Organisations that agree on another root.</param>
    /// <param name="quorumBlock">Newest block this peer agreed on with the others.</param>
    public void Report(ulong block, IReadOnlyCollection<string> agreeing, ulong? quorumBlock)
    {
        var description = $"{agreeing.Count} cosigners ({string.Join(", ", agreeing.Order(StringComparer.Ordinal))}) agree on another root for block {block}. "
            + "This peer signs nothing more; rebuild it by replay and give it new keys by governance.";
        Show(block, description);
        if (source is not null)
            explaining = Task.Run(() => ExplainAsync(source, block, agreeing, quorumBlock, description), CancellationToken.None);
    }

    /// <summary>Writes what was reported and is not durable yet; nothing when all is.</summary>
    /// <exception cref="StoreException">The disk does not take it: to be called again.</exception>
    public void WriteOut()
    {
        lock (gate)
        {
            if (unwritten is { } record)
            {
                store.WriteDivergence(record);
                unwritten = null;
            }
        }
    }

    private void Show(ulong block, string description)
    {
        lock (gate)
        {
            unwritten = new DivergenceRecord { Block = block, Description = description };
        }

        reportStatus(new PeerStatus(PeerState.Diverged, description, block));
        written();
    }

    /// <summary>Asks those who agree what their entries wrote, and names the first difference.</summary>
    private async Task ExplainAsync(IDivergenceSource others, ulong block, IReadOnlyCollection<string> agreeing, ulong? quorumBlock, string description)
    {
        foreach (var organisation in agreeing)
        {
            try
            {
                if (await FindAsync(others, organisation, Math.Max(quorumBlock + 1 ?? 1, store.Oldest), block) is var (number, difference))
                {
                    Show(number, $"{difference} {description}");
                    return;
                }
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // A peer that cannot be asked explains nothing; the next one may.
                PeerLog.NotExplained(logger, organisation, block, e);
            }
        }
    }

    private async Task<(ulong Block, string Difference)?> FindAsync(IDivergenceSource others, string organisation, ulong from, ulong to)
    {
        for (var number = from; number <= to; number++)
        {
            if (await others.ReadWritesAsync(organisation, number, ct) is { } theirs
                && store.ReadWrites(number) is { } ours
                && WriteComparison.FirstDifference(ours, theirs, organisation) is { } difference)
            {
                return (number, difference);
            }
        }

        return null;
    }
}
