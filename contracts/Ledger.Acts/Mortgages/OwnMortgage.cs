using Ledger.V1;

namespace Ledger.Acts;

/// <summary>Whether what a bank consents to concerns a mortgage of its own.</summary>
internal static class OwnMortgage
{
    /// <summary>
    /// An act in another bank's name ends before any page is judged. The bank's own mortgage is in the book, or noticed there, and what
    /// is named touches one of its units.
    /// </summary>
    public static bool IsTouched(MortgageeConsented consent, BankPages pages)
    {
        if (consent.Mortgage.Mortgagee != pages.Bank)
            return true;
        if (pages.Mortgage(consent.Mortgage) is not { } mortgage || !Stands(mortgage, consent.Mortgage, pages))
            return false;
        var own = mortgage.Units.Select(static unit => unit.UnitCode).ToHashSet(StringComparer.Ordinal);
        return consent.Subject switch
        {
            ConsentSubject.Transfer or ConsentSubject.Notice
                => pages.UnitsOfBasis(consent.Number.Length > 0 ? consent.Number : consent.ContractNumber).Any(own.Contains),
            ConsentSubject.Change or ConsentSubject.Rank
                => consent.Of is { } other && pages.Mortgage(other)?.Units.Any(unit => own.Contains(unit.UnitCode)) == true,
            ConsentSubject.Residence or ConsentSubject.Easement or ConsentSubject.Waiver => own.Contains(consent.Number),

            // Case and permit are compared with nothing.
            _ => true,
        };
    }

    private static bool Stands(MortgagePage mortgage, MortgageId id, BankPages pages) => mortgage.State switch
    {
        MortgageState.Registered or MortgageState.ReleaseInstructed => true,
        MortgageState.Signed => mortgage.Units.Any(
            unit => pages.Encumbrances(unit.UnitCode)?.Notices.Any(row => row.Ended == 0 && id.Equals(row.Mortgage)) == true),
        _ => false,
    };
}
