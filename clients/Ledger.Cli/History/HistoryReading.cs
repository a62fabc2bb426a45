using Ledger.Client;
using Ledger.Facts;
using Ledger.Log;
using Ledger.Verifier;

namespace Ledger.Cli;

/// <summary>
/// Reads the whole log and compares its root with the checkpoint's: what is found then is all there is, which a department's index
/// cannot prove.
/// </summary>
internal sealed class HistoryReading(LedgerClient client, string? department)
{
    /// <summary>The newest of the envelopes that fit.</summary>
    /// <param name="fits">Which are looked for.</param>
    /// <param name="before">Only places below this one; 0 = all.</param>
    /// <param name="count">At most this many.</param>
    /// <param name="ct">Ends the reading.</param>
    /// <returns>They, the newest first, and the size of the log that was read.</returns>
    /// <exception cref="UntrustedReplyException">The entries are not those of the log.</exception>
    public async Task<(IReadOnlyList<RecordedEnvelope> Envelopes, ulong Size)> ReadAsync(
        Func<RecordedEnvelope, Task<bool>> fits, ulong before, int count, CancellationToken ct)
    {
        var checkpoint = (await client.Reader.GetCheckpointAsync(department: department, cancellationToken: ct)).Checkpoint!;
        var newest = new Queue<RecordedEnvelope>();
        var frontier = new MerkleFrontier();
        await foreach (var raw in client.Reader.ReadEntriesAsync(0, checkpoint.Size, department, ct))
        {
            frontier.Append(EntryCodec.LeafHash(raw.Entry.Span));
            if ((before > 0 && raw.Index >= before) || RecordedEnvelope.Of(raw.Index, raw.Entry.Span) is not { } envelope || !await fits(envelope))
                continue;
            newest.Enqueue(envelope);
            if (newest.Count > count)
                newest.Dequeue();
        }

        return frontier.Size == checkpoint.Size && frontier.Root().AsSpan().SequenceEqual(checkpoint.Root.Span)
            ? ([.. newest.Reverse()], checkpoint.Size)
            : throw new UntrustedReplyException(new LogFault(
                "entries.root", $"the {frontier.Size} entries given are not the {checkpoint.Size} of the checkpoint",
                $"所给的 {frontier.Size} 个条目与检查点的 {checkpoint.Size} 个不符"));
    }
}
