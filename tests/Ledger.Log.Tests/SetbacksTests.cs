using Microsoft.Extensions.Time.Testing;

namespace Ledger.Log.Tests;

public sealed class SetbacksTests
{
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public void The_first_is_told_at_once_and_the_count_at_growing_intervals()
    {
        var setbacks = new Setbacks(clock);
        var told = new List<(double Seconds, ulong Count)>();
        var begun = clock.GetUtcNow();
        for (var second = 0; second <= 100; second++)
        {
            if (setbacks.Add(new($"reason {second}", "")) is { } row)
                told.Add(((clock.GetUtcNow() - begun).TotalSeconds, row.Count));
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([(0, 1ul), (10, 11ul), (30, 31ul), (70, 71ul)], told);
        Assert.Equal((101ul, "reason 100", begun), (setbacks.Row!.Count, setbacks.Row.Reason.English, setbacks.Row.Since));
    }

    [Fact]
    public void However_long_it_lasts_it_is_told_every_ten_minutes()
    {
        var setbacks = new Setbacks(clock);
        var told = 0;
        for (var minute = 0; minute < 600; minute++)
        {
            told += setbacks.Add(new("away", "")) is null ? 0 : 1;
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.InRange(told, 59, 70);
    }

    [Fact]
    public void A_success_ends_the_row_once_and_the_next_failure_begins_another()
    {
        var setbacks = new Setbacks(clock);
        Assert.Null(setbacks.Succeed());
        setbacks.Add(new("away", ""));
        setbacks.Add(new("away", ""));

        Assert.Equal(2ul, setbacks.Succeed()!.Count);
        Assert.Null(setbacks.Succeed());
        Assert.Null(setbacks.Row);
        Assert.Equal(1ul, setbacks.Add(new("again", ""))!.Count);
    }
}
