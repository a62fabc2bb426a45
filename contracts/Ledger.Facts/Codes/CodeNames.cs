using Ledger.V1;

namespace Ledger.Facts;

/// <summary>What the codes of events and pages are called, in the words of the office.</summary>
public static partial class CodeNames
{
    private static readonly Func<Enum, Wording?>[] Families =
    [
        OfProfileOne,
        OfPages,
        OfCases,
        OfCaseSteps,
        OfCaseViews,
        OfSharing,
        OfEncumbrances,
        OfSales,
        OfInstruments,
        OfMortgages,
        OfTitles,
        OfTaxes,
    ];

    /// <summary>The name of a code; null where the number says more than a name.</summary>
    public static Wording? Of(Enum code) => Families.Select(family => family(code)).FirstOrDefault(static name => name is not null);

    private static Wording? OfProfileOne(Enum code) => code switch
    {
        CoOwnership kind => CoOwnerships.NameOf(kind),
        TaxKind.Deed => new("契税", "deed tax"),
        TaxKind.Vat => new("增值税", "VAT"),
        TaxKind.VatSurcharge => new("增值税附加", "VAT surcharge"),
        TaxKind.Income => new("个人所得税", "income tax"),
        TaxKind.LandAppreciation => new("土地增值税", "land appreciation tax"),
        TaxKind.Stamp => new("印花税", "stamp duty"),
        BuyerClass.OnlyHome => new("家庭唯一住房", "only home"),
        BuyerClass.SecondHome => new("家庭第二套住房", "second home"),
        BuyerClass.Other => new("三套及以上、非住宅或单位", "third home, non-residential or organisation"),
        ContractKind.NewBuild => new("增量房", "new-build"),
        ContractKind.Stock => new("存量房", "stock home"),
        ContractState.Signed => new("已签订", "signed"),
        ContractState.Filed => new("已备案", "filed"),
        ContractState.Registered => new("已登记", "registered"),
        ContractState.Revoked => new("已撤销", "revoked"),
        ContractState.FilingCancelled => new("已注销备案", "cancelled after filing"),
        TitleStatus.Registered => new("现势", "live"),
        TitleStatus.Historic => new("历史", "historic"),
        TitleStatus.Ended => new("终止", "ended"),
        MortgageHandling.None => new("无抵押", "no mortgage"),
        MortgageHandling.Carried => new("带押过户", "carried over"),
        MortgageState.Signed => new("已签抵押合同", "contract signed"),
        MortgageState.Registered => new("已登记", "registered"),
        MortgageState.ReleaseInstructed => new("已解除待注销", "release instructed"),
        MortgageState.Cancelled => new("已注销", "cancelled"),
        MortgageMode mode and not MortgageMode.Unspecified => MortgageModes.NameOf(mode),
        LiftOutcome.Released => new("解除", "released"),
        LiftOutcome.DisposedWhole => new("处置全部", "disposed of as a whole"),
        LiftOutcome.DisposedPart => new("处置部分", "disposed of in part"),
        PartyKind.Person => new("自然人", "person"),
        PartyKind.Organisation => new("组织", "organisation"),
        IdentityClass.ResidentId => new("居民身份证", "resident ID"),
        IdentityClass.CreditCode => new("统一社会信用代码", "credit code"),
        IdentityClass.HkMacaoPermit => new("港澳居民来往内地通行证", "Hong Kong or Macao permit"),
        IdentityClass.TaiwanPermit => new("台湾居民来往大陆通行证", "Taiwan permit"),
        IdentityClass.Passport => new("护照", "passport"),
        IdentityClass.PermanentResident => new("外国人永久居留身份证", "permanent resident card"),
        IdentityClass.Military => new("军官证（士兵证）", "military ID"),
        IdentityClass.Other => new("其他证件", "other document"),
        _ => null,
    };
}
