using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A mortgagee's consent, or the notice given to it, with the pages its rules read.</summary>
/// <param name="Id">The mortgage.</param>
/// <param name="Note">The note as the mortgage's page will hold it.</param>
/// <param name="Withdrawn">The consent is taken back.</param>
/// <param name="Mortgage">The mortgage's page.</param>
/// <param name="Basis">TRANSFER, NOTICE: the contract or instrument; null for other subjects.</param>
/// <param name="Of">CHANGE, RANK: the other mortgage's page; null for other subjects.</param>
/// <param name="Case">RESHAPE: the case; null for other subjects.</param>
/// <param name="Permit">PRESALE: the permit; null for other subjects.</param>
/// <param name="Units">Encumbrance pages of a mortgage that is not registered: an advance notice of it may be.</param>
internal sealed record MortgageeNoteCaseTwo(
    MortgageId Id, MortgageNote Note, bool Withdrawn, PageView<MortgagePage> Mortgage, Basis? Basis, PageView<MortgagePage>? Of,
    PageView<CasePage>? Case, PageView<PermitPage>? Permit, IReadOnlyList<PageView<EncumbrancePage>> Units)
{
    /// <summary>Reads the pages.</summary>
    public static MortgageeNoteCaseTwo Load(Book book, MortgageId id, MortgageNote note, bool withdrawn)
    {
        var mortgage = book.Mortgage(id);
        return new(
            id,
            note,
            withdrawn,
            mortgage,
            note.Subject is ConsentSubject.Transfer or ConsentSubject.Notice ? Contracts.Basis.Read(book, note.Number) : null,
            note.Of is { } of ? book.Mortgage(of) : null,
            note.Subject == ConsentSubject.Reshape ? book.Case(note.Number) : null,
            note.Subject == ConsentSubject.Presale ? book.Permit(note.Number) : null,
            mortgage.Body is { State: MortgageState.Signed } page ? [.. page.Units.Select(unit => book.Encumbrances(unit.UnitCode))] : []);
    }

    /// <summary>Writes the mortgage's page.</summary>
    public void Write(Book book)
        => book.Write(Mortgage.Key, Withdrawn ? MortgageNotes.Without(Mortgage.Body!, Note) : MortgageNotes.With(Mortgage.Body!, Note));
}
