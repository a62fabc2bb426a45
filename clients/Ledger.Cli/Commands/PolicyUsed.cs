using System.Security.Cryptography;
using Ledger.Client;
using Ledger.Facts;
using Ledger.Log;
using Ledger.Verifier;

namespace Ledger.Cli;

/// <summary>The policy that evidence was verified under: whoever shows a result names it, for under another one it may be none.</summary>
/// <param name="File">Path of the file.</param>
/// <param name="Sha256">SHA-256 of the file, as <c>sha256sum</c> gives it.</param>
/// <param name="Policy">What it says.</param>
internal sealed record PolicyUsed(string File, string Sha256, Policy Policy)
{
    /// <summary>Reads a policy file.</summary>
    /// <exception cref="FileFault">It is none.</exception>
    public static PolicyUsed Read(string path)
    {
        var bytes = Files.ReadBytes(path, SignedNote.MaxBytes + 1);
        if (FileKind.Of(bytes) is { } kind && kind != FileKind.Policy)
            throw new FileFault(path, $"是{kind.Chinese}，不是策略文件", $"is {kind.English}, no policy file");

        return Ledger.Log.Policy.TryParse(Files.ReadText(path, TextEncoding.Default, SignedNote.MaxBytes), out var read, out var fault)
            ? new(path, Convert.ToHexStringLower(SHA256.HashData(bytes)), read)
            : throw new FileFault(path, fault.Chinese, fault.English);
    }

    /// <summary>What is at fault when evidence does not verify: itself, or the policy that it was held against.</summary>
    /// <param name="report">The report.</param>
    public (string AtFault, Wording Advice)? Blame(CertificateReport report)
    {
        if (report.Fault is not { } fault)
            return null;
        if (!fault.Code.StartsWith("policy.", StringComparison.Ordinal))
        {
            return ("evidence", new(
                "问题在证据文件（被改动、截断或伪造），与策略无关：请向出具者重新索取",
                "the evidence file is at fault, not the policy: it was changed, cut short or forged; ask its issuer for it anew"));
        }

        var origin = OriginOf(report);
        var known = Policy.Logs.Select(static log => log.Name).Distinct(StringComparer.Ordinal).ToList();
        if (origin is not null && !known.Contains(origin, StringComparer.Ordinal))
        {
            return ("policy", new(
                $"策略不适用：证据属于账本 {origin}，策略只列 {string.Join("、", known)}；请使用该账本的策略",
                $"the policy is of another ledger: the evidence is of {origin}, the policy names {string.Join(", ", known)}; take the policy of that ledger"));
        }

        return fault.Code == "policy.no-quorum"
            ? ("evidence", new(
                "证据的联署不足：请稍后重新索取；若部门已更换密钥，则策略已过时",
                "the evidence bears too few cosignatures: ask for newer evidence; or the policy is out of date, when a department has new keys since"))
            : ("policy", new(
                "账本名称相符，但没有策略所列密钥的签名：策略过时（密钥已更换），或证据系伪造；请先向可信来源核对策略指纹",
                "the ledger's name is the policy's, but none of the policy's keys signed: the policy is out of date, or the evidence forged; first compare the policy's fingerprint with a source that you trust"));
    }

    private static string? OriginOf(CertificateReport report) =>
        report.File is { } file && TlogProof.TryParse(file.TlogProof, out var proof, out _) && Checkpoint.TryParse(proof.Note.Text, out var checkpoint, out _)
            ? checkpoint.Origin
            : null;
}
