using Ledger.V1;

namespace Ledger.Facts.Tests;

public class SeizureQueueTests
{
    private static readonly SeizureRow First = Row("A", months: 36, start: "2021-05-31");
    private static readonly SeizureRow Second = Row("B", months: 12);
    private static readonly SeizureRow Third = Row("C", days: 30);

    [Fact]
    public void The_first_is_active_and_the_others_wait()
    {
        var queue = SeizureQueue.At([First, Second, Third], Day.Of(2022, 1, 1));
        Assert.Equal("A", queue.Active?.Row.DocumentNumber);
        Assert.Equal(Day.Of(2024, 5, 31), queue.Active?.End);
        Assert.Equal("B, C", string.Join(", ", queue.Queued.Select(q => q.Row.DocumentNumber)));
        Assert.Equal(Day.Of(2024, 5, 31), queue.Queued[0].Start);
        Assert.Equal(Day.Of(2025, 5, 31), queue.Queued[1].Start);
        Assert.Equal(Day.Of(2025, 6, 30), queue.Queued[1].End);
        Assert.Empty(queue.Lapsed);
    }

    [Theory]
    [InlineData("2021-05-30", null)]
    [InlineData("2021-05-31", "A")]
    [InlineData("2024-05-30", "A")]
    [InlineData("2024-05-31", "B")]
    [InlineData("2025-05-30", "B")]
    [InlineData("2025-05-31", "C")]
    [InlineData("2025-06-29", "C")]
    [InlineData("2025-06-30", null)]
    [InlineData("2099-01-01", null)]
    public void A_lapse_promotes_the_next_without_any_event(string day, string? active)
    {
        var queue = SeizureQueue.At([First, Second, Third], Day.Parse(day));
        Assert.Equal(active, queue.Active?.Row.DocumentNumber);
        Assert.Equal(3, queue.Queued.Count + queue.Lapsed.Count + (active is null ? 0 : 1));
    }

    [Fact]
    public void An_instant_counts_by_its_day_of_UTC_plus_8()
    {
        var end = (ulong)Day.Of(2024, 5, 31).StartMilliseconds;
        Assert.Equal("A", SeizureQueue.At([First, Second], end - 1).Active?.Row.DocumentNumber);
        Assert.Equal("B", SeizureQueue.At([First, Second], end).Active?.Row.DocumentNumber);
    }

    [Fact]
    public void A_renewed_end_counts_and_not_the_first_term()
    {
        var renewed = First.Clone();
        renewed.End = 20270531;
        var queue = SeizureQueue.At([renewed, Second], Day.Of(2026, 1, 1));
        Assert.Equal("A", queue.Active?.Row.DocumentNumber);
        Assert.Equal(Day.Of(2027, 5, 31), queue.Queued[0].Start);
    }

    [Fact]
    public void Settling_drops_the_lapsed_and_dates_the_promoted_and_changes_nothing_a_reader_sees()
    {
        SeizureRow[] rows = [First, Second, Third];
        for (var day = Day.Of(2021, 5, 31); day < Day.Of(2025, 8, 1); day = day.AddDays(7))
        {
            var settled = SeizureQueue.Settle(rows, day);
            for (var later = day; later < Day.Of(2025, 8, 1); later = later.AddDays(13))
            {
                var (before, after) = (SeizureQueue.At(rows, later), SeizureQueue.At(settled, later));
                Assert.Equal(before.Active?.Row.DocumentNumber, after.Active?.Row.DocumentNumber);
                Assert.Equal(before.Active?.Start, after.Active?.Start);
                Assert.Equal(before.Active?.End, after.Active?.End);
                Assert.Equal(before.Queued.Select(q => (q.Row.DocumentNumber, q.Start, q.End)),
                    after.Queued.Select(q => (q.Row.DocumentNumber, q.Start, q.End)));
            }
        }

        var last = SeizureQueue.Settle(rows, Day.Of(2025, 6, 1));
        Assert.Equal(20250531u, Assert.Single(last).Start);
        Assert.Equal(20250630u, last[0].End);
        Assert.Equal(0u, Third.Start);
        Assert.Empty(SeizureQueue.Settle(rows, Day.Of(2025, 6, 30)));
        Assert.Empty(SeizureQueue.Settle([], Day.Of(2025, 6, 30)));
    }

    [Fact]
    public void A_lift_starts_the_next_on_its_day()
    {
        var started = SeizureQueue.Start(Second, Day.Of(2022, 3, 1));
        Assert.Equal(20220301u, started.Start);
        Assert.Equal(20230301u, started.End);
        Assert.Equal(0u, Second.Start);
        Assert.Equal("C", SeizureQueue.At([started, Third], Day.Of(2023, 3, 1)).Active?.Row.DocumentNumber);
    }

    [Fact]
    public void Rows_that_make_no_sense_are_refused()
    {
        var day = Day.Of(2022, 1, 1);
        Assert.Throws<FactFormatException>(() => SeizureQueue.At([Second], day));
        Assert.Throws<FactFormatException>(() => SeizureQueue.At([First, Row("X")], day));
        Assert.Throws<FactFormatException>(() => SeizureQueue.At([First, new SeizureRow()], day));
        Assert.Throws<FactFormatException>(() => SeizureQueue.At([First, Row("X", months: uint.MaxValue)], day));
        Assert.Throws<FactFormatException>(() => SeizureQueue.At([new SeizureRow { Start = 20210229, End = 20220101 }], day));
        Assert.Throws<FactFormatException>(() => SeizureQueue.At([new SeizureRow { Start = 20210228 }], day));
        Assert.Throws<FactFormatException>(() => SeizureQueue.At([new SeizureRow { Start = 20220101, End = 20220101 }], day));
        Assert.Throws<FactFormatException>(() => SeizureQueue.EndOf(Day.Last, new SeizureTerm { Days = 1 }));
    }

    private static SeizureRow Row(string name, uint months = 0, uint days = 0, string? start = null)
    {
        var row = new SeizureRow
        {
            Kind = SeizureKind.Seizure,
            Authority = "11441900000000019Y",
            DocumentNumber = name,
            Term = new SeizureTerm { Months = months, Days = days },
        };
        return start is null ? row : SeizureQueue.Start(row, Day.Parse(start));
    }
}
