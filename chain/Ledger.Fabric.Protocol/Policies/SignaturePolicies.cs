using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>
/// Evaluates signature policies, Fabric's AND, OR and OutOf over principals. Fabric's own algorithm, which is greedy:
/// rules are tried in order, each takes the first signer that fits, and a signer counts once.
/// </summary>
internal static class SignaturePolicies
{
    /// <summary>Why a policy does not compile; null if it does.</summary>
    public static string? Fault(SignaturePolicyEnvelope policy) =>
        policy.Version != 0 ? $"version {policy.Version} of signature policies is not known"
        : policy.Rule is null ? "the policy has no rule"
        : RuleFault(policy.Rule, policy.Identities.Count);

    /// <summary>Whether signers satisfy a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="signers">Distinct members whose signatures have been verified.</param>
    /// <param name="satisfies">Whether a member satisfies a principal.</param>
    public static bool IsSatisfied(SignaturePolicyEnvelope policy, IReadOnlyList<Member> signers, Func<Member, MSPPrincipal, bool> satisfies) =>
        Fault(policy) is null && Evaluate(policy.Rule, policy.Identities, signers, new bool[signers.Count], satisfies);

    private static bool Evaluate(
        SignaturePolicy rule, IList<MSPPrincipal> principals, IReadOnlyList<Member> signers, bool[] used, Func<Member, MSPPrincipal, bool> satisfies)
    {
        if (rule.TypeCase == SignaturePolicy.TypeOneofCase.SignedBy)
        {
            for (var i = 0; i < signers.Count; i++)
            {
                if (!used[i] && satisfies(signers[i], principals[rule.SignedBy]))
                {
                    used[i] = true;
                    return true;
                }
            }

            return false;
        }

        var met = 0;
        foreach (var inner in rule.NOutOf.Rules)
        {
            var tentative = (bool[])used.Clone();
            if (Evaluate(inner, principals, signers, tentative, satisfies))
            {
                met++;
                tentative.CopyTo(used, 0);
            }
        }

        return met >= rule.NOutOf.N;
    }

    private static string? RuleFault(SignaturePolicy rule, int principals) => rule.TypeCase switch
    {
        SignaturePolicy.TypeOneofCase.SignedBy => rule.SignedBy >= 0 && rule.SignedBy < principals ? null
            : $"the policy names principal {rule.SignedBy} of {principals}",
        SignaturePolicy.TypeOneofCase.NOutOf => rule.NOutOf.Rules.Select(r => RuleFault(r, principals)).FirstOrDefault(f => f is not null),
        _ => "the policy has an empty rule",
    };
}
