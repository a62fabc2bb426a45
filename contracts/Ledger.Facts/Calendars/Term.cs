namespace Ledger.Facts;

/// <summary>
/// Terms by the Civil Code (200 to 204): a term counts from the day after its event and ends at the end of its last day. A term in
/// months ends on the corresponding day of the last month, or on the month's last where there is none (CC 202). What would lie
/// after <see cref="Day.Last"/> ends there.
/// </summary>
public static class Term
{
    private const int MostMonths = 12 * 9_999;

    /// <summary>The last day of a term in months and days: one month from 10-31 runs through 11-30.</summary>
    /// <param name="day">Day of the event.</param>
    /// <param name="months">Months.</param>
    /// <param name="days">Days after them.</param>
    /// <param name="firstDayCounts">The event's day is the term's first: it ends a day earlier.</param>
    public static Day LastDay(Day day, uint months, uint days = 0, bool firstDayCounts = false)
    {
        var month = AddMonths(day, months);

        // Without a corresponding day the month's last ends the term either way.
        var last = AddDays(month, days);
        return firstDayCounts && (days > 0 || months == 0 || month.DayOfMonth == day.DayOfMonth) && last > Day.First ? last.AddDays(-1) : last;
    }

    /// <summary>The day after the last: as spans are stored.</summary>
    /// <inheritdoc cref="LastDay(Day, uint, uint, bool)"/>
    public static Day End(Day day, uint months, uint days = 0, bool firstDayCounts = false) => AddDays(LastDay(day, months, days, firstDayCounts), 1);

    /// <summary>The last day of a term in days, moved to the next working day where that is none (CC 203).</summary>
    /// <param name="day">Day of the event.</param>
    /// <param name="days">Days.</param>
    /// <param name="calendar">Working days; null: the end does not move.</param>
    public static Day LastDay(Day day, uint days, WorkingDays? calendar)
    {
        var last = AddDays(day, days);
        return calendar is null ? last : calendar.AtOrAfter(last);
    }

    /// <summary>The day after the last: as spans are stored.</summary>
    /// <inheritdoc cref="LastDay(Day, uint, WorkingDays?)"/>
    public static Day End(Day day, uint days, WorkingDays? calendar) => AddDays(LastDay(day, days, calendar), 1);

    private static Day AddDays(Day day, uint days) => days > (uint)Day.Last.DaysSince(day) ? Day.Last : day.AddDays((int)days);

    private static Day AddMonths(Day day, uint months)
        => months > MostMonths || (day.Year * 12L) + day.Month - 1 + months > (9999 * 12) + 11 ? Day.Last : day.AddMonths((int)months);
}
