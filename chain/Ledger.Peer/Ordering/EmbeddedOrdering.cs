using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Ledger.Chain;
using Ledger.Log;

namespace Ledger.Peers;

/// <summary>
/// Ordering without a process or state of its own: it runs on one peer, judges over the state after the last admitted
/// envelope, and that very result is what the peer commits. Cuts at once when idle, groups while busy. A block is
/// durable before it counts for anyone, and the number of a durable one is never cut again.
/// </summary>
public sealed class EmbeddedOrdering : IOrdering, IAsyncDisposable
{
    private const int RecentBlocks = 16;
    private readonly Peer peer;
    private readonly EmbeddedOrderingOptions options;
    private readonly Channel<PendingEnvelope> queue;
    private readonly CancellationTokenSource stopping = new();
    private readonly AsyncPulse full = new();
    private readonly AsyncPulse cut = new();
    private readonly Lock gate = new();
    private readonly SortedDictionary<ulong, OrderedBlock> recent = [];
    private readonly Task loop;

    /// <summary>Starts ordering on a peer, which must follow no other ordering meanwhile.</summary>
    public EmbeddedOrdering(Peer peer, EmbeddedOrderingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(peer);
        this.peer = peer;
        this.options = options ?? new EmbeddedOrderingOptions();
        queue = Channel.CreateBounded<PendingEnvelope>(new BoundedChannelOptions(this.options.QueueCapacity) { SingleReader = true });
        loop = Task.Run(() => RunAsync(stopping.Token));
    }

    /// <inheritdoc/>
    /// <exception cref="PeerStoppedException">The peer that ordering runs on has stopped.</exception>
    /// <exception cref="OrderingUnavailableException">The disk takes nothing at present; whether the block is on the ledger
    /// shows once it does again.</exception>
    public async Task<SubmitResult> SubmitAsync(ReadOnlyMemory<byte> envelope, CancellationToken ct)
    {
        if (peer.DiskOutage is { } outage)
            throw new OrderingUnavailableException(outage);

        if (!peer.Standing.IsReached && peer.Status.State == PeerState.Running)
            return new SubmitResult.Busy(peer.Standing.Report.Reason);

        if (peer.Clock?.Reason is { } clock && peer.Status.State == PeerState.Running)
            return new SubmitResult.Busy(clock);

        if (!TryTake(envelope.Span, out var decoded, out var answer))
            return answer;

        var pending = new PendingEnvelope(decoded);
        if (!queue.Writer.TryWrite(pending))
        {
            return stopping.IsCancellationRequested
                ? new SubmitResult.Busy(new("ordering is shutting down; submit again later", "排序正在停止，请稍后重新提交"))
                : new SubmitResult.Busy(
                    new($"{options.QueueCapacity} envelopes are waiting; submit again later", $"已有 {options.QueueCapacity} 个信封在等待，请稍后重新提交"));
        }

        if (queue.Reader.Count >= options.MaxEntries)
            full.Beat();

        return await pending.Answer.WaitAsync(ct);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<OrderedBlock> ReadBlocksAsync(ulong from, [EnumeratorCancellation] CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfZero(from);
        for (var number = from; ; number++)
        {
            await peer.WaitForBlockAsync(number, ct);
            yield return Recent(number) ?? Stored(number);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<OrderedBlock> ReadAheadAsync(ulong from, [EnumeratorCancellation] CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfZero(from);
        for (var number = from; ; number++)
        {
            var durable = peer.WaitForBlockAsync(number, ct);
            OrderedBlock? shown = null;
            while (!durable.IsCompleted)
            {
                var next = cut.Next;
                if (Recent(number) is { } ahead && !ReferenceEquals(ahead, shown))
                {
                    shown = ahead;
                    yield return ahead with { IsAhead = true };
                }
                else
                {
                    await Task.WhenAny(durable, next);
                }
            }

            await durable;
            yield return Recent(number) ?? Stored(number);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        queue.Writer.TryComplete();
        await loop;
        stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken ct)
    {
        var answers = new List<(PendingEnvelope Pending, SubmitResult Result)>();
        try
        {
            while (await queue.Reader.WaitToReadAsync(ct))
            {
                await GatherAsync(ct);
                try
                {
                    using (await peer.StartWritingAsync(ct))
                    {
                        CutBlock(answers);
                    }
                }
                catch (StoreException e) when (e is not StoreDamagedException)
                {
                    // The block is there, whole, or its number is cut again: the store says which, once the disk takes what is written.
                    peer.Wait(e);
                    FailQueued(answers, Unavailable(e));
                    answers.Clear();
                    await peer.WaitForDiskAsync(ct);
                    continue;
                }

                foreach (var (pending, result) in answers)
                    pending.Resolve(result);

                answers.Clear();
            }
        }
        catch (OperationCanceledException)
        {
            FailAll(answers, new OperationCanceledException("Ordering was shut down; submit the same bytes again."));
        }
        catch (Exception e)
        {
            // Whatever it was, nobody orders any more: the status says so, and later callers hear it at once.
            peer.Fail(e);
            FailAll(answers, e);
        }
    }

    /// <summary>
    /// Lets envelopes gather while the peers are busy with the blocks before: what a block costs all peers beside its
    /// envelopes, their syncs and signatures above all, is then shared by many. Idle peers owe no cosignature, so nothing waits.
    /// </summary>
    private async Task GatherAsync(CancellationToken ct)
    {
        var started = options.Time.GetTimestamp();
        while (true)
        {
            var (published, filled) = (peer.Cosigning.NextPublished, full.Next);
            var left = options.MaxGather - options.Time.GetElapsedTime(started);
            if (peer.Cosigning.BlocksWithoutQuorum < options.BlocksInFlight || queue.Reader.Count >= options.MaxEntries || left <= TimeSpan.Zero)
                return;

            try
            {
                await Task.WhenAny(published, filled).WaitAsync(left, options.Time, ct);
            }
            catch (TimeoutException)
            {
                // The quorum is long in coming, perhaps a peer is down: ordering goes on without it.
                return;
            }
        }
    }

    /// <summary>
    /// Judges what is queued, up to a block's limits, and makes the block durable before any answer is given: also a refusal
    /// may rest on envelopes before it in the block.
    /// </summary>
    private void CutBlock(List<(PendingEnvelope Pending, SubmitResult Result)> answers)
    {
        var builder = peer.NewBlock();
        // Looked at again: a clock can jump while an envelope waits.
        var wrong = peer.Clock?.Reason;
        var seal = peer.Head.TimeMs;
        var clock = new OrderingClock(
            (ulong)options.Time.GetUtcNow().ToUnixTimeMilliseconds(), options.ClockName, seal > options.AcceptSealTimeMs ? seal : 0);
        while (builder.Count < options.MaxEntries && builder.Bytes < options.MaxBytes && answers.Count < 4 * options.MaxEntries
            && queue.Reader.TryRead(out var pending))
        {
            // Listed before it is judged: whatever fails from here on, its sender is told.
            answers.Add((pending, NotJudged));
            if (wrong is not null)
            {
                answers[^1] = (pending, new SubmitResult.Busy(wrong));
                continue;
            }

            answers[^1] = (pending, Answer(builder.Number, pending.Envelope, builder.Add(pending.Envelope, clock)));
        }

        if (builder.Count == 0)
            return;

        var block = builder.Seal();
        Remember(new OrderedBlock(block.Info.Number, [.. block.Entries.Select(entry => DecodedEnvelope.OfEntry(entry.Bytes))]));
        cut.Beat();
        try
        {
            peer.Commit(block);
        }
        catch
        {
            // It may be there all the same: then the store shows it.
            Forget(block.Info.Number);
            throw;
        }
    }

    private static SubmitResult.Busy NotJudged { get; } = new(new OutageReason("it was not judged", "尚未审核"));

    /// <summary>
    /// Settles what needs no ordering, and verifies the signature: on the caller's thread, so that those of many callers are
    /// verified side by side.
    /// </summary>
    private bool TryTake(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out DecodedEnvelope? envelope, [NotNullWhen(false)] out SubmitResult? answer)
    {
        try
        {
            if (!SubmitIntake.TryTake(peer, bytes, out envelope, out answer))
                return false;

            peer.VerifyAhead([envelope]);
            return true;
        }
        catch (StoreException e) when (e is not StoreDamagedException)
        {
            peer.Wait(e);
            throw Unavailable(e);
        }
    }

    private static SubmitResult Answer(ulong block, DecodedEnvelope envelope, Judgement judgement) => judgement.Outcome switch
    {
        JudgementOutcome.Accepted => new SubmitResult.Admitted(block, envelope.LeafHash, judgement.Verdict.Findings),
        JudgementOutcome.Duplicate => new SubmitResult.Duplicate(envelope.LeafHash),
        JudgementOutcome.Conflict => new SubmitResult.Conflict(judgement.Recorded!),
        _ => new SubmitResult.Refused(judgement.Verdict),
    };

    private void FailAll(List<(PendingEnvelope Pending, SubmitResult Result)> answers, Exception e)
    {
        queue.Writer.TryComplete();
        FailQueued(answers, e);
    }

    private OrderingUnavailableException Unavailable(StoreException e) =>
        new(peer.DiskOutage
            ?? new($"the disk of the ordering node did not take or give what was asked: {e.Message.TrimEnd('.')}", $"排序节点的磁盘未能读写：{e.Message.TrimEnd('.')}"), e);

    private void FailQueued(List<(PendingEnvelope Pending, SubmitResult Result)> answers, Exception e)
    {
        foreach (var (pending, _) in answers)
            pending.Fail(e);

        while (queue.Reader.TryRead(out var pending))
            pending.Fail(e);
    }

    private void Remember(OrderedBlock block)
    {
        lock (gate)
        {
            recent[block.Number] = block;
            if (recent.Count > RecentBlocks)
                recent.Remove(recent.Keys.First());
        }
    }

    private void Forget(ulong number)
    {
        lock (gate)
        {
            recent.Remove(number);
        }
    }

    private OrderedBlock? Recent(ulong number)
    {
        lock (gate)
        {
            return recent.GetValueOrDefault(number);
        }
    }

    private OrderedBlock Stored(ulong number)
    {
        var info = peer.Reader.ReadBlock(number)!;
        return new OrderedBlock(number, [.. peer.Reader.ReadEntries(info.FirstEntry, info.EntryCount).Select(DecodedEnvelope.OfEntry)]);
    }
}
