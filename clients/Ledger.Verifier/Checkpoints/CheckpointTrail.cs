using System.Collections.Concurrent;
using Ledger.Log;

namespace Ledger.Verifier;

/// <summary>
/// The checkpoints of one ledger that this process has verified: each valid under the policy, and all prefixes of one
/// another. A note is judged once and a checkpoint joined once, however many receipts stand on it, so one trail is shared by
/// every client of the process. Safe for use by several threads.
/// </summary>
public sealed class CheckpointTrail
{
    /// <summary>Sizes and notes remembered; older ones are asked for again when they come up.</summary>
    private const int Remembered = 4096;

    private readonly string origin;
    private readonly Policy policy;
    private readonly ICheckpointMemory memory;
    private readonly TimeProvider clock;
    private readonly ConcurrentDictionary<string, Lazy<CheckpointVerdict>> verdicts = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> verdictOrder = new();
    private readonly Lock gate = new();
    private readonly Dictionary<ulong, (Checkpoint Checkpoint, string Note)> known = [];
    private readonly Queue<ulong> knownOrder = new();
    private readonly Dictionary<Checkpoint, Task> joining = [];
    private Checkpoint? latest;
    private string? latestNote;
    private volatile SignedNote? newest;

    /// <summary>A trail that goes on from what the memory holds.</summary>
    /// <param name="origin">Name of the ledger.</param>
    /// <param name="policy">Whom the reader trusts.</param>
    /// <param name="memory">Keeps the newest checkpoint and alarms; null: this process only.</param>
    /// <param name="clock">Dates alarms; null: the system's.</param>
    /// <exception cref="UntrustedReplyException">The checkpoint remembered is damaged, or of another ledger.</exception>
    public CheckpointTrail(string origin, Policy policy, ICheckpointMemory? memory = null, TimeProvider? clock = null)
    {
        this.origin = origin;
        this.policy = policy;
        this.memory = memory ?? new VolatileCheckpointMemory();
        this.clock = clock ?? TimeProvider.System;
        if (this.memory.LoadLatest(origin) is { } note)
            Remember(Recall(Parse(note)), note);
    }

    /// <summary>Whom the reader trusts.</summary>
    internal Policy Policy => policy;

    /// <summary>The largest checkpoint verified; null before the first.</summary>
    public Checkpoint? Latest
    {
        get
        {
            lock (gate)
            {
                return latest;
            }
        }
    }

    /// <summary>The note judged valid last, as it was read; null before the first. Whoever reads the next one need not read the same again.</summary>
    internal SignedNote? LastAccepted => newest;

    /// <summary>Size of <see cref="Latest"/>; 0 before the first.</summary>
    public ulong LatestSize => Latest?.Size ?? 0;

    /// <summary>Verifies a checkpoint and joins it to the trail.</summary>
    /// <param name="note">The note as received.</param>
    /// <param name="offered">A consistency proof that came with it; null when there was none.</param>
    /// <param name="fetch">Asks for the consistency proof between two sizes, smaller first.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <returns>The verdict, valid.</returns>
    /// <exception cref="UntrustedReplyException">Not valid under the policy, of another ledger, or not shown to be consistent.</exception>
    /// <exception cref="ForkException">A fork; the alarm has been kept.</exception>
    public async Task<CheckpointVerdict> AcceptAsync(
        SignedNote note,
        OfferedConsistency? offered,
        Func<ulong, ulong, CancellationToken, Task<IReadOnlyList<byte[]>>> fetch,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(note);
        ArgumentNullException.ThrowIfNull(fetch);
        var verdict = Judge(note);
        var checkpoint = verdict.Checkpoint!;
        while (true)
        {
            TaskCompletionSource? turn = null;
            Task? others;
            (Checkpoint Checkpoint, string Note) anchor;
            lock (gate)
            {
                if (IsKnown(checkpoint, note))
                    return verdict;

                if (latest is null || (offered is not null && Continues(checkpoint, offered)))
                {
                    Join(checkpoint, note.ToString());
                    return verdict;
                }

                anchor = AnchorOf(checkpoint);
                if (!joining.TryGetValue(checkpoint, out others))
                {
                    turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
                    joining.Add(checkpoint, turn.Task);
                }
            }

            if (turn is null)
            {
                // Somebody asks about this very checkpoint already.
                await others!.WaitAsync(cancellationToken);
                continue;
            }

            try
            {
                if (await JoinAsync(checkpoint, note, anchor, fetch, cancellationToken))
                    return verdict;
            }
            finally
            {
                lock (gate)
                {
                    joining.Remove(checkpoint);
                }

                turn.SetResult();
            }
        }
    }

    /// <summary>Joins a checkpoint shown to be a prefix of its anchor, or to continue it.</summary>
    /// <returns>False when a newer one was joined meanwhile, which this one must be compared with too.</returns>
    private async Task<bool> JoinAsync(
        Checkpoint checkpoint,
        SignedNote note,
        (Checkpoint Checkpoint, string Note) anchor,
        Func<ulong, ulong, CancellationToken, Task<IReadOnlyList<byte[]>>> fetch,
        CancellationToken cancellationToken)
    {
        var (older, newer) = checkpoint.Size < anchor.Checkpoint.Size ? (checkpoint, anchor.Checkpoint) : (anchor.Checkpoint, checkpoint);
        var path = await fetch(older.Size, newer.Size, cancellationToken);
        var result = MerkleVerifier.Consistency(older.Size, older.Root.Span, newer.Size, newer.Root.Span, path);
        lock (gate)
        {
            if (result != MerkleResult.Valid)
            {
                throw Fork(anchor.Note, note, new LogFault(
                    "checkpoint.inconsistent",
                    $"the checkpoint of size {newer.Size} is not shown to continue the one of size {older.Size} ({result})",
                    $"未能证明大小为 {newer.Size} 的检查点延续大小为 {older.Size} 的检查点（{result}）"));
            }

            if (IsKnown(checkpoint, note))
                return true;

            if (newer.Equals(checkpoint) && !anchor.Checkpoint.Equals(latest))
                return false;

            Join(checkpoint, note.ToString());
            return true;
        }
    }

    /// <summary>Whether it is one of those known; another root at a known size is a fork. Under the lock.</summary>
    private bool IsKnown(Checkpoint checkpoint, SignedNote note)
    {
        if (!known.TryGetValue(checkpoint.Size, out var same))
            return false;

        return checkpoint.Equals(same.Checkpoint) ? true : throw Fork(same.Note, note, TwoRoots(checkpoint.Size));
    }

    /// <summary>
    /// Whether the proof that came along shows that it continues the newest one known. One that starts at an older one does
    /// not do: two histories may part after it. Under the lock.
    /// </summary>
    private bool Continues(Checkpoint checkpoint, OfferedConsistency offered) =>
        latest is { } newest && offered.First == newest.Size && checkpoint.Size > newest.Size
        && MerkleVerifier.Consistency(newest.Size, newest.Root.Span, checkpoint.Size, checkpoint.Root.Span, offered.Path) == MerkleResult.Valid;

    /// <summary>
    /// The one it must be compared with: the next larger one known, which continues all smaller ones, or else the newest.
    /// Under the lock.
    /// </summary>
    private (Checkpoint Checkpoint, string Note) AnchorOf(Checkpoint checkpoint)
    {
        var larger = known.Keys.Where(size => size > checkpoint.Size).DefaultIfEmpty().Min();
        return larger == 0 ? (latest!, latestNote!) : known[larger];
    }

    /// <summary>
    /// The checkpoint that the memory holds. It was verified before it was kept: where a department has other keys since and the policy was
    /// renewed, it lacks signatures of the present ones, and what comes must continue it all the same.
    /// </summary>
    private Checkpoint Recall(SignedNote note)
    {
        var verdict = policy.Verify(note);
        return verdict.Fault is { } fault && fault.Code.StartsWith("policy.", StringComparison.Ordinal)
            && Checkpoint.TryParse(note.Text, out var before, out _) && before.Origin == origin
            ? before
            : Judge(note).Checkpoint!;
    }

    private static SignedNote Parse(string note) =>
        SignedNote.TryParse(note, out var parsed, out var fault) ? parsed : throw new UntrustedReplyException(fault);

    private CheckpointVerdict Judge(SignedNote note)
    {
        var text = note.ToString();
        var lazy = verdicts.GetOrAdd(text, key =>
        {
            verdictOrder.Enqueue(key);
            return new Lazy<CheckpointVerdict>(() => policy.Verify(note));
        });
        while (verdicts.Count > Remembered && verdictOrder.TryDequeue(out var oldest))
            verdicts.TryRemove(oldest, out _);

        var verdict = lazy.Value;
        if (!verdict.IsValid)
            throw new UntrustedReplyException(verdict.Fault);

        if (verdict.Checkpoint.Origin != origin)
        {
            throw new UntrustedReplyException(new LogFault(
                "checkpoint.other-origin",
                $"the checkpoint is of the ledger '{verdict.Checkpoint.Origin}', expected '{origin}'",
                $"检查点属于账本“{verdict.Checkpoint.Origin}”，应为“{origin}”"));
        }

        newest = note;
        return verdict;
    }

    private void Join(Checkpoint checkpoint, string note)
    {
        if (known.TryGetValue(checkpoint.Size, out _))
            return;

        if (latest is null || checkpoint.Size > latest.Size)
            memory.SaveLatest(origin, note);

        Remember(checkpoint, note);
    }

    private void Remember(Checkpoint checkpoint, string note)
    {
        known[checkpoint.Size] = (checkpoint, note);
        knownOrder.Enqueue(checkpoint.Size);
        if (latest is null || checkpoint.Size > latest.Size)
        {
            latest = checkpoint;
            latestNote = note;
        }

        while (knownOrder.Count > Remembered && knownOrder.TryDequeue(out var oldest))
        {
            if (oldest == latest.Size)
            {
                knownOrder.Enqueue(oldest);
                break;
            }

            known.Remove(oldest);
        }
    }

    private ForkException Fork(string seen, SignedNote shown, LogFault fault)
    {
        var alarm = new CheckpointAlarm(origin, clock.GetUtcNow(), fault.Code, seen, shown.ToString());
        memory.SaveAlarm(alarm);
        return new ForkException(fault, alarm.Seen, alarm.Shown);
    }

    private static LogFault TwoRoots(ulong size) => new(
        "checkpoint.fork",
        $"two valid checkpoints of size {size} have different roots: the ledger shows two histories",
        $"大小为 {size} 的两个有效检查点的根不同：账本出示了两种历史");
}
