using Ledger.Chain;
using Ledger.Departments.Records.Rows;
using Ledger.Log;
using Ledger.Peers;
using Ledger.V1;
using Microsoft.Extensions.Logging;

namespace Ledger.Departments;

/// <summary>
/// Carries one record to its end: submits its newest envelope until it is on the ledger with a receipt, or refused.
/// Outlives the call that began it; after a restart it begins again from the store.
/// </summary>
internal sealed class Submission(long number, byte[] keyId, StoredEnvelope envelope, bool maySignAnew, SubmissionServices services)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(10);
    private const int MaximumAttempts = 1000;

    private readonly TaskCompletionSource<Progress> final = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Progress> setback = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SigningTime time = new(services.Peer, services.Time);
    private StoredEnvelope envelope = envelope;
    private OutageReason? outstanding;
    private volatile Progress current = new(new() { State = RecordState.Pending });

    /// <summary>Number of the record.</summary>
    public long Number { get; } = number;

    /// <summary>How far it has come.</summary>
    public Progress Current => current;

    /// <summary>Waits for the end, or for the first setback, or gives how far it has come.</summary>
    public async Task<Progress> WaitAsync(TimeSpan patience, TimeProvider time, CancellationToken ct)
    {
        if (final.Task.IsCompleted)
            return await final.Task;

        try
        {
            var first = await Task.WhenAny(final.Task, setback.Task).WaitAsync(patience, time, ct);
            return await first;
        }
        catch (TimeoutException)
        {
            return Current;
        }
    }

    /// <summary>Runs to the end.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            var delay = FirstDelay;
            Progress? end = null;
            while (end is null || !await TryKeepAsync(end, stopping))
            {
                if (end is null && (end = await TryStepAsync(stopping)) is not null)
                    continue;

                await Task.Delay(delay, services.Time, stopping);
                delay = delay + delay < LongestDelay ? delay + delay : LongestDelay;
            }

            current = end;
            final.TrySetResult(end);
            services.Feed.Publish(Number);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The store knows the record is open: the next start takes it up.
            final.TrySetCanceled(stopping);
        }
        catch (Exception e)
        {
            SubmissionLog.Failed(services.Logger, e, Number);
            final.TrySetException(e);
        }
    }

    /// <summary>Keeps the end; a refusal durably, before anyone hears of it.</summary>
    /// <returns>False when the store cannot keep it at the moment.</returns>
    private async Task<bool> TryKeepAsync(Progress end, CancellationToken ct)
    {
        try
        {
            if (end.State == RecordState.Refused)
            {
                await services.Store.KeepOutcomeAsync(Number, end.Outcome, services.Verdicts.Refused(Number, envelope, end.Outcome), ct);
            }
            else
            {
                services.Store.SetOutcome(Number, end.Outcome);
            }

            return true;
        }
        catch (RecordStoreUnavailableException e)
        {
            NotKept(e);
            return false;
        }
    }

    private async Task<Progress?> TryStepAsync(CancellationToken ct)
    {
        try
        {
            return await StepAsync(ct);
        }
        catch (RecordStoreUnavailableException e)
        {
            NotKept(e);
            return null;
        }
        catch (StoreException e) when (e is not StoreDamagedException)
        {
            // The peer knows, and waits for its disk.
            return Held(services.Peer.DiskOutage ?? new(e.Message, e.Message));
        }
    }

    private void NotKept(RecordStoreUnavailableException e)
    {
        SubmissionLog.NotKept(services.Logger, Number, e.Message);
        Held(new(e.Message, e.Message));
    }

    /// <summary>One submission and what follows from it; null: try again later.</summary>
    private async Task<Progress?> StepAsync(CancellationToken ct)
    {
        if (time.WaitFor(envelope, services.Limits.ClockTolerance) is { } early)
            return Held(early.Reason, early.UntilMs);

        SubmitResult result;
        try
        {
            result = await services.Ordering.SubmitAsync(envelope.Bytes, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            var reason = Reason(e);
            if (services.Setbacks.Add(reason) is { } row)
                SubmissionLog.NoAnswer(services.Logger, row.Count, row.Since, Number, reason.English);

            return Held(reason);
        }

        if (services.Setbacks.Succeed() is { } ended)
            SubmissionLog.AnswersAgain(services.Logger, ended.Count, ended.Since);

        switch (result)
        {
            // Waits for the receipt of what was sent, not of what the answer names: ordering may run in another's node.
            case SubmitResult.Admitted admitted:
                return await ReceiveAsync(envelope.LeafHash, admitted.Findings, ct);
            case SubmitResult.Duplicate:
                return await ReceiveAsync(envelope.LeafHash, findings: null, ct);
            case SubmitResult.Conflict conflict:
                return await ConflictAsync(conflict.RecordedLeafHash, ct);
            case SubmitResult.Refused refused when IsStale(refused.Verdict) && maySignAnew && envelope.Attempt < MaximumAttempts:
                return await SignAnewAsync(refused.Verdict, ct);
            case SubmitResult.Refused refused:
                var verdict = VerdictMessages.ToMessage(refused.Verdict);
                return new(new() { State = RecordState.Refused, Verdict = verdict, RefusedLeafHash = Bytes(envelope.LeafHash) });
            case SubmitResult.Busy busy:
                return Held(busy.Reason);
            default:
                throw new InvalidOperationException($"Ordering gave an unknown answer: {result.GetType()}.");
        }
    }

    private async Task<Progress?> ReceiveAsync(byte[] leafHash, IReadOnlyList<Finding>? findings, CancellationToken ct)
    {
        var outcome = new OutcomeRow { State = RecordState.Ordered, LeafHash = Bytes(leafHash) };
        if (findings is null)
        {
            // Ordering told them when it took the envelope in.
            outcome.Notices.AddRange(services.Store.Find(Number)?.Outcome?.Notices ?? []);
        }
        else if (findings.Count > 0)
        {
            outcome.Notices.AddRange(findings.Select(finding => VerdictMessages.ToMessage(finding)));
            services.Store.SetOutcome(Number, outcome);
            services.Verdicts.Accepted(Number, envelope, outcome);
        }

        current = new(outcome, Setback: outstanding);
        services.Feed.Publish(Number);

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(services.Limits.ResubmitAfter);
        try
        {
            var receipt = await services.Peer.WaitForReceiptAsync(leafHash, patience.Token);
            var recorded = outcome.Clone();
            recorded.State = RecordState.Recorded;
            return new(recorded, receipt);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // The quorum is outstanding: ordered is no acknowledgement, so the same bytes are submitted again.
            services.Store.SetOutcome(Number, outcome);
            var cause = services.Peer.Conditions is [var first, ..] ? first.Reason : null;
            outstanding = new(
                "it is ordered, and the quorum of cosignatures is outstanding" + (cause is null ? "" : $"; {cause.English}"),
                "已排序，尚未达到法定签署数" + (cause is null ? "" : $"；{cause.Chinese}"));
            current = new(outcome, Setback: outstanding);
            return null;
        }
    }

    private async Task<Progress?> ConflictAsync(byte[] recordedLeafHash, CancellationToken ct)
    {
        if (services.Store.ReadEnvelopes(Number).Any(e => e.LeafHash.AsSpan().SequenceEqual(recordedLeafHash)))
            return await ReceiveAsync(recordedLeafHash, findings: null, ct);

        // A number of this department is on the ledger under bytes that this store does not hold.
        SubmissionLog.ForeignEnvelope(services.Logger, Number, Convert.ToHexStringLower(recordedLeafHash));
        await services.CompareLedger(ct);
        var failure = new RuleFailure
        {
            Rule = ChainRules.Sequence,
            Severity = "REJECT",
            NameZh = "序号已被使用",
            NameEn = "Number used",
            MessageZh = $"序号 {Number} 在账本上属于另一信封（叶哈希 {Convert.ToHexStringLower(recordedLeafHash)}），本记录库没有它。",
            MessageEn =
                $"Number {Number} is on the ledger under another envelope (leaf hash {Convert.ToHexStringLower(recordedLeafHash)}) that this record store does not hold.",
            AdviceZh = "检查记录库是否缺失记录，然后以新的请求标识重发。",
            AdviceEn = "Check the record store for lost records, then send again with a new request id.",
        };
        failure.Values.Add(
            new RuleValue { Label = "seq", Value = Convert.ToHexStringLower(recordedLeafHash), Source = PageKeys.Sequence(keyId, (ulong)Number) });
        return new(new()
        {
            State = RecordState.Refused,
            Verdict = new() { FailedEvent = -1, Failures = { failure } },
            RefusedLeafHash = Bytes(envelope.LeafHash),
        });
    }

    /// <summary>Signs a stale envelope anew if that can help; else the record waits with the bytes it has, and says why. Null in either case.</summary>
    private async Task<Progress?> SignAnewAsync(Verdict verdict, CancellationToken ct)
    {
        if (time.WaitFor(envelope, verdict, services.Limits.ClockTolerance, out var latest) is { } waiting)
            return Held(waiting.Reason, waiting.UntilMs);

        var next = services.Envelopes.SignAnew(envelope, latest);
        await services.Store.AddEnvelopeAsync(Number, next, ct);
        envelope = next;
        SubmissionLog.SignedAnew(services.Logger, Number, next.Attempt);
        return null;
    }

    private static OutageReason Reason(Exception e) => e switch
    {
        OrderingUnavailableException unavailable => unavailable.Reason,
        PeerStoppedException stopped => new($"this node's peer has stopped: {stopped.Message}", $"本节点已停止：{stopped.Message}"),
        StoreException store => new($"this node's store does not take the block: {store.Message}", $"本节点的存储无法写入区块：{store.Message}"),
        _ => new($"this node's ordering gave no answer: {e.Message}", $"本节点的排序未作答：{e.Message}"),
    };

    private Progress? Held(OutageReason reason, ulong untilMs = 0)
    {
        var held = new Progress(current.Outcome, Setback: reason, UntilMs: untilMs);
        current = held;
        setback.TrySetResult(held);
        return null;
    }

    private static bool IsStale(Verdict verdict)
        => verdict.Findings.Where(f => f.Refuses).All(f => f.Rule is ChainRules.Time or ChainRules.Freshness or ChainRules.SealTime);

    private static Google.Protobuf.ByteString Bytes(byte[] bytes) => Google.Protobuf.ByteString.CopyFrom(bytes);
}
