using System.Collections.Concurrent;
using Ledger.Log;

namespace Ledger.Client;

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
    private Checkpoint? latest;
    private string? latestNote;

    /// <summary>A trail that goes on from what the memory holds.</summary>
    /// <param name="origin">Name of the ledger.</param>
    /// <param name="policy">Whom the reader trusts.</param>
    /// <param name="memory">Keeps the newest checkpoint and alarms; null: this process only.</param>
    /// <param name="clock">Dates alarms; null: the system's.</param>
    /// <exception cref="UntrustedReplyException">The checkpoint remembered is not valid under the policy any more.</exception>
    public CheckpointTrail(string origin, Policy policy, ICheckpointMemory? memory = null, TimeProvider? clock = null)
    {
        this.origin = origin;
        this.policy = policy;
        this.memory = memory ?? new VolatileCheckpointMemory();
        this.clock = clock ?? TimeProvider.System;
        if (this.memory.LoadLatest(origin) is { } note)
        {
            Remember(Judge(Parse(note)).Checkpoint!, note);
        }
    }

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

    /// <summary>Note of <see cref="Latest"/>.</summary>
    public string? LatestNote
    {
        get
        {
            lock (gate)
            {
                return latestNote;
            }
        }
    }

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
        Checkpoint anchor;
        string anchorNote;
        lock (gate)
        {
            if (known.TryGetValue(checkpoint.Size, out var same))
            {
                return checkpoint.Equals(same.Checkpoint) ? verdict : throw Fork(same.Note, note, TwoRoots(checkpoint.Size));
            }

            if (latest is null)
            {
                Join(checkpoint, note.ToString());
                return verdict;
            }

            if (offered is not null && checkpoint.Size > offered.First && known.TryGetValue(offered.First, out var first)
                && MerkleVerifier.Consistency(offered.First, first.Checkpoint.Root.Span, checkpoint.Size, checkpoint.Root.Span, offered.Path) == MerkleResult.Valid)
            {
                Join(checkpoint, note.ToString());
                return verdict;
            }

            (anchor, anchorNote) = (latest, latestNote!);
        }

        var (older, newer) = checkpoint.Size < anchor.Size ? (checkpoint, anchor) : (anchor, checkpoint);
        var path = await fetch(older.Size, newer.Size, cancellationToken);
        var result = MerkleVerifier.Consistency(older.Size, older.Root.Span, newer.Size, newer.Root.Span, path);
        lock (gate)
        {
            if (result != MerkleResult.Valid)
            {
                throw Fork(anchorNote, note, new LogFault(
                    "checkpoint.inconsistent",
                    $"the checkpoint of size {newer.Size} is not shown to continue the one of size {older.Size} ({result})",
                    $"未能证明大小为 {newer.Size} 的检查点延续大小为 {older.Size} 的检查点（{result}）"));
            }

            Join(checkpoint, note.ToString());
        }

        return verdict;
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
        {
            verdicts.TryRemove(oldest, out _);
        }

        var verdict = lazy.Value;
        if (!verdict.IsValid)
        {
            throw new UntrustedReplyException(verdict.Fault);
        }

        return verdict.Checkpoint.Origin == origin
            ? verdict
            : throw new UntrustedReplyException(new LogFault(
                "checkpoint.other-origin",
                $"the checkpoint is of the ledger '{verdict.Checkpoint.Origin}', expected '{origin}'",
                $"检查点属于账本“{verdict.Checkpoint.Origin}”，应为“{origin}”"));
    }

    private void Join(Checkpoint checkpoint, string note)
    {
        if (known.TryGetValue(checkpoint.Size, out _))
        {
            return;
        }

        if (latest is null || checkpoint.Size > latest.Size)
        {
            memory.SaveLatest(origin, note);
        }

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
