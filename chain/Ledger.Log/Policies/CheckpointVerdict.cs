namespace Ledger.Log;

/// <summary>What a policy says of a checkpoint note.</summary>
public sealed class CheckpointVerdict
{
    /// <summary>How far in the reader's future a cosignature may lie and still date the evidence.</summary>
    public static readonly TimeSpan MaxClockSkew = TimeSpan.FromMinutes(5);

    private readonly Policy? policy;

    private CheckpointVerdict(Policy? policy, Checkpoint? checkpoint, IReadOnlyList<VerifiedSignature> signatures, LogFault? fault)
    {
        this.policy = policy;
        Checkpoint = checkpoint;
        Signatures = signatures;
        Fault = fault;
    }

    /// <summary>Whether the checkpoint is valid under the policy.</summary>
    [MemberNotNullWhen(true, nameof(Checkpoint))]
    [MemberNotNullWhen(false, nameof(Fault))]
    public bool IsValid => Fault is null;

    /// <summary>The checkpoint; null when it was refused.</summary>
    public Checkpoint? Checkpoint { get; }

    /// <summary>The lines of the policy's keys, verified; empty when the note was refused.</summary>
    public IReadOnlyList<VerifiedSignature> Signatures { get; }

    /// <summary>Why the note was refused.</summary>
    public LogFault? Fault { get; }

    /// <summary>
    /// The evidence time: the latest T such that cosignatures with time ≥ T satisfy the quorum,
    /// leaving out those more than <see cref="MaxClockSkew"/> in the reader's future. Null when
    /// the note was refused, when the policy asks for no cosignature, or when too few
    /// cosignatures remain.
    /// </summary>
    /// <param name="now">The reader's clock.</param>
    public DateTimeOffset? EvidenceTime(DateTimeOffset now)
    {
        var latest = Math.Min(now.ToUnixTimeSeconds() + (long)MaxClockSkew.TotalSeconds, DateTimeOffset.MaxValue.ToUnixTimeSeconds());
        return latest >= 0 && policy?.EvidenceTime(Signatures, (ulong)latest) is { } seconds
            ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
            : null;
    }

    internal static CheckpointVerdict Accepted(Policy policy, Checkpoint checkpoint, IReadOnlyList<VerifiedSignature> signatures) =>
        new(policy, checkpoint, signatures, fault: null);

    internal static CheckpointVerdict Refused(LogFault fault) => new(policy: null, checkpoint: null, [], fault);
}
