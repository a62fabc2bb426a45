using Ledger.Facts;

namespace Ledger.Contracts;

/// <summary>The end of what lapses by itself (民法典 201): notices and objections.</summary>
internal static class LapseDay
{
    /// <summary>The day after the last on which something counts; the event's day does not count.</summary>
    /// <param name="book">City and calendar in force.</param>
    /// <param name="day">Day of the event.</param>
    /// <param name="days">Days that it counts.</param>
    public static Day After(Book book, Day day, int days) => day.AddDays(days + 1);
}
