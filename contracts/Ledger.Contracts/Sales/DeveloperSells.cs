using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-06 for a new-build sale: before the first registration the permit's developer sells, whole; afterwards an organisation that
/// holds the title since then. A person sells as stock.
/// </summary>
internal static class DeveloperSells
{
    private static readonly Wording Sellers = new("出卖人", "sellers");

    /// <summary>The seller is the developer of the permit.</summary>
    public static void CheckPermit(Judgement judgement, AgreedUnit unit, PageView<PermitPage> permit)
    {
        if (permit.Body is not { } page
            || (unit.Sale is { IsWhole: true, Sellers: [{ Signs: true, Share: null, Group: 0 } seller] } && seller.Party.CreditCode == page.Developer))
        {
            return;
        }

        judgement.Fail(
            SellersOwn.C06,
            new($"单元{unit.Code}：预售须由许可的开发企业出卖全部产权", $"unit {unit.Code}: in a pre-sale the permit's developer sells the whole"),
            new("请填写许可的开发企业为唯一出卖人", "name the permit's developer as the only seller, of the whole"),
            unit.In("sellers")(Sellers, Labels.Parties(unit.Sale.Sellers.Select(static part => part.Party))),
            permit.Says(new("开发企业", "developer"), page.Developer));
    }

    /// <summary>The seller is an organisation whose title comes from the first registration.</summary>
    public static void CheckTitle(Judgement judgement, AgreedUnit unit)
    {
        var title = unit.Sale.Pages.LiveTitle!;
        if (title is { ContractNumber: "", Basis: "" } && unit.Sale.Sellers.All(static part => part.Party.Kind == PartyKind.Organisation))
            return;
        judgement.Fail(
            SellersOwn.C06,
            new($"单元{unit.Code}：增量房由首次登记的开发企业出卖", $"unit {unit.Code}: new-build homes are sold by the developer that had them registered first"),
            new("已转移过的房屋或自然人出卖的，请按存量房签订", "sell as stock what was transferred before or is sold by a person"),
            unit.In("sellers")(Sellers, Labels.Parties(unit.Sale.Sellers.Select(static part => part.Party))),
            unit.Sale.Pages.Title.Says(new("取得依据", "basis of the title"), title.Basis.Length > 0 ? title.Basis : title.ContractNumber));
    }
}
