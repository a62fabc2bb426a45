using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-14 of profile 2: the taxes cleared are those of the contract's present version, and where the city asks for it the clearance
/// certificate is issued.
/// </summary>
internal static class TaxClearance
{
    public static void Check(Judgement judgement, Basis basis, PageView<TaxPage> tax)
    {
        if (tax.Body is not { } page)
            return;

        // Profile 1 assessed a contract as it was signed: nothing amended it there, and it knew no certificate.
        var before = page.State == TaxState.Unspecified;
        var version = before && basis.IsContract ? 1 : page.Version;
        if (version != basis.Version || page.State is TaxState.Declared or TaxState.Returned)
        {
            judgement.Fail(
                TaxesCleared.C14,
                new("合同变更后或退件后尚未重新核税", "the taxes were not assessed anew after the contract was amended, declared anew or returned"),
                new("请重新申报核税", "declare and assess the taxes anew"),
                tax.Says(new("核税所依合同版本", "version assessed"), version),
                basis.Says(new("现行版本", "present version"), basis.Version),
                tax.Says(new("税务状态", "state of the taxes"), page.State));
        }

        if (!before && judgement.City.TaxCertificateNeeded && page.Clearance.Length == 0)
        {
            judgement.Fail(
                TaxesCleared.C14,
                new("尚未开具完税（免税）证明", "the clearance certificate is not issued"),
                new("请先由税务部门开具完税证明", "have the tax office issue the clearance certificate first"),
                tax.Says(VoucherNumber.Name, null),
                judgement.InCity(new("须完税证明", "certificate asked for"), true));
        }
    }
}
