using Ledger.Log;
using Ledger.V1;

namespace Ledger.Verifier;

/// <summary>
/// From a seal to the signatures: the seal is the last leaf of a checkpoint that is valid under the policy, and so is its state
/// root. Never throws on hostile input.
/// </summary>
public static class SealedState
{
    /// <summary>Reads a seal's entry and checks its place against a checkpoint proof; the checkpoint is judged by the caller.</summary>
    /// <param name="entry">The entry's bytes.</param>
    /// <param name="tlogProof">The proof file of the seal.</param>
    /// <param name="judge">Judges the proof's checkpoint under the reader's policy.</param>
    /// <param name="seal">The seal when the result is null.</param>
    /// <param name="verdict">The checkpoint's verdict when the result is null.</param>
    /// <returns>Null when everything holds; else why not.</returns>
    public static LogFault? Check(
        ReadOnlySpan<byte> entry, string tlogProof, Func<SignedNote, CheckpointVerdict> judge, out Seal? seal, out CheckpointVerdict? verdict)
    {
        ArgumentNullException.ThrowIfNull(judge);
        seal = null;
        verdict = null;
        if (!EntryCodec.TryParse(entry, out var parsed, out var fault))
            return fault;

        if (parsed.EntryCase != LogEntry.EntryOneofCase.Seal)
            return new LogFault("seal.none", $"the entry is a {parsed.EntryCase}, expected a seal", $"条目是 {parsed.EntryCase}，应为封印");

        if (!TlogProof.TryParse(tlogProof, out var proof, out fault))
            return fault;

        var result = proof.Verify(EntryCodec.LeafHash(entry), judge(proof.Note));
        if (!result.IsValid)
            return result.Fault;

        if (proof.Index != result.Checkpoint.Size - 1)
        {
            return new LogFault(
                "seal.not-last",
                $"the seal is leaf {proof.Index} of {result.Checkpoint.Size}; the last one is wanted",
                $"封印是第 {proof.Index} 个叶（共 {result.Checkpoint.Size}）；应为最后一个");
        }

        fault = SealChain.CheckClosesCheckpoint(parsed.Seal, result.Checkpoint.Size);
        if (fault is null)
        {
            seal = parsed.Seal;
            verdict = result;
        }

        return fault;
    }
}
