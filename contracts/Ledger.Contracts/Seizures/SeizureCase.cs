using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>An act on the seizures of one unit or parcel with the pages its rules read.</summary>
/// <typeparam name="TEvent">Message of the event.</typeparam>
/// <param name="Event">The event.</param>
/// <param name="Unit">The unit's pages; a seizure needs no title.</param>
/// <param name="Business">The business number's page.</param>
/// <param name="Today">The envelope's day.</param>
internal sealed record SeizureCase<TEvent>(TEvent Event, UnitPages Unit, PageView<BusinessPage> Business, Day Today)
{
    /// <summary>The seizures on the page.</summary>
    public IReadOnlyList<SeizureRow> Rows => Unit.Encumbrances.Body?.Seizures ?? [];

    /// <summary>Reads the pages.</summary>
    public static SeizureCase<TEvent> Load(TEvent e, Book book, string unitCode, string businessNumber)
        => new(e, UnitPages.Read(book, unitCode), book.Business(businessNumber), book.Today);

    /// <summary>Writes the unit's encumbrance page with these seizures, and the business number.</summary>
    public void Write(Book book, IReadOnlyList<SeizureRow> rows, Recording recording, DocumentRoot document)
    {
        var page = Unit.Encumbrances.Body?.Clone() ?? Unopened(Unit.Code, book.Profile);
        page.Seizures.Clear();
        page.Seizures.AddRange(rows);
        page.Document = document;
        page.RecordingDate = recording.RecordingDate;
        book.Write(Unit.Encumbrances.Key, page);
        book.Write(Business.Key, new BusinessPage { AcceptanceNumber = recording.AcceptanceNumber, UnitCode = Unit.Code });
    }

    /// <summary>The page of a unit whose book was never opened here; it names the parcel that its code names.</summary>
    private static EncumbrancePage Unopened(string unitCode, Profile profile)
    {
        var page = new EncumbrancePage { UnitCode = unitCode, Origin = Origin.NotOpened };
        page.Kinds.AddRange(profile.RecordedKinds);
        var unit = UnitCode.Parse(unitCode);
        if (!unit.IsParcel)
            page.Parcels.Add(unit.ParcelUnit.ToString());
        return page;
    }
}
