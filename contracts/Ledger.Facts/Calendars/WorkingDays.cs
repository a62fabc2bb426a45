using System.Collections.Frozen;
using Ledger.V1;

namespace Ledger.Facts;

/// <summary>
/// Working days: Monday to Friday, changed by the calendars of the years that the State Council published. Of a year without a
/// calendar Monday to Friday is all that is known, and <see cref="Knows"/> says so.
/// </summary>
public sealed class WorkingDays
{
    private readonly FrozenSet<int> years;
    private readonly FrozenSet<Day> off;
    private readonly FrozenSet<Day> work;

    /// <summary>The calendars of some years.</summary>
    /// <param name="calendars">Each with days that exist.</param>
    public WorkingDays(IEnumerable<CalendarYear> calendars)
    {
        ArgumentNullException.ThrowIfNull(calendars);
        IReadOnlyList<CalendarYear> all = [.. calendars];
        years = all.Select(year => (int)year.Year).ToFrozenSet();
        off = all.SelectMany(year => year.Off).SelectMany(Days).ToFrozenSet();
        work = all.SelectMany(year => year.Work).Select(Day.FromNumber).ToFrozenSet();
    }

    /// <summary>Whether there is a calendar of a year.</summary>
    public bool Knows(int year) => years.Contains(year);

    /// <summary>The years of a span of which nothing but Monday to Friday is known.</summary>
    /// <param name="from">First day.</param>
    /// <param name="through">Last day.</param>
    public IReadOnlyList<int> Unknown(Day from, Day through)
        => [.. Enumerable.Range(from.Year, Math.Max(0, through.Year - from.Year + 1)).Where(year => !Knows(year))];

    /// <summary>Whether offices work on a day.</summary>
    public bool IsWorkingDay(Day day) => !off.Contains(day) && (work.Contains(day) || day.DaysSince(Monday) % 7 is var weekday && (weekday + 7) % 7 < 5);

    /// <summary>The day itself when it is a working day, else the next one.</summary>
    public Day AtOrAfter(Day day)
    {
        while (!IsWorkingDay(day) && day < Day.Last)
            day = day.AddDays(1);
        return day;
    }

    /// <summary>The n-th working day after a day, which does not count itself; day 1 is the first working day after it.</summary>
    /// <param name="day">Day of the event.</param>
    /// <param name="count">At least 0; 0 gives the day itself.</param>
    public Day After(Day day, int count)
    {
        for (; count > 0 && day < Day.Last; count--)
            day = AtOrAfter(day.AddDays(1));
        return day;
    }

    /// <summary>Working days after a day up to another, that one included; 0 when it is not later.</summary>
    public int Between(Day day, Day through)
    {
        var count = 0;
        while (day < through)
        {
            day = day.AddDays(1);
            count += IsWorkingDay(day) ? 1 : 0;
        }

        return count;
    }

    // 1970-01-05 was a Monday.
    private static Day Monday { get; } = Day.Of(1970, 1, 5);

    private static IEnumerable<Day> Days(DaySpan span)
    {
        // Counted, since after the last day of the calendar there is none.
        var from = Day.FromNumber(span.From);
        for (var i = 0; i <= Day.FromNumber(span.Through).DaysSince(from); i++)
            yield return from.AddDays(i);
    }
}
