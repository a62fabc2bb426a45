using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>What other acts make of the advance notices on a unit's page.</summary>
internal static class NoticeRows
{
    /// <summary>The day after the last on which a notice counts that can be registered since a day (C-35).</summary>
    public static Day LapseOf(Book book, Day registrableSince) => LapseDay.After(book, registrableSince, book.City.NoticeDays);

    /// <summary>The right that the notices secure can be registered from a day on: a first registration makes it so.</summary>
    /// <param name="page">The unit's page; changed.</param>
    /// <param name="book">City and calendar in force.</param>
    /// <param name="day">Day of the recording.</param>
    public static void MakeRegistrable(EncumbrancePage page, Book book, Day day)
    {
        foreach (var row in page.Notices.Where(static row => row is { Ended: 0, RegistrableSince: 0 }))
            (row.RegistrableSince, row.Lapses) = (day.Number, LapseOf(book, day).Number);
    }

    /// <summary>Notices become the right they secured, on the day of its recording.</summary>
    /// <param name="page">The unit's page; changed.</param>
    /// <param name="proofs">Their proofs.</param>
    /// <param name="day">Day of the recording.</param>
    public static void Convert(EncumbrancePage page, IReadOnlyCollection<CertificateId> proofs, Day day)
    {
        foreach (var row in page.Notices.Where(row => row.Ended == 0 && proofs.Contains(row.Proof)))
            row.Ended = day.Number;
    }
}
