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
        var latest = Latest(now);
        return latest >= 0 && policy?.EvidenceTime(Signatures, (ulong)latest) is { } seconds
            ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
            : null;
    }

    /// <summary>
    /// Why there is no evidence time: names the cosigners whose newest lines lie in the reader's future, and how far. Null when
    /// there is one, or the note was refused.
    /// </summary>
    /// <param name="now">The reader's clock.</param>
    public LogFault? EvidenceFault(DateTimeOffset now)
    {
        if (!IsValid || EvidenceTime(now) is not null)
            return null;

        if (policy!.Quorum is null)
        {
            return new(
                "certificate.undated",
                "no evidence time: the policy asks for no cosignature, and nothing else dates the evidence",
                "无法确定证据时间：策略不要求联署，没有其他依据");
        }

        var ahead = Ahead(now);
        return new(
            "certificate.time",
            "no evidence time: " + string.Join(", ", ahead.Select(line => $"the line of {line.Name} is {DurationText.English(line.By)} ahead of your clock"))
                + "; check this machine's clock, or get the evidence anew once that cosigner's clock is right",
            "无法确定证据时间：" + string.Join("，", ahead.Select(line => $"{line.Name}的联署比您的时钟快{DurationText.Chinese(line.By)}"))
                + "；请检查本机时钟，或待该联署方时钟恢复后重新取证");
    }

    /// <summary>Who cosigned, by the policy's names, with no line but in the reader's future, and by how much.</summary>
    /// <param name="now">The reader's clock.</param>
    public IReadOnlyList<(string Name, TimeSpan By)> Ahead(DateTimeOffset now)
    {
        var latest = Latest(now);
        return [.. Signatures
            .Where(signature => signature.Time is not null)
            .GroupBy(signature => signature.Key)
            .Select(lines => (lines.Key, Oldest: lines.Min(line => line.Time!.Value)))
            .Where(line => latest < 0 || line.Oldest > (ulong)latest)
            .Select(line => (policy!.NameOf(line.Key),
                TimeSpan.FromSeconds((long)Math.Min(line.Oldest, (ulong)DateTimeOffset.MaxValue.ToUnixTimeSeconds()) - now.ToUnixTimeSeconds())))];
    }

    /// <summary>Last POSIX second that is not in the reader's future.</summary>
    private static long Latest(DateTimeOffset now) =>
        Math.Min(now.ToUnixTimeSeconds() + (long)MaxClockSkew.TotalSeconds, DateTimeOffset.MaxValue.ToUnixTimeSeconds());

    internal static CheckpointVerdict Accepted(Policy policy, Checkpoint checkpoint, IReadOnlyList<VerifiedSignature> signatures) =>
        new(policy, checkpoint, signatures, fault: null);

    internal static CheckpointVerdict Refused(LogFault fault) => new(policy: null, checkpoint: null, [], fault);
}
