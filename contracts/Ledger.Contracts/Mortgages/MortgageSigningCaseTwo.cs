using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The signing of a mortgage contract of profile 2 with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Mortgage">The mortgage's page, absent as a rule.</param>
/// <param name="PaysFor">The contract that the loan pays for; null for none.</param>
/// <param name="Units">Its units.</param>
/// <param name="Head">The page that counts the contract's parts; null for a contract in one.</param>
internal sealed record MortgageSigningCaseTwo(
    MortgageContractSigned Event,
    PageView<MortgagePage> Mortgage,
    PageView<ContractPage>? PaysFor,
    IReadOnlyList<(Disposal Disposal, UnitMortgage Mortgage)> Units,
    PageView<MortgagePage>? Head)
{
    /// <summary>Reads the pages.</summary>
    public static MortgageSigningCaseTwo Load(MortgageContractSigned e, Book book)
    {
        var paysFor = e.PaysFor.Length > 0 ? book.Contract(e.PaysFor) : null;
        return new(
            e,
            book.Mortgage(e.Mortgage),
            paysFor,
            [.. e.Units.Select((unit, i) => Load(e, unit, i, paysFor, book))],
            MortgageParts.Head(book, e.Mortgage));
    }

    private static (Disposal Disposal, UnitMortgage Mortgage) Load(
        MortgageContractSigned e, MortgageUnit unit, int index, PageView<ContractPage>? paysFor, Book book)
    {
        var disposal = Disposal.Read(book, FlowCode.K5, unit.UnitCode, e.Act);
        var title = MortgagedTitle.Of(book, e.Object, disposal.Unit, paysFor, e.Notice);
        var mortgage = UnitMortgage.Of(unit, index, e.Mortgagors, title, disposal.Unit, LandGround.Load(book, unit.UnitCode));
        return (disposal.ForMortgage(e.Mortgage, mortgage.Mortgagors, e.PaysFor), mortgage);
    }
}
