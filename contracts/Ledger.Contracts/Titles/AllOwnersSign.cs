using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>C-27 for an act that changes how everybody holds: all owners sign, whatever majority a disposal needs.</summary>
internal static class AllOwnersSign
{
    public static readonly Rule C27 = CoOwnersConsent.C27 with { Aspect = "all owners" };

    public static void Check(Judgement judgement, IReadOnlyCollection<Party> signing, string path, PageView<TitlePage> title)
    {
        var missing = title.Body!.Owners.Select(static owner => owner.Party).Distinct().Where(owner => !signing.Contains(owner)).ToList();
        if (missing.Count == 0)
            return;
        judgement.Fail(
            C27,
            new("共有性质变更须全体权利人签署", "all owners sign a change of co-ownership"),
            new("请取得全体权利人签署", "obtain the signature of every owner"),
            Labels.InEvent(new("签署人", "who signed"), Labels.Parties(signing), path),
            title.Says(new("未签署的权利人", "owners who did not sign"), Labels.Parties(missing)));
    }
}
