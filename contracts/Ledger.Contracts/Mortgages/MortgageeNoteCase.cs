using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A mortgagee's consent to a sale, or the notice given to it, with the pages its rules read.</summary>
/// <param name="Note">The note as the contract's page will hold it.</param>
/// <param name="Mortgage">The mortgage's page.</param>
/// <param name="Contract">The sale contract's page.</param>
internal sealed record MortgageeNoteCase(MortgageeNote Note, PageView<MortgagePage> Mortgage, PageView<ContractPage> Contract)
{
    /// <summary>Reads the pages.</summary>
    public static MortgageeNoteCase Load(Book book, MortgageId mortgage, string contractNumber, uint date, bool consent)
        => new(new() { Mortgage = mortgage, Consent = consent, Date = date }, book.Mortgage(mortgage), book.Contract(contractNumber));
}
