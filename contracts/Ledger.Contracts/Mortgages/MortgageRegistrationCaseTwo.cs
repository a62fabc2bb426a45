using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The registration of a mortgage of profile 2 with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Mortgage">The mortgage's page; absent for a contract on paper.</param>
/// <param name="Contract">The contract: of the page, or as the event takes it over from the paper; null for neither.</param>
/// <param name="PaysFor">The sale contract that the loan pays for; null for none.</param>
/// <param name="Mortgagee">The mortgagee's member entry.</param>
/// <param name="Certificate">Page of the registration proof (登记证明) to be issued.</param>
/// <param name="Units">The units as the event names them.</param>
/// <param name="Head">The page that counts the parts of a contract on the ledger; null for a contract in one, or on paper.</param>
internal sealed record MortgageRegistrationCaseTwo(
    MortgageRegistered Event,
    PageView<MortgagePage> Mortgage,
    MortgagePage? Contract,
    PageView<ContractPage>? PaysFor,
    PageView<Member> Mortgagee,
    PageView<CertificatePage> Certificate,
    IReadOnlyList<MortgageUnitCaseTwo> Units,
    PageView<MortgagePage>? Head)
{
    /// <summary>Whether the event brings the contract itself.</summary>
    public bool IsPaper => Event.Ground != RegistrationGround.LedgerContract;

    /// <summary>Reads the pages.</summary>
    public static MortgageRegistrationCaseTwo Load(MortgageRegistered e, Book book)
    {
        var mortgage = book.Mortgage(e.Mortgage);
        var contract = e.Ground == RegistrationGround.LedgerContract ? mortgage.Body : Paper(e);
        return new(
            e,
            mortgage,
            contract,
            contract is { PaysFor.Length: > 0 } ? book.Contract(contract.PaysFor) : null,
            book.Member(e.Mortgage.Mortgagee),
            book.Certificate(e.Certificate),
            [.. e.Units.Select((_, i) => MortgageUnitCaseTwo.Load(e, contract, i, book))],
            e.Ground == RegistrationGround.LedgerContract ? MortgageParts.Head(book, e.Mortgage) : null);
    }

    /// <summary>A value of the contract, from where it stands.</summary>
    public FindingValue Says(Wording label, object? value) => IsPaper ? Labels.InEvent(label, value, "mortgagors") : Mortgage.Says(label, value);

    private static MortgagePage Paper(MortgageRegistered e)
    {
        var page = new MortgagePage
        {
            Id = e.Mortgage,
            State = MortgageState.Signed,
            Terms = e.Terms,
            SigningDate = e.SigningDate,
            Object = e.Object,
            Ground = e.Ground,
        };
        page.Units.AddRange(e.Units.Select(static unit =>
        {
            var row = new MortgageUnit { UnitCode = unit.UnitCode, Share = unit.Share, Epoch = unit.Epoch };
            row.Holding.AddRange(unit.Holding);
            return row;
        }));
        page.Mortgagors.AddRange(e.Mortgagors);
        page.Debtors.AddRange(e.Debtors);
        return page;
    }
}
