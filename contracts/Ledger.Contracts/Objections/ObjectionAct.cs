using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>An act on one objection with the pages its rules read.</summary>
/// <typeparam name="TEvent">Message of the event.</typeparam>
/// <param name="Event">The event.</param>
/// <param name="Recording">Acceptance and recording.</param>
/// <param name="Disposal">The unit.</param>
/// <param name="Page">The page of this applicant's objection on this ground.</param>
/// <param name="Row">Its row on the unit's page; null when it is not there.</param>
/// <param name="Proof">The proof that the act issues or makes void; null for neither.</param>
internal sealed record ObjectionAct<TEvent>(
    TEvent Event, Recording Recording, Disposal Disposal, PageView<ObjectionPage> Page, ObjectionRow? Row, PageView<CertificatePage>? Proof)
{
    /// <summary>What is known of the objection: by its row while the unit's page has it, else by what is remembered.</summary>
    public PageView<ObjectionPage> Known => Row is null
        ? Page
        : new(Disposal.Unit.Encumbrances.Key, ObjectionPages.Of(Disposal.Unit.Code, Row), Disposal.Unit.Encumbrances.Entry);

    /// <summary>Reads the pages.</summary>
    public static ObjectionAct<TEvent> Load(
        Book book, TEvent e, Act act, Recording recording, FlowCode flow, string unitCode, Party applicant, string ground)
    {
        var disposal = Disposal.Read(book, flow, unitCode, act);
        return new(
            e, recording, disposal, book.Objection(unitCode, applicant, ground),
            ObjectionPages.Find(disposal.Unit.Encumbrances.Body, applicant, ground), null);
    }

    /// <summary>Writes the unit's page with the objection changed, and the objection's own page.</summary>
    public void Write(Book book, Act act, Action<ObjectionRow> change)
    {
        var page = EncumbranceDraft.Of(Disposal.Unit);
        var row = ObjectionPages.Find(page, Row!.Applicant, Row.Ground)!;
        change(row);
        row.Document = act.Document;
        EncumbranceDraft.Write(book, Disposal.Unit, page, act, Recording);
        book.Write(Page.Key, ObjectionPages.Of(Disposal.Unit.Code, row));
    }
}
