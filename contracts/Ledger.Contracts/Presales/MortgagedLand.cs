using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>C-53 for a pre-sale permit: a mortgage on the land warns, unless its mortgagee consented to the pre-sale under this permit.</summary>
internal static class MortgagedLand
{
    public static readonly Rule C53 = ConstructionMortgaged.C53 with { Severity = Severity.Warning, Aspect = "permit" };

    public static void Check(Judgement judgement, Disposal land, string permitNumber)
    {
        judgement.About(land.Unit.Code);
        foreach (var mortgage in land.Mortgages.Where(static mortgage => !mortgage.IsReleased))
        {
            if (judgement.Consents.Include(mortgage.Page.Body, ConsentSubject.Presale, permitNumber))
                continue;
            judgement.Fail(
                C53,
                new("土地或在建建筑物已抵押，抵押权人尚未同意预售", "the land or the construction is mortgaged, and the mortgagee has not consented to the pre-sale"),
                new("请由抵押权人同意预售（MortgageeConsented），或确认C-53并说明理由", "let the mortgagee consent (MortgageeConsented), or acknowledge C-53 with the reason"),
                mortgage.On.Says(MortgageContractNumber.Name, mortgage.Row.Id.ContractNumber),
                mortgage.On.Says(new("抵押权人", "mortgagee"), mortgage.Row.Id.Mortgagee),
                Labels.InEvent(PermitNumber.Name, permitNumber, "permit_number"));
        }

        judgement.About("");
    }
}
