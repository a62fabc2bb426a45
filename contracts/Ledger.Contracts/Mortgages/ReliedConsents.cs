using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// The consents of mortgagees that an act rests on. It uses each up: what comes next needs the next consent. One to a case or under a
/// permit stands for all that is done in the case or sold under the permit, and cannot be taken back any more.
/// </summary>
internal sealed class ReliedConsents
{
    private readonly HashSet<(MortgageId Id, ConsentSubject Subject, string Number, MortgageId? Of)> relied = [];

    /// <summary>Whether a mortgagee consents to what the act does.</summary>
    /// <param name="page">The mortgage.</param>
    /// <param name="subject">What it must have consented to.</param>
    /// <param name="number">Which one: basis, unit, case or permit.</param>
    /// <param name="of">Which mortgage.</param>
    public bool Include(MortgagePage? page, ConsentSubject subject, string number = "", MortgageId? of = null)
    {
        if (!MortgageNotes.Consents(page, subject, number, of))
            return false;
        relied.Add((page!.Id, subject, number, of));
        return true;
    }

    /// <summary>Marks them as used.</summary>
    public void Write(Book book)
    {
        foreach (var (id, subject, number, of) in relied)
        {
            var view = book.Mortgage(id);
            if (MortgageNotes.Find(view.Body, subject, number, of) is { Consent: true, Used: 0 })
                book.Write(view.Key, MortgageNotes.Used(view.Body!, subject, book.Today.Number, number, of));
        }
    }
}
