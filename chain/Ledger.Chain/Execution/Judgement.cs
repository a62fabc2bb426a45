using Ledger.Log;

namespace Ledger.Chain;

/// <summary>The result of judging one envelope over a state. Two are the same only when they are one object.</summary>
/// <param name="outcome">What became of it.</param>
/// <param name="verdict">Findings and pages read.</param>
/// <param name="writes">When accepted: every key changed with its new page, null for a deletion, in ordinal order, the
/// envelope's own <c>seq/</c> key among them. Empty otherwise.</param>
/// <param name="recorded">Leaf hash (32 bytes) recorded under the number, for a duplicate or conflict.</param>
public sealed class Judgement(
    JudgementOutcome outcome,
    Verdict verdict,
    IReadOnlyList<KeyValuePair<string, byte[]?>> writes,
    byte[]? recorded = null)
{
    private SealedWrites? sealedWrites;

    /// <summary>What became of it.</summary>
    public JudgementOutcome Outcome => outcome;

    /// <summary>Findings and pages read.</summary>
    public Verdict Verdict => verdict;

    /// <summary>Every key changed with its new page, null for a deletion, in ordinal order; empty unless accepted.</summary>
    public IReadOnlyList<KeyValuePair<string, byte[]?>> Writes => writes;

    /// <summary>Leaf hash (32 bytes) recorded under the number, for a duplicate or conflict.</summary>
    public byte[]? Recorded => recorded;

    /// <summary><see cref="Writes"/> as they are sealed; hashed when first asked for.</summary>
    internal SealedWrites Sealed => sealedWrites ??= SealedWrites.Of(Writes);

    /// <summary>Refusal of bytes that are no envelope.</summary>
    /// <param name="fault">What is wrong with them.</param>
    public static Judgement Malformed(LogFault fault) =>
        new(JudgementOutcome.Refused, new Verdict(false, -1, [ChainFindings.Malformed(fault)], []), []);
}
