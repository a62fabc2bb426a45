using Google.Protobuf;
using Ledger.Departments.Quotas;
using Ledger.Departments.Records;
using Ledger.Departments.Records.Rows;
using Ledger.Departments.Writing;
using Ledger.V1;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ledger.Departments.Recovery;

/// <summary>
/// Brings the record store and the ledger together: at start every envelope of the department on the ledger must have
/// its record, and every open record is carried on or lapses; while running prepared acts lapse in time, and what was
/// ordered is compared with the records.
/// </summary>
internal sealed class RecordRecovery(
    OwnEnvelopes own,
    IRecordStore store,
    SubmissionTracker submissions,
    EnvelopeFactory envelopes,
    RecordFeed feed,
    MemberQuotas quotas,
    TimeProvider time,
    ILogger<RecordRecovery> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    /// <exception cref="RecordsMissingException">The record store lacks envelopes that are on the ledger; the services must not start.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var note in store.OpeningNotes)
        {
            SubmissionLog.StoreOpened(logger, note);
        }

        var report = await own.CheckAsync(cancellationToken).ConfigureAwait(false);
        if (report.Missing.Count > 0)
        {
            var exception = new RecordsMissingException(report.Missing, report.Size);
            SubmissionLog.Damaged(logger, exception.Message);
            throw exception;
        }

        await TakeInAsync(report, cancellationToken).ConfigureAwait(false);
        var (open, lapsed) = await ResumeAsync(cancellationToken).ConfigureAwait(false);
        SubmissionLog.Recovered(logger, report.Read, open, lapsed);
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        await TakeInAsync(await own.CheckAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                await TurnAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    private async Task TurnAsync(CancellationToken ct)
    {
        try
        {
            await TakeInAsync(await own.CheckAsync(ct).ConfigureAwait(false), ct).ConfigureAwait(false);
            await ResumeAsync(ct).ConfigureAwait(false);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // A store that cannot be read or written now: told, and tried again at the next turn.
            SubmissionLog.Damaged(logger, e.Message);
        }
    }

    /// <summary>
    /// Tells what is missing, and opens records again that say <i>refused</i> of what is on the ledger: whoever had the
    /// refused bytes can have had them ordered while they were fresh, once pages of an earlier time no longer stood against them.
    /// </summary>
    private async Task TakeInAsync(OwnEnvelopesReport report, CancellationToken ct)
    {
        foreach (var finding in report.Missing.Concat(report.Tolerated))
        {
            SubmissionLog.Damaged(logger, finding.MessageEn);
        }

        foreach (var late in report.Late)
        {
            // Open again: carried on to its receipt as any other.
            var outcome = new OutcomeRow { State = RecordState.Ordered, LeafHash = ByteString.CopyFrom(late.LeafHash) };
            await store.KeepOutcomeAsync(late.Number, outcome, ct).ConfigureAwait(false);
            SubmissionLog.RecordedAfterRefusal(logger, late.Number, Convert.ToHexStringLower(late.LeafHash));
            feed.Publish(late.Number);
        }
    }

    /// <summary>Takes up every open record that nobody carries, and lets prepared ones lapse.</summary>
    private async Task<(int Open, int Lapsed)> ResumeAsync(CancellationToken ct)
    {
        var (open, lapsed) = (0, 0);
        foreach (var number in store.ListOpen())
        {
            if (submissions.Find(number) is not null)
            {
                continue;
            }

            try
            {
                switch (await ResumeAsync(number, ct).ConfigureAwait(false))
                {
                    case RecordState.Pending:
                        open++;
                        break;
                    case RecordState.Lapsed:
                        lapsed++;
                        break;
                }
            }
            catch (RecordDamagedException e)
            {
                // Named, and left open: a repaired row is taken up at the next turn.
                SubmissionLog.Damaged(logger, e.Message);
            }
        }

        return (open, lapsed);
    }

    private async Task<RecordState> ResumeAsync(long number, CancellationToken ct)
    {
        var record = store.Find(number);
        if (record is null || !record.IsOpen)
        {
            return RecordState.Unspecified;
        }

        var held = store.ReadEnvelopes(number);
        if (held.Count > 0)
        {
            var isOwn = envelopes.KeyId.Span.SequenceEqual(record.Row.KeyId.Span);
            quotas.Prepared.Remove(number);
            submissions.Begin(number, record.Row.Organisation, record.Row.KeyId.ToByteArray(), held[^1], isOwn);
            return RecordState.Pending;
        }

        if ((ulong)time.GetUtcNow().ToUnixTimeMilliseconds() <= record.Row.ExpiresMs)
        {
            if (!quotas.Prepared.Contains(number))
            {
                quotas.Prepared.Add(number, record.Row.Organisation, store.ReadContent(number)?.CalculateSize() ?? 0);
            }

            return RecordState.Prepared;
        }

        // Nobody signed it: what it says of people has no reason to stay.
        await store.KeepOutcomeAsync(number, new OutcomeRow { State = RecordState.Lapsed }, ct).ConfigureAwait(false);
        await store.EraseAsync(number, ct).ConfigureAwait(false);
        quotas.Prepared.Remove(number);
        feed.Publish(number);
        return RecordState.Lapsed;
    }
}
