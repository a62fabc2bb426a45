using Ledger.Facts;

namespace Ledger.Contracts;

/// <summary>The end of what lapses by itself (民法典 201, 203): notices and objections.</summary>
internal static class LapseDay
{
    /// <summary>
    /// The day after the last on which something counts. The event's day does not count; a last day that is no working day moves to
    /// the next one where the city's file says so.
    /// </summary>
    /// <param name="book">City and calendar in force.</param>
    /// <param name="day">Day of the event.</param>
    /// <param name="days">Days that it counts.</param>
    public static Day After(Book book, Day day, int days)
        => Term.End(day, (uint)days, book.City.LapseExtendsOverHolidays ? book.WorkingDays : null);
}
