namespace Ledger.Facts.Tests;

public class DayTests
{
    [Fact]
    public void Every_day_of_the_range_agrees_with_the_framework_and_counts_up()
    {
        var date = new DateOnly(1800, 1, 1);
        var day = Day.First;
        for (; date < new DateOnly(2200, 1, 1); date = date.AddDays(1), day = day.AddDays(1))
        {
            Assert.Equal((uint)((date.Year * 10_000) + (date.Month * 100) + date.Day), day.Number);
            Assert.Equal(day, Day.FromNumber(day.Number));
        }
    }

    [Fact]
    public void Every_number_that_is_no_day_is_refused()
    {
        var days = 0;
        for (uint number = 19990000; number < 20010000; number++)
        {
            if (Day.TryFromNumber(number, out var day, out _))
            {
                Assert.Equal(number, day.Number);
                days++;
            }
        }

        Assert.Equal(365 + 366, days);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(17991231u)]
    [InlineData(20210229u)]
    [InlineData(19000229u)]
    [InlineData(20211301u)]
    [InlineData(20210001u)]
    [InlineData(20210100u)]
    [InlineData(20210631u)]
    [InlineData(99991232u)]
    [InlineData(100000101u)]
    [InlineData(uint.MaxValue)]
    public void Dates_that_do_not_exist_are_refused(uint number)
    {
        Assert.False(Day.TryFromNumber(number, out _, out var error));
        Assert.Equal(number.ToString(), error.Seen);
        Assert.Throws<FactFormatException>(() => Day.FromNumber(number));
    }

    [Theory]
    [InlineData("2021-05-31")]
    [InlineData("1800-01-01")]
    [InlineData("9999-12-31")]
    [InlineData("2024-02-29")]
    public void Text_is_read_and_written(string text) => Assert.Equal(text, Day.Parse(text).ToString());

    [Theory]
    [InlineData("2021-5-31", 7)]
    [InlineData("20210531", 5)]
    [InlineData("2021/05/31", 5)]
    [InlineData("2021-05-31T00:00", 11)]
    [InlineData("2021-02-29", 0)]
    [InlineData("２021-02-28", 1)]
    [InlineData("", 1)]
    public void Wrong_text_is_refused(string text, int position)
    {
        Assert.False(Day.TryParse(text, out _, out var error));
        Assert.Equal(position, error.Position);
    }

    [Theory]
    [InlineData(0UL, "1970-01-01")]
    [InlineData(57_599_999UL, "1970-01-01")]
    [InlineData(57_600_000UL, "1970-01-02")]
    [InlineData(1_732_982_399_999UL, "2024-11-30")]
    [InlineData(1_732_982_400_000UL, "2024-12-01")]
    [InlineData(1_767_196_799_999UL, "2025-12-31")]
    [InlineData(1_767_196_800_000UL, "2026-01-01")]
    public void An_instant_falls_into_its_day_of_UTC_plus_8(ulong milliseconds, string day)
        => Assert.Equal(day, Day.At(milliseconds).ToString());

    [Fact]
    public void A_day_starts_at_its_first_instant()
    {
        foreach (var text in (string[])["1970-01-02", "2024-12-01", "9999-12-31"])
        {
            var start = (ulong)Day.Parse(text).StartMilliseconds;
            Assert.Equal(text, Day.At(start).ToString());
            Assert.Equal(Day.Parse(text).AddDays(-1), Day.At(start - 1));
        }

        Assert.True(Day.Of(1880, 1, 1).StartMilliseconds < 0);
    }

    [Fact]
    public void Instants_after_the_last_day_are_refused_without_overflow()
    {
        var afterwards = (ulong)Day.Last.StartMilliseconds + 86_400_000;
        Assert.Equal(Day.Last, Day.At(afterwards - 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Day.At(afterwards));
        Assert.Throws<ArgumentOutOfRangeException>(() => Day.At(ulong.MaxValue));
    }

    [Fact]
    public void Adding_agrees_with_the_framework()
    {
        var random = new Random(5);
        for (var i = 0; i < 20_000; i++)
        {
            var date = new DateOnly(1800, 1, 1).AddDays(random.Next(0, 400 * 365));
            var day = Day.Of(date.Year, date.Month, date.Day);
            var n = random.Next(-30, 400);
            if (date.Year > 1840)
            {
                Assert.Equal(date.AddMonths(n).ToString("yyyy-MM-dd"), day.AddMonths(n).ToString());
                Assert.Equal(date.AddDays(n).ToString("yyyy-MM-dd"), day.AddDays(n).ToString());
                Assert.Equal(date.AddYears(n / 10).ToString("yyyy-MM-dd"), day.AddYears(n / 10).ToString());
            }
        }
    }

    [Theory]
    [InlineData("2024-02-29", 12, "2025-02-28")]
    [InlineData("2024-01-31", 1, "2024-02-29")]
    [InlineData("2026-10-31", 1, "2026-11-30")]
    [InlineData("2021-03-31", -1, "2021-02-28")]
    [InlineData("2021-12-31", 36, "2024-12-31")]
    [InlineData("2021-01-15", -1, "2020-12-15")]
    public void Months_keep_the_day_or_take_the_last(string day, int months, string expected)
        => Assert.Equal(expected, Day.Parse(day).AddMonths(months).ToString());

    [Fact]
    public void Two_years_of_holding_end_on_the_same_date()
    {
        var bought = Day.Of(2021, 5, 31);
        Assert.True(Day.Of(2023, 5, 30) < bought.AddYears(2));
        Assert.True(Day.Of(2023, 5, 31) >= bought.AddYears(2));
        Assert.Equal(729, Day.Of(2023, 5, 30).DaysSince(bought));
    }

    [Fact]
    public void Leaving_the_range_is_an_error()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Day.First.AddDays(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Day.Last.AddDays(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Day.Last.AddDays(int.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => Day.First.AddMonths(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Day.Last.AddYears(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Day.First.AddYears(int.MinValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => Day.Last.AddMonths(int.MaxValue));
    }
}
