using System.Runtime.CompilerServices;
using Ledger.Client;

namespace Ledger.Cli;

/// <summary>Reads the log from its end to its beginning, window by window, so that the newest is found first.</summary>
internal sealed class HistoryReading(LedgerClient client, string? department)
{
    private const ulong Window = 1_000;

    /// <summary>Envelopes before a place in the log, the newest first.</summary>
    /// <param name="before">Place; the log's size for all.</param>
    /// <param name="ct">Ends the reading.</param>
    public async IAsyncEnumerable<HistoryEntry> BackwardsAsync(ulong before, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var end = before; end > 0;)
        {
            var first = end > Window ? end - Window : 0;
            var window = new List<HistoryEntry>();
            await foreach (var raw in client.Reader.ReadEntriesAsync(first, end - first, department, ct))
            {
                if (HistoryEntry.Of(raw) is { } entry)
                    window.Add(entry);
            }

            for (var i = window.Count - 1; i >= 0; i--)
                yield return window[i];
            end = first;
        }
    }
}
