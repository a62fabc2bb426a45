using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>C-06 for a pre-sale permit: the developer is a live holder of the land.</summary>
internal static class DeveloperHoldsLand
{
    /// <summary>Checks who holds the land.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="developer">The developer.</param>
    /// <param name="land">The land's title.</param>
    public static void Check(Judgement judgement, FindingValue developer, PageView<TitlePage> land)
    {
        if (land.Body is { Status: TitleStatus.Registered } title && title.Owners.Any(owner => owner.Party.CreditCode == developer.Value))
            return;
        judgement.Fail(
            SellersOwn.C06,
            new("开发企业不是土地的登记权利人", "the developer is not the registered holder of the land"),
            new("请先登记土地使用权，或核对开发企业", "register the land right first, or check the developer"),
            developer,
            land.Says(new("登记簿记载", "registry book"), land.Body is { } page ? Labels.Parties(page.Owners.Select(owner => owner.Party)) : null));
    }
}
