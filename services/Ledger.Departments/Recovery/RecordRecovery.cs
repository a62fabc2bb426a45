using Google.Protobuf;
using Ledger.Departments.Records.Rows;
using Ledger.V1;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ledger.Departments;

/// <summary>
/// Brings the record store and the ledger together: at start every envelope of the department on the ledger must have
/// its record, and every open record is carried on or lapses; while running prepared acts lapse in time, and what was
/// ordered is compared with the records.
/// </summary>
internal sealed class RecordRecovery(
    RecordsOnLedger ledger,
    ConsortiumKeyComparison keys,
    IRecordStore store,
    SubmissionTracker submissions,
    EnvelopeFactory envelopes,
    RecordFeed feed,
    MemberQuotas quotas,
    Department department,
    TimeProvider time,
    ILogger<RecordRecovery> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    /// <exception cref="ConsortiumKeyException">A consortium key is not the one that tokens on the ledger were made with.</exception>
    /// <exception cref="RecordsMissingException">The record store lacks envelopes that are on the ledger; the services must not start.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var note in store.OpeningNotes)
            SubmissionLog.StoreOpened(logger, note);

        keys.Run();
        var read = await ledger.RunAsync(stops: true, cancellationToken);
        CountUses();
        var (open, lapsed) = await ResumeAsync(cancellationToken);
        SubmissionLog.Recovered(logger, read, open, lapsed);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await ledger.RunAsync(stops: false, cancellationToken);
        }
        catch (RecordStoreUnavailableException e)
        {
            // What could not be compared is compared at the next start.
            SubmissionLog.Damaged(logger, e.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        var keysLookedThrough = Task.Run(() => CheckKeys(stoppingToken), CancellationToken.None);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TurnAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }

        await keysLookedThrough;
    }

    /// <summary>Beside the calls of the day and the turns: nobody waits for it but the stop, which ends it. Tells all that it finds.</summary>
    private void CheckKeys(CancellationToken ct)
    {
        try
        {
            if (store.FindKeyDamage(ct) is { } damage)
                SubmissionLog.KeysDamaged(logger, damage);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // Told; whoever needs a key that cannot be read is told again.
            SubmissionLog.Damaged(logger, e.Message);
        }
        catch (OperationCanceledException)
        {
            // Stopping: the next start begins again.
        }
    }

    private async Task TurnAsync(CancellationToken ct)
    {
        try
        {
            await ledger.RunAsync(stops: false, ct);
            await ResumeAsync(ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // A store that cannot be read or written now: told, and tried again at the next turn.
            SubmissionLog.Damaged(logger, e.Message);
        }
    }

    private void CountUses()
    {
        try
        {
            quotas.Restore(store, department);
        }
        catch (RecordDamagedException e)
        {
            SubmissionLog.Damaged(logger, e.Message);
        }
    }

    /// <summary>Takes up every open record that nobody carries, and lets prepared ones lapse.</summary>
    private async Task<(int Open, int Lapsed)> ResumeAsync(CancellationToken ct)
    {
        var (open, lapsed) = (0, 0);
        foreach (var number in store.ListOpen())
        {
            if (submissions.Find(number) is not null)
                continue;

            try
            {
                switch (await ResumeAsync(number, ct))
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
            return RecordState.Unspecified;

        var held = store.ReadEnvelopes(number);
        if (held.Count > 0)
        {
            var isOwn = envelopes.KeyId.Span.SequenceEqual(record.Row.KeyId.Span);
            quotas.Prepared.Remove(number);
            submissions.Begin(number, record.Row.Organisation, record.Row.KeyId.ToByteArray(), held[^1], isOwn);
            return RecordState.Pending;
        }

        // One tolerance more than a submission has: a clock that is put right meanwhile takes nothing away.
        if ((ulong)time.GetUtcNow().ToUnixTimeMilliseconds() <= record.Row.ExpiresMs + (ulong)department.Limits.ClockTolerance.TotalMilliseconds)
        {
            if (!quotas.Prepared.Contains(number))
                quotas.Prepared.Add(number, record.Row.Organisation, store.ReadContent(number)?.CalculateSize() ?? 0);

            return RecordState.Prepared;
        }

        // Nobody signed it: what it says of people has no reason to stay.
        if (!await store.LapseAsync(number, ct))
        {
            // An envelope came after all, and whoever brought it carries it on.
            return RecordState.Pending;
        }

        quotas.Prepared.Remove(number);
        feed.Publish(number);
        return RecordState.Lapsed;
    }
}
