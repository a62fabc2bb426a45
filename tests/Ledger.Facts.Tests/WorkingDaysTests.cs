using Ledger.V1;

namespace Ledger.Facts.Tests;

public class WorkingDaysTests
{
    private static readonly WorkingDays Days = new(
    [
        Year(2026, [(0101, 0103), (0215, 0223), (0404, 0406), (0501, 0505), (0619, 0621), (0925, 0927), (1001, 1007)], [0104, 0214, 0228, 0509, 0920, 1010]),
    ]);

    [Theory]
    [InlineData("2026-02-13", true)]
    [InlineData("2026-02-14", true)]
    [InlineData("2026-02-15", false)]
    [InlineData("2026-02-23", false)]
    [InlineData("2026-02-24", true)]
    [InlineData("2026-02-28", true)]
    [InlineData("2026-03-01", false)]
    [InlineData("2026-10-07", false)]
    [InlineData("2026-10-08", true)]
    [InlineData("2025-10-01", true)]
    [InlineData("2025-10-04", false)]
    [InlineData("1800-01-01", true)]
    [InlineData("1800-01-04", false)]
    public void A_day_is_worked_by_the_calendar_of_its_year_and_else_from_Monday_to_Friday(string day, bool worked)
        => Assert.Equal(worked, Days.IsWorkingDay(Day.Parse(day)));

    [Theory]
    [InlineData("2026-02-13", 5, "2026-02-27")]
    [InlineData("2026-02-13", 1, "2026-02-14")]
    [InlineData("2026-02-13", 6, "2026-02-28")]
    [InlineData("2026-09-30", 1, "2026-10-08")]
    [InlineData("2026-09-30", 0, "2026-09-30")]
    public void Day_1_is_the_first_working_day_after_the_event(string day, int count, string wanted)
    {
        Assert.Equal(Day.Parse(wanted), Days.After(Day.Parse(day), count));
        Assert.Equal(count, Days.Between(Day.Parse(day), Day.Parse(wanted)));
    }

    [Fact]
    public void A_year_without_a_calendar_says_so()
    {
        Assert.True(Days.Knows(2026));
        Assert.Equal([2025, 2027], Days.Unknown(Day.Of(2025, 12, 1), Day.Of(2027, 1, 1)));
        Assert.Empty(Days.Unknown(Day.Of(2026, 1, 1), Day.Of(2026, 12, 31)));
    }

    [Fact]
    public void The_last_days_of_time_end_the_search()
    {
        Assert.Equal(Day.Last, Days.After(Day.Last.AddDays(-1), 500));
        Assert.Equal(0, Days.Between(Day.Last, Day.First));
    }

    [Theory]
    [InlineData("2026-10-31", 1, 0, "2026-11-30", "2026-11-30")]
    [InlineData("2021-03-05", 36, 0, "2024-03-05", "2024-03-04")]
    [InlineData("2024-02-29", 12, 0, "2025-02-28", "2025-02-28")]
    [InlineData("2024-02-29", 48, 0, "2028-02-29", "2028-02-28")]
    [InlineData("2026-01-31", 1, 0, "2026-02-28", "2026-02-28")]
    [InlineData("2026-01-30", 1, 0, "2026-02-28", "2026-02-28")]
    [InlineData("2026-11-30", 3, 0, "2027-02-28", "2027-02-28")]
    [InlineData("2026-03-03", 0, 90, "2026-06-01", "2026-05-31")]
    [InlineData("2026-03-31", 1, 10, "2026-05-10", "2026-05-09")]
    [InlineData("9999-12-01", 36, 0, "9999-12-31", "9999-12-31")]
    [InlineData("9999-12-01", 4000000000, 4000000000, "9999-12-31", "9999-12-30")]
    public void A_term_runs_through_its_corresponding_day_or_the_months_last(string day, uint months, uint days, string through, string firstDayCounts)
    {
        Assert.Equal(Day.Parse(through), Term.LastDay(Day.Parse(day), months, days));
        Assert.Equal(Day.Parse(firstDayCounts), Term.LastDay(Day.Parse(day), months, days, firstDayCounts: true));
    }

    [Fact]
    public void A_term_is_stored_up_to_the_day_after_its_last()
        => Assert.Equal(Day.Of(2024, 3, 6), Term.End(Day.Of(2021, 3, 5), 36));

    [Theory]
    [InlineData("2026-02-05", 10, "2026-02-24")]
    [InlineData("2026-02-04", 10, "2026-02-14")]
    [InlineData("2026-03-02", 90, "2026-06-01")]
    public void A_term_in_days_moves_to_the_next_working_day_where_that_is_asked(string day, uint days, string extended)
    {
        Assert.Equal(Day.Parse(extended), Term.LastDay(Day.Parse(day), days, Days));
        Assert.Equal(Day.Parse(day).AddDays((int)days), Term.LastDay(Day.Parse(day), days, calendar: null));
    }

    [Fact]
    public void A_calendar_may_be_off_through_the_last_day_there_is()
    {
        var days = new WorkingDays([Year(9999, [(1229, 1231)], [])]);

        Assert.False(days.IsWorkingDay(Day.Last));
        Assert.Equal(Day.Last, days.AtOrAfter(Day.Of(9999, 12, 29)));
        Assert.Equal(Day.Last, Term.End(Day.Of(9999, 12, 1), 90, days));
    }

    private static CalendarYear Year(uint year, (uint From, uint Through)[] off, uint[] work)
    {
        var calendar = new CalendarYear { Year = year };
        calendar.Off.AddRange(off.Select(span => new DaySpan { From = (year * 10_000) + span.From, Through = (year * 10_000) + span.Through }));
        calendar.Work.AddRange(work.Select(day => (year * 10_000) + day));
        return calendar;
    }
}
