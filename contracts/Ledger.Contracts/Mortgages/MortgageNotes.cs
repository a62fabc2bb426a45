using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// What a mortgagee consented to or was told of, on its mortgage's page: one note of a subject. A consent takes the place of a
/// notice; it is used up by the act it was given for, and may then be given again for the next one.
/// </summary>
internal static class MortgageNotes
{
    /// <summary>Most consents that stand on a mortgage's page, and most notices: its page has a limit, and without it the mortgage has no way on.</summary>
    public const int Most = 150;

    /// <summary>The open consent or notice of a subject; null for none.</summary>
    /// <param name="page">The mortgage.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="number">Which one: basis, unit, case or permit.</param>
    /// <param name="of">Which mortgage.</param>
    public static MortgageNote? Find(MortgagePage? page, ConsentSubject subject, string number = "", MortgageId? of = null)
        => page?.Notes.FirstOrDefault(note => note.Subject == subject && note.Number == number && Equals(note.Of, of));

    /// <summary>
    /// Whether the mortgagee consents, and no act has used the consent up; a case and a permit are done once, and a consent of theirs stands
    /// for all their acts.
    /// </summary>
    public static bool Consents(MortgagePage? page, ConsentSubject subject, string number = "", MortgageId? of = null)
        => Find(page, subject, number, of) is { Consent: true } note && Stands(note);

    /// <summary>How many consents stand, or notices.</summary>
    public static int Standing(MortgagePage page, bool consent) => page.Notes.Count(note => note.Consent == consent && Stands(note));

    /// <summary>The page with a note in place of an older one of its subject; of what is used up the oldest gives way when there are many.</summary>
    public static MortgagePage With(MortgagePage page, MortgageNote note)
    {
        var changed = Without(page, note);
        if (changed.Notes.Count(static known => !Stands(known)) is >= Most and var many)
        {
            foreach (var old in changed.Notes.Where(static known => !Stands(known)).OrderBy(static known => known.Used).Take(many - Most + 1).ToList())
                changed.Notes.Remove(old);
        }

        var at = changed.Notes.TakeWhile(known => Compare(known, note) < 0).Count();
        changed.Notes.Insert(at, note);
        return changed;
    }

    /// <summary>The page without a note of this subject.</summary>
    public static MortgagePage Without(MortgagePage page, MortgageNote note)
    {
        var changed = page.Clone();
        if (Find(changed, note.Subject, note.Number, note.Of) is { } known)
            changed.Notes.Remove(known);
        return changed;
    }

    /// <summary>Takes back the consents to a contract that is amended: what the mortgagee consented to is agreed on no more. It was told of the sale.</summary>
    public static void WriteWithdrawn(Book book, PageView<MortgagePage> view, string contract)
    {
        if (view.Body?.Clone() is not { } page)
            return;
        var consents = page.Notes.Where(note => note.Number == contract
            && note is { Consent: true, Used: 0, Subject: ConsentSubject.Transfer or ConsentSubject.Notice }).ToList();
        foreach (var note in consents)
            page.Notes.Remove(note);
        if (consents.Count > 0)
            book.Write(view.Key, page);
    }

    /// <summary>The page with a consent used up.</summary>
    public static MortgagePage Used(MortgagePage page, ConsentSubject subject, uint day, string number = "", MortgageId? of = null)
    {
        var changed = page.Clone();
        if (Find(changed, subject, number, of) is { } note)
            note.Used = day;
        return changed;
    }

    private static bool Stands(MortgageNote note) => note.Used == 0 || note.Subject is ConsentSubject.Reshape or ConsentSubject.Presale;

    private static int Compare(MortgageNote left, MortgageNote right)
    {
        var order = left.Subject.CompareTo(right.Subject);
        order = order != 0 ? order : string.CompareOrdinal(left.Number, right.Number);
        return order != 0 || left.Of is null || right.Of is null ? order : Facts.PartyOrder.Compare(left.Of, right.Of);
    }
}
