using Google.Protobuf;
using Ledger.Departments.Records.Rows;
using Ledger.V1;
using Microsoft.Extensions.Logging;

namespace Ledger.Departments;

/// <summary>
/// Compares what was ordered with the records, at the start and from then on: tells what is missing, has numbers go on beyond the
/// ledger's, and opens records again that say <i>refused</i> of what is on the ledger.
/// </summary>
internal sealed class RecordsOnLedger(OwnEnvelopes own, Peers.Peer peer, IRecordStore store, RecordFeed feed, ILogger<RecordsOnLedger> logger) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>What came in since the start without a record, counted on; null for nothing.</summary>
    public (MissingRecords Missing, ulong Size)? Missing { get; private set; }

    /// <summary>Compares what was not compared yet.</summary>
    /// <param name="stops">Whether a missing record is an error: at the start.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>Entries compared.</returns>
    /// <exception cref="RecordsMissingException">Records are missing, and that was to be an error.</exception>
    public async Task<ulong> RunAsync(bool stops, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            var report = await own.CheckAsync(ct);
            Tell(report, stops);
            foreach (var late in report.Late)
            {
                // Whoever had the refused bytes can have had them ordered while they were fresh, once pages of an earlier time no
                // longer stood against them. Open again: carried on to its receipt as any other.
                var outcome = new OutcomeRow { State = RecordState.Ordered, LeafHash = ByteString.CopyFrom(late.LeafHash) };
                await store.KeepOutcomeAsync(late.Number, outcome, verdict: null, ct);
                SubmissionLog.RecordedAfterRefusal(logger, late.Number, Convert.ToHexStringLower(late.LeafHash));
                feed.Publish(late.Number);
            }

            await own.SettleAsync(report, ct);
            return report.Read;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>A number that the ledger does not know: a store restored from an older copy would else allot those again that it has lost.</summary>
    /// <param name="keyId">Key that is to sign under it.</param>
    /// <param name="ct">Gives up.</param>
    public async ValueTask<long> AllotAsync(ReadOnlyMemory<byte> keyId, CancellationToken ct)
    {
        while (true)
        {
            var number = await store.AllotNumberAsync(ct);
            if (peer.Reader.ReadPage(Chain.PageKeys.Sequence(keyId.Span, (ulong)number)) is null)
                return number;

            await RunAsync(stops: false, ct);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private void Tell(OwnEnvelopesReport report, bool stops)
    {
        if (report.Tolerated.Count > 0)
            SubmissionLog.RecordsTolerated(logger, report.Tolerated.English);

        if (report.Missing.Count == 0)
            return;

        var exception = new RecordsMissingException(report.Missing, report.Size);
        SubmissionLog.Damaged(logger, exception.Message);
        if (stops)
            throw exception;

        Missing = (report.Missing, report.Size);
    }
}
