using Ledger.Log;

namespace Ledger.Chain;

/// <summary>The result of judging one envelope over a state.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Verdict">Findings and pages read.</param>
/// <param name="Writes">When accepted: every key changed with its new page, null for a deletion, in ordinal order, the
/// envelope's own <c>seq/</c> key among them. Empty otherwise.</param>
/// <param name="Recorded">Leaf hash (32 bytes) recorded under the number, for a duplicate or conflict.</param>
public sealed record Judgement(
    JudgementOutcome Outcome,
    Verdict Verdict,
    IReadOnlyList<KeyValuePair<string, byte[]?>> Writes,
    byte[]? Recorded = null)
{
    private SealedWrites? sealedWrites;

    /// <summary><see cref="Writes"/> as they are sealed; hashed when first asked for.</summary>
    internal SealedWrites Sealed => sealedWrites ??= SealedWrites.Of(Writes);

    /// <summary>Refusal of bytes that are no envelope.</summary>
    /// <param name="fault">What is wrong with them.</param>
    public static Judgement Malformed(LogFault fault) =>
        new(JudgementOutcome.Refused, new Verdict(false, -1, [ChainFindings.Malformed(fault)], []), []);
}
