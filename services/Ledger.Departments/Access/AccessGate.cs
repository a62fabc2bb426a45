using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;

namespace Ledger.Departments;

/// <summary>Whether who holds a certificate may call a method.</summary>
internal sealed class AccessGate(CertificateJudge judge)
{
    /// <summary>Judges a call.</summary>
    /// <param name="method">Full name of the method, with its leading slash.</param>
    /// <param name="certificate">The connection's certificate, or the lack of one.</param>
    /// <param name="caller">Who calls; null when it is not known, which some methods allow.</param>
    /// <param name="refusal">Why it may not.</param>
    public bool Admits(string method, X509Certificate2? certificate, out Caller? caller, [NotNullWhen(false)] out AccessRefusal? refusal)
    {
        var allowed = AccessTable.Allowed(method);
        var decision = judge.Judge(certificate);
        caller = decision.Caller;
        // Where nobody need say who calls, a certificate without a part, a bank's node's say, does no harm.
        refusal = allowed.HasFlag(CallerKind.Anonymous) ? null
            : caller is null ? decision.Refusal
            : (allowed & caller.Kind) == CallerKind.None ? NotAllowed(method, caller, allowed)
            : null;
        return refusal is null;
    }

    private static AccessRefusal NotAllowed(string method, Caller caller, CallerKind allowed) => new(
        StatusCode.PermissionDenied,
        Convert.ToHexStringLower(caller.Fingerprint),
        $"成员 {caller.Member.Organisation} 的 {caller.Role} 证书（{caller.Kind}）不得调用 {method}；允许：{allowed}。",
        $"A certificate of member {caller.Member.Organisation} with role {caller.Role} ({caller.Kind}) may not call {method}; allowed: {allowed}.");
}
