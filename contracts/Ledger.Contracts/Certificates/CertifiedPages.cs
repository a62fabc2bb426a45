using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A certificate with the pages of the book that its content rests on.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Page">Its page.</param>
/// <param name="Content">What the book says it says; null when no row names it.</param>
internal sealed record CertifiedPages(CertificateId Id, PageView<CertificatePage> Page, CertificateContent? Content)
{
    /// <summary>Reads the pages.</summary>
    public static CertifiedPages Load(Book book, CertificateId id)
    {
        var view = book.Certificate(id);
        return new(id, view, view.Body is { } page ? ContentOf(book, id, page) : null);
    }

    private static CertificateContent? ContentOf(Book book, CertificateId id, CertificatePage page)
    {
        if (page.Kind == CertificateKind.Title)
            return CertificateContents.OfTitle(id, page, CertificateStates.UnitsOf(page).Select(unit => book.Title(unit).Body).OfType<TitlePage>());
        if (book.Encumbrances(page.UnitCode).Body is not { } encumbrances)
            return null;
        // A mortgage's proof stands on its page alone: the rows of its units do not name it.
        return encumbrances.Mortgages.Select(row => book.Mortgage(row.Id).Body).OfType<MortgagePage>()
            .Select(secured => CertificateContents.OfMortgage(id, page, secured)).FirstOrDefault(static content => content is not null)
            ?? CertificateContents.OfRight(id, page, encumbrances);
    }
}
