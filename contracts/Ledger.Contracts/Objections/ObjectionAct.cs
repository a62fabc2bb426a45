using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>An act on one objection with the pages its rules read.</summary>
/// <typeparam name="TEvent">Message of the event.</typeparam>
/// <param name="Event">The event.</param>
/// <param name="Recording">Acceptance and recording.</param>
/// <param name="Disposal">The unit.</param>
/// <param name="Page">The page of this applicant's objection on this ground.</param>
/// <param name="Proof">The proof that the act issues or makes void; null for neither.</param>
internal sealed record ObjectionAct<TEvent>(
    TEvent Event, Recording Recording, Disposal Disposal, PageView<ObjectionPage> Page, PageView<CertificatePage>? Proof)
{
    /// <summary>The objection's row; null when it is not on the page of the unit.</summary>
    public ObjectionRow? Row => Disposal.Unit.Encumbrances.Body?.Objections
        .LastOrDefault(row => row.Applicant.Equals(Page.Body?.Applicant) && row.Ground == Page.Body?.Ground);

    /// <summary>Writes the unit's page with the objection changed, and the objection's own page.</summary>
    public void Write(Book book, Act act, Action<ObjectionRow> change)
    {
        var page = EncumbranceDraft.Of(Disposal.Unit);
        var row = page.Objections.Last(row => row.Applicant.Equals(Page.Body!.Applicant) && row.Ground == Page.Body.Ground);
        change(row);
        row.Document = act.Document;
        var own = Page.Body!.Clone();
        (own.SuitFiled, own.Ended) = (row.SuitFiled, row.Ended);
        EncumbranceDraft.Write(book, Disposal.Unit, page, act, Recording);
        book.Write(Page.Key, own);
    }
}
