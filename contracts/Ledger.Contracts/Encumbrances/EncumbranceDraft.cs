using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The encumbrance page of a unit as an act on the book leaves it.</summary>
internal static class EncumbranceDraft
{
    /// <summary>A copy of the page; of a unit that has none, the page of a book that was never opened here.</summary>
    public static EncumbrancePage Of(UnitPages unit)
    {
        if (unit.Encumbrances.Body is { } known)
            return known.Clone();
        var page = new EncumbrancePage { UnitCode = unit.Code, Origin = Origin.NotOpened };
        if (UnitCode.TryParse(unit.Code, DivisionPrefixes.Any, out var code, out _) && !code.IsParcel)
            page.Parcels.Add(code.ParcelUnit.ToString());
        return page;
    }

    /// <summary>Writes the page: what ended long ago leaves it, and the recording is its last.</summary>
    public static void Write(Book book, UnitPages unit, EncumbrancePage page, Act act, Recording recording)
    {
        page.RecordingDate = recording.RecordingDate;
        page.RecordingMs = recording.RecordingMs;
        WriteAtOnce(book, unit, page, act, recording);
    }

    /// <summary>
    /// Writes the page for an authority's notice. It is entered when it comes and ordered by its delivery: what the book recorded
    /// before it, but is sent in after it, is not late by it (C-30 and C-29 judge that).
    /// </summary>
    public static void WriteAtOnce(Book book, UnitPages unit, EncumbrancePage page, Act act, Recording recording)
    {
        NoticeLapse.DropEnded(book, unit.Code, page, recording);
        page.Document = act.Document;
        book.Write(unit.Encumbrances.Key, page);
    }
}
