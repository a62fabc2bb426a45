using Ledger.Peers;

namespace Ledger.Departments;

/// <summary>
/// Compares the ledger with the record store, entry by entry above the last clean mark: every envelope that this
/// department put there must have its record, and none that says it was refused. Finds a shortened or replaced store,
/// which SQLite itself would not, and what was ordered after it had been refused.
/// </summary>
internal sealed class OwnEnvelopes(OwnEnvelopeReader envelopes, Peer peer, IRecordStore store)
{
    private const long LongestSkip = 1_000_000;

    private ulong read;
    private bool complete = true;

    /// <summary>Reads the entries that were not read yet; followed by <see cref="SettleAsync"/>. One call at a time.</summary>
    public async Task<OwnEnvelopesReport> CheckAsync(CancellationToken ct)
    {
        var size = peer.Head.Size;
        var from = Math.Max(read, Math.Min(store.ReadCleanMark(), size));
        var (missing, tolerated, late) = (new MissingRecords(), new MissingRecords(), new List<LateRecord>());
        var (allotted, largest) = (store.ReadNumberBound(), 0L);
        foreach (var envelope in envelopes.Read(from, size, ct))
        {
            if (envelope.IsMissing)
            {
                (envelope.IsTolerated ? tolerated : missing).Add(envelope);
            }
            else if (envelope.Held == HeldRecord.Refused)
            {
                late.Add(new(envelope.Number!.Value, envelope.LeafHash));
            }

            // Whoever signs chooses the number: one far beyond all allotted must not use up those in between. A store restored
            // from an older copy goes on beyond the ledger's numbers.
            if (envelope.Number <= Math.Max(allotted, largest) + LongestSkip)
                largest = Math.Max(largest, envelope.Number.Value);
        }

        await store.SkipNumbersAsync(largest, ct);
        return new(size, size - from, missing, tolerated, late);
    }

    /// <summary>
    /// Moves the mark, as long as nothing is missing, once all that a report asks for is durable: what lies below the mark is not
    /// looked at again.
    /// </summary>
    public async Task SettleAsync(OwnEnvelopesReport report, CancellationToken ct)
    {
        complete &= report.Missing.Count == 0;
        if (complete && report.Read > 0)
            await store.SetCleanMarkAsync(report.Size, ct);

        read = report.Size;
    }
}
