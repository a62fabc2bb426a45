using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// F-06 权利人义务人不得重复: nobody stands on both sides of one deed, except where co-owners make one of them the sole
/// owner (共有→单独).
/// </summary>
internal static class SidesDiffer
{
    public static readonly Rule F06 = Rule.Reject("F-06", "权利人义务人不得重复", "no duplicate party", "registry practice");

    /// <summary>Checks the parties of one unit.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="sale">The unit.</param>
    /// <param name="stated">How a value of the contract is shown: of the event that signs it, or of its page.</param>
    public static void Check(Judgement judgement, UnitSale sale, Func<Wording, object?, FindingValue> stated)
    {
        var both = sale.Sellers.Select(part => part.Party).Intersect(sale.Buyers.Select(part => part.Party)).ToList();
        if (both.Count == 0)
            return;
        var split = sale.Pages.LiveTitle is { } title
            && title.CoOwnership != CoOwnership.Single
            && (sale.Outcome?.CoOwnership ?? sale.Unit.BuyerCoOwnership) == CoOwnership.Single;
        if (split)
            return;
        judgement.Fail(
            F06,
            new($"单元{sale.Code}的同一当事人既是出卖人又是买受人", $"the same party is both seller and buyer of unit {sale.Code}"),
            new("只有共有转单独所有时，共有人才可同时为双方", "a co-owner stands on both sides only where joint ownership becomes sole"),
            stated(new("重复的当事人", "party on both sides"), Labels.Parties(both)),
            sale.Pages.Title.Says(new("共有方式", "co-ownership"), sale.Pages.Title.Body?.CoOwnership));
    }
}
