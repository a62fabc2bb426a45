using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The rules that a contract has each time it is written, signed or amended: one list for both.</summary>
internal static class SaleRules
{
    /// <summary>The rules.</summary>
    public static RuleInFlow[] All { get; } =
    [
        SidesDiffer.F06, AmountUnit.F07, AmountUnit.F07Sanity, OneLiveTitle.C03, SellersOwn.C06, PermitStands.C12, AreasAgree.C23,
        AreasAgree.C23Within, AreasAgree.C23Registered, UseAndTerm.C25, UseAndTerm.C25Over, SharesSumToOne.C26, CoOwnersConsent.C27, PreEmption.C28,
        PriceCoversMortgages.C44, LandGoesAlong.C51, LandGround.C51, GuardianSpeaks.C65, LocalRestriction.C67, RightTypeFits.C79, FreelyDisposable.C80,
        FreelyDisposable.C80Never,
    ];

    /// <summary>Runs them.</summary>
    public static void Check(Judgement judgement, AgreedSale sale)
    {
        foreach (var unit in sale.Units)
        {
            judgement.About(unit.Code);
            CheckSellers(judgement, sale, unit);
            TokenEpoch.Check(judgement, unit.Sale.Unit.Epoch, unit.Sale.Pages.Title, unit.In("epoch"));
            CoOwnersConsent.Check(
                judgement, unit.Sale.Pages.Title, unit.Sale.IsWhole, unit.Sale.Sellers, unit.In("sellers"), unit.Disposal.Takers);
            SidesDiffer.Check(judgement, unit.Sale, unit.In("buyers"));
            SharesSumToOne.CheckBuyers(judgement, unit.Sale.Unit, unit.Sale.Index);
            SharesSumToOne.CheckFits(judgement, unit.Sale, unit.In("share"));
            ContractArea.Check(judgement, sale.Kind, unit);
            UseAndTerm.Check(judgement, sale, unit);
            PreEmption.Check(judgement, sale, unit);
            PriceCoversMortgages.Check(judgement, unit);
            FreelyDisposable.Check(judgement, unit.Disposal.Flow, unit.Disposal.Unit, unit.In("unit_code"));
            LandWithBuildings.Check(judgement, sale, unit);
            LocalRestriction.CheckResale(judgement, sale, unit);
            AmountUnit.CheckUnitPrice(judgement, unit.Sale.Unit.PriceFen, [unit.Sale]);
            Restrictions.Check(judgement, unit.Disposal);
        }

        judgement.About("");
        if (sale.Permit is { } permit)
            PermitStands.CheckValid(judgement, permit, sale.Signed, sale.IsSigned, (label, value) => Labels.InEvent(label, value, "permit_number"));
        LocalRestriction.CheckPurchase(judgement, sale);
        GuardianSpeaks.Check(judgement, sale.GuardianStatements, "guardian_statements");
    }

    // Before the first registration the developer sells by its permit, afterwards whoever has the title.
    private static void CheckSellers(Judgement judgement, AgreedSale sale, AgreedUnit unit)
    {
        if (sale.Permit is { } permit)
        {
            PermitStands.CheckSale(judgement, permit, unit.Code, sale.Signed, unit.In("unit_code"));
            DeveloperSells.CheckPermit(judgement, unit, permit);
            if (unit.Sale.Pages.Title.Body is null)
                HouseStands.CheckEpoch(judgement, unit.House!, unit.Sale.Unit.Epoch, unit.In("epoch"));
            return;
        }

        if (sale.Kind == ContractKind.NewBuild && unit.Sale.Pages.Title.Body is null)
        {
            PermitStands.CheckMissing(judgement, unit.Code, unit.In("unit_code"));
            return;
        }

        OneLiveTitle.CheckLive(judgement, unit.Sale.Pages, unit.Path + ".unit_code");
        if (unit.Sale.Pages.LiveTitle is null)
            return;
        RightTypeFits.Check(judgement, unit.Code, unit.Sale.Pages.LiveTitle.RightType, unit.Path);
        SellersOwn.Check(judgement, unit.Sale, unit.In("sellers"));
        if (sale.Kind == ContractKind.NewBuild)
            DeveloperSells.CheckTitle(judgement, unit);
    }
}
