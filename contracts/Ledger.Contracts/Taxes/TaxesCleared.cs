using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-14 契税完税/减免, C-15 个税（土地增值税）完税 and C-16 实缴=应征: no recording before the taxes of the contract are cleared.
/// </summary>
internal static class TaxesCleared
{
    public static readonly Rule C14 = Rule.Reject("C-14", "契税完税/减免", "deed tax cleared", "契税法 10, 11");

    public static readonly Rule C15 = Rule.Reject("C-15", "个税（土地增值税）完税", "income tax or land appreciation tax cleared", "个人所得税法 15");

    public static readonly Rule C16 = Rule.Reject("C-16", "实缴=应征", "paid equals assessed", "tax record fields");

    /// <summary>实缴=应征, while payments are still coming in.</summary>
    public static readonly Rule C16Open = C16 with { Severity = Severity.Information, Aspect = "open" };

    /// <summary>C-14: the deed tax of every buyer is paid or exempted.</summary>
    public static void CheckDeedTax(
        Judgement judgement, IEnumerable<PartyAcrossUnits> buyers, Func<Wording, object?, FindingValue> stated, PageView<TaxPage> tax)
    {
        var accounts = Accounts(tax);
        foreach (var buyer in buyers)
        {
            Check(
                judgement, C14, tax, stated, accounts, buyer, TaxKind.Deed, TaxSide.Transferee,
                new("买受人的契税未完税或减免", "the deed tax of a buyer is neither paid nor exempted"));
        }
    }

    /// <summary>
    /// C-15: the income tax of every individual seller, and the land appreciation tax of every other seller and of
    /// everyone who sells a non-residential unit.
    /// </summary>
    public static void CheckSellerTaxes(
        Judgement judgement, IEnumerable<PartyAcrossUnits> sellers, Func<Wording, object?, FindingValue> stated, PageView<TaxPage> tax,
        IReadOnlyList<UnitSale> sales)
    {
        var accounts = Accounts(tax);
        foreach (var seller in sellers)
        {
            var individual = seller.Kind == PartyKind.Person;
            var nonResidential = sales.Any(sale => sale.Pages.LiveTitle is { } title
                && !title.IsResidential(judgement.City)
                && sale.Sellers.Any(part => part.Party.Equals(seller.At(sale.Index))));
            if (individual)
            {
                Check(
                    judgement, C15, tax, stated, accounts, seller, TaxKind.Income, TaxSide.Transferor,
                    new("个人出卖人的个人所得税未完税或减免", "the income tax of an individual seller is neither paid nor exempted"));
            }

            if (!individual || nonResidential)
            {
                Check(
                    judgement, C15, tax, stated, accounts, seller, TaxKind.LandAppreciation, TaxSide.Transferor,
                    new("出卖人的土地增值税未完税或减免", "the land appreciation tax of a seller is neither paid nor exempted"));
            }
        }
    }

    /// <summary>C-16: what was paid is what was assessed, to the fen.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="rule">The rule, or its open aspect while payments are still coming in.</param>
    /// <param name="key">The tax page's key and entry.</param>
    /// <param name="page">The taxes to look at.</param>
    public static void CheckPaid(Judgement judgement, Rule rule, PageView<TaxPage> key, TaxPage page)
    {
        foreach (var account in TaxAccount.Of(page).Where(account => account.PaidFen != account.OwedFen))
        {
            judgement.Fail(
                rule,
                new($"{CodeNames.Of(account.Tax)?.Chinese}的实缴与应征不符", $"what was paid of the {CodeNames.Of(account.Tax)?.English} is not what was assessed"),
                new("请补缴差额，或退还多缴税款", "pay the difference, or have the excess refunded"),
                key.Says(new("实缴", "paid"), Labels.Yuan(account.PaidFen)),
                key.Says(new("应征", "assessed"), Labels.Yuan(account.OwedFen)),
                key.Says(new("纳税人", "taxpayer"), Labels.Party(account.Taxpayer.At(0))));
        }
    }

    private static IReadOnlyList<TaxAccount> Accounts(PageView<TaxPage> tax) => tax.Body is { } page ? TaxAccount.Of(page) : [];

    private static void Check(
        Judgement judgement, Rule rule, PageView<TaxPage> tax, Func<Wording, object?, FindingValue> stated, IReadOnlyList<TaxAccount> accounts,
        PartyAcrossUnits taxpayer, TaxKind kind, TaxSide side, Wording what)
    {
        var account = accounts.FirstOrDefault(account => account.Tax == kind && account.Side == side && account.Taxpayer.Equals(taxpayer));
        if (account is { IsCleared: true })
            return;
        judgement.Fail(
            rule,
            what,
            new("请先缴清税款或办理减免", "pay the tax or have it exempted first"),
            stated(new("纳税人", "taxpayer"), Labels.Party(taxpayer.At(0))),
            tax.Says(new("应征", "assessed"), account is null ? Labels.Absent : Labels.Yuan(account.OwedFen)),
            tax.Says(new("实缴", "paid"), account is null ? Labels.Absent : Labels.Yuan(account.PaidFen)));
    }
}
