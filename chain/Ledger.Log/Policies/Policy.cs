using System.Globalization;

namespace Ledger.Log;

/// <summary>
/// Whom a reader trusts (C2SP tlog-policy): a checkpoint is valid when one of the logs has
/// signed it and the quorum of cosigners has cosigned it. Keys are parsed once; keep the
/// object. Safe for use by several threads.
/// </summary>
public sealed class Policy
{
    private readonly VerifierKeySet keys;

    internal Policy(IReadOnlyList<VerifierKey> logs, IReadOnlyList<PolicyWitness> witnesses, PolicyNode? quorum)
    {
        Logs = logs;
        Witnesses = witnesses;
        Quorum = quorum;
        keys = new VerifierKeySet(logs.Concat(witnesses.Select(witness => witness.Key)));
    }

    /// <summary>The log keys, any of which suffices. The key name is the log's origin.</summary>
    public IReadOnlyList<VerifierKey> Logs { get; }

    /// <summary>The cosigners.</summary>
    public IReadOnlyList<PolicyWitness> Witnesses { get; }

    /// <summary>Who must have cosigned; null for <c>quorum none</c>.</summary>
    public PolicyNode? Quorum { get; }

    /// <summary>Makes the policy "any of these logs, at least k of these cosigners".</summary>
    /// <param name="logs">Log keys, at least one.</param>
    /// <param name="cosigners">Cosigner keys by a short name, at least one.</param>
    /// <param name="threshold">From 1 to the number of cosigners.</param>
    /// <exception cref="LogFormatException">The parts make no valid policy.</exception>
    public static Policy Create(IEnumerable<VerifierKey> logs, IReadOnlyList<KeyValuePair<string, VerifierKey>> cosigners, int threshold) =>
        Parse(Write(logs, cosigners, threshold));

    /// <summary>Writes the policy file "any of these logs, at least k of these cosigners".</summary>
    /// <inheritdoc cref="Create"/>
    public static string Write(IEnumerable<VerifierKey> logs, IReadOnlyList<KeyValuePair<string, VerifierKey>> cosigners, int threshold)
    {
        ArgumentNullException.ThrowIfNull(logs);
        ArgumentNullException.ThrowIfNull(cosigners);
        var rule = threshold == cosigners.Count ? "all" : threshold.ToString(CultureInfo.InvariantCulture);
        IEnumerable<string> lines =
        [
            .. logs.Select(log => $"log {log}"),
            .. cosigners.Select(cosigner => $"witness {cosigner.Key} {cosigner.Value}"),
            $"group departments {rule} {string.Join(' ', cosigners.Select(cosigner => cosigner.Key))}",
            "quorum departments",
        ];
        return string.Concat(lines.Select(line => line + "\n"));
    }

    /// <summary>Reads a policy file.</summary>
    /// <exception cref="LogFormatException">The policy is malformed; the message names the line.</exception>
    public static Policy Parse(string text) =>
        TryParse(text, out var policy, out var fault) ? policy : throw new LogFormatException(fault);

    /// <summary>Reads a policy file; on refusal gives the reason with its line.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Policy? policy, [NotNullWhen(false)] out LogFault? fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new PolicyParser().TryParse(text, out policy, out fault);
    }

    /// <summary>
    /// Judges a checkpoint note. Every line of a known key must verify; one of the logs whose
    /// name is the checkpoint's origin must have signed; the cosignatures must satisfy the
    /// quorum. Never throws on any note.
    /// </summary>
    public CheckpointVerdict Verify(SignedNote note)
    {
        ArgumentNullException.ThrowIfNull(note);
        if (!Checkpoint.TryParse(note.Text, out var checkpoint, out var fault)
            || !keys.TryVerify(note, out var signatures, out fault))
        {
            return CheckpointVerdict.Refused(fault);
        }

        return Judge(checkpoint, signatures);
    }

    /// <summary>Judges a checkpoint by signatures of it that were verified before.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="signatures">Verified signatures of this very checkpoint; those of keys the policy does not name are left out.</param>
    public CheckpointVerdict Judge(Checkpoint checkpoint, IReadOnlyList<VerifiedSignature> signatures)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        ArgumentNullException.ThrowIfNull(signatures);
        var logged = signatures.Any(s => s.Key.Type == SignatureType.Ed25519 && s.Key.Name == checkpoint.Origin && Logs.Contains(s.Key));
        if (!logged)
        {
            return CheckpointVerdict.Refused(new(
                "policy.no-log-signature",
                $"the checkpoint of '{Excerpt.Of(checkpoint.Origin)}' bears no signature of a log of the policy",
                $"“{Excerpt.Of(checkpoint.Origin)}”的检查点没有策略所列日志的签名"));
        }

        var newest = NewestTimes(signatures, latest: ulong.MaxValue);
        if (Quorum is not null && Quorum.SatisfiedUntil(newest) is null)
        {
            var missing = string.Join(", ", Quorum.Missing(newest));
            return CheckpointVerdict.Refused(new(
                "policy.no-quorum",
                $"quorum '{Quorum.Name}' is not met; no cosignature of: {missing}. Ask again later or for newer evidence",
                $"未达到“{Quorum.Name}”的法定数；缺少下列联署：{missing}。请稍后再查或索取更新的证据"));
        }

        return CheckpointVerdict.Accepted(this, checkpoint, signatures);
    }

    /// <summary>Judges a checkpoint note given as text; malformed notes are refused.</summary>
    public CheckpointVerdict Verify(string note) =>
        SignedNote.TryParse(note, out var parsed, out var fault) ? Verify(parsed) : CheckpointVerdict.Refused(fault);

    /// <summary>Whether these cosignatures of one checkpoint, already verified, satisfy the quorum.</summary>
    public bool HasQuorum(IEnumerable<VerifiedSignature> signatures)
    {
        ArgumentNullException.ThrowIfNull(signatures);
        return Quorum is null || Quorum.SatisfiedUntil(NewestTimes(signatures, latest: ulong.MaxValue)) is not null;
    }

    /// <summary>Name in this policy of the cosigner that a key is of; the key's own name when the policy does not list it.</summary>
    internal string NameOf(VerifierKey key) => Witnesses.FirstOrDefault(witness => witness.Key.Equals(key))?.Name ?? key.Name;

    /// <summary>Latest POSIX second T such that cosignatures with T ≤ time ≤ <paramref name="latest"/> satisfy the quorum.</summary>
    internal ulong? EvidenceTime(IEnumerable<VerifiedSignature> signatures, ulong latest) =>
        Quorum?.SatisfiedUntil(NewestTimes(signatures, latest));

    private static Dictionary<VerifierKey, ulong> NewestTimes(IEnumerable<VerifiedSignature> signatures, ulong latest)
    {
        var newest = new Dictionary<VerifierKey, ulong>();
        foreach (var signature in signatures)
        {
            if (signature.Time is { } time && time <= latest && (!newest.TryGetValue(signature.Key, out var held) || held < time))
                newest[signature.Key] = time;
        }

        return newest;
    }
}
