using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>轮候: who is in force, who waits, and who takes over.</summary>
public sealed class SeizureQueueRuleTests
{
    private static readonly Day June1 = Day.Of(2021, 6, 1);

    private readonly SeizureBook book = new SeizureBook(new TestLedger()).At(June1);

    [Fact]
    public void C31_later_seizures_wait_in_order_of_delivery()
    {
        book.Enter(1, delivered: Instant(June1, 9)).Accept();
        book.Enter(3, delivered: Instant(June1, 9) + 3).Accept();
        book.Enter(2, delivered: Instant(June1, 9) + 2).Accept();

        Assert.Equal(Documents(1, 2, 3), book.Documents);
        Assert.Equal([true, false, false], book.Rows.Select(row => row.Start != 0));
    }

    [Fact]
    public void C31_a_notice_delivered_earlier_but_entered_later_never_goes_before_the_active_one()
    {
        book.Enter(2, delivered: Instant(June1, 9)).Accept();
        book.Enter(3, delivered: Instant(June1, 9) + 1).Accept();

        book.Enter(1, delivered: Instant(June1, 8)).Accept();

        Assert.Equal(Documents(2, 1, 3), book.Documents);
    }

    [Fact]
    public void C31_notices_delivered_at_one_instant_stand_in_the_order_of_entry()
    {
        foreach (var number in (int[])[4, 2, 3])
            book.Enter(number, delivered: Instant(June1, 9)).Accept();

        Assert.Equal(Documents(4, 2, 3), book.Documents);
    }

    [Fact]
    public void C31_the_next_starts_on_the_day_the_first_is_lifted_and_its_term_runs_from_there()
    {
        book.Enter(1, months: 36).Accept();
        book.Enter(2, months: 12).Accept();
        book.At(Day.Of(2021, 9, 1));

        book.Lift(1).Accept();

        var row = Assert.Single(book.Rows);
        Assert.Equal((SeizureBook.Document(2), 20210901u, 20220901u), (row.DocumentNumber, row.Start, row.End));
    }

    [Fact]
    public void C31_a_lift_that_disposed_of_a_part_promotes_the_next()
    {
        book.Enter(1).Accept();
        book.Enter(2).Accept();

        book.Lift(1, LiftOutcome.DisposedPart).Accept();

        Assert.Equal(Documents(2), book.Documents);
        Assert.Equal(20210601u, book.Rows[0].Start);
    }

    [Fact]
    public void C31_a_lift_that_disposed_of_the_whole_drops_the_queue()
    {
        book.Enter(1).Accept();
        book.Enter(2).Accept();
        book.Enter(3).Accept();

        book.Lift(1, LiftOutcome.DisposedWhole).Accept();

        Assert.Empty(book.Rows);
    }

    [Fact]
    public void C31_a_queued_seizure_is_lifted_without_touching_the_active_one()
    {
        book.Enter(1, months: 12).Accept();
        book.Enter(2).Accept();
        book.Enter(3).Accept();
        var active = book.Rows[0].Clone();

        book.Lift(2).Accept();

        Assert.Equal(Documents(1, 3), book.Documents);
        Assert.Equal(active, book.Rows[0]);
        Assert.Equal(0u, book.Rows[1].Start);
    }

    [Theory]
    [InlineData(LiftOutcome.DisposedWhole)]
    [InlineData(LiftOutcome.DisposedPart)]
    public void C31_a_queued_seizure_disposes_of_nothing(LiftOutcome outcome)
    {
        book.Enter(1).Accept();
        book.Enter(2).Accept();

        var finding = book.Lift(2, outcome).Refuse("C-31").Of("C-31");

        Assert.Contains(finding.Values, value => value.Source == "event.outcome");
        Assert.Contains(finding.Values, value => value.Value == SeizureBook.Document(2) && value.Source == PageKeys.Encumbrances(SaleCase.Flat));
        Assert.Equal(2, book.Rows.Count);
    }

    [Theory]
    [InlineData(-1, 1)] // 23:59:59.999 of the last day in UTC+8
    [InlineData(0, 2)] // midnight in UTC+8, which is 16:00 of the day before in UTC
    public void C31_the_first_of_three_lapses_at_midnight_in_UTC_8_and_the_next_takes_over(int milliseconds, int active)
    {
        book.Enter(1, months: 1, delivered: Instant(June1, 0)).Accept();
        book.Enter(2, months: 1).Accept();
        book.Enter(3, months: 1).Accept();

        // The envelope's clock goes on by a second with each.
        book.Ledger.TimeMs = Instant(Day.Of(2021, 7, 1), 0) - 1_000 + (ulong)milliseconds;
        var queue = SeizureQueue.At(book.Rows, book.Ledger.TimeMs + 1_000);
        book.Renew(active, change: e => e.Recording = Acts.Recorded(June1, June1, 88)).Accept();

        Assert.Equal(SeizureBook.Document(active), queue.Active!.Value.Row.DocumentNumber);
        Assert.Equal(active == 1 ? Documents(1, 2, 3) : Documents(2, 3), book.Documents);
        Assert.Equal(active == 1 ? (20210601u, 20240701u) : (20210701u, 20240801u), (book.Rows[0].Start, book.Rows[0].End));
    }

    [Fact]
    public void C31_who_drops_a_lapsed_seizure_writes_the_promoted_start_into_the_next()
    {
        book.Enter(1, months: 1).Accept();
        book.Enter(2, months: 12).Accept();
        book.At(Day.Of(2021, 8, 15));

        book.Enter(3).Accept();

        Assert.Equal(Documents(2, 3), book.Documents);
        Assert.Equal((20210701u, 20220701u), (book.Rows[0].Start, book.Rows[0].End));
        Assert.Equal(0u, book.Rows[1].Start);
    }

    [Fact]
    public void C31_an_early_notice_entered_after_a_promotion_by_lapse_goes_behind_the_promoted_one()
    {
        book.Enter(1, months: 1, delivered: Instant(June1, 8)).Accept();
        book.Enter(3, delivered: Instant(June1, 9)).Accept();
        book.At(Day.Of(2021, 8, 15));

        book.Enter(2, delivered: Instant(June1, 8) + 1).Accept();

        Assert.Equal(Documents(3, 2), book.Documents);
    }

    [Fact]
    public void C31_a_notice_delivered_while_another_was_active_starts_at_that_ones_end()
    {
        book.Enter(1, months: 1).Accept();
        book.At(Day.Of(2021, 8, 15));

        book.Enter(2, months: 12, delivered: Instant(Day.Of(2021, 6, 20), 9)).Accept();

        var row = Assert.Single(book.Rows);
        Assert.Equal((20210701u, 20220701u), (row.Start, row.End));
    }

    [Fact]
    public void C31_a_notice_delivered_after_a_lapse_starts_with_its_delivery()
    {
        book.Enter(1, months: 1).Accept();
        book.At(Day.Of(2021, 8, 15));

        book.Enter(2, months: 12, delivered: Instant(Day.Of(2021, 8, 10), 9)).Accept();

        Assert.Equal(20210810u, Assert.Single(book.Rows).Start);
    }

    [Fact]
    public void C31_a_lift_recorded_before_the_promotion_by_lapse_starts_the_next_at_that_promotion()
    {
        book.Enter(1, months: 1).Accept();
        book.Enter(2, months: 36).Accept();
        book.Enter(3, months: 12).Accept();
        book.At(Day.Of(2021, 7, 2));

        // Recorded while 2 still waited; 1 lapsed on 1 July before the envelope came.
        book.Lift(2, change: e => e.Recording = Acts.Recorded(Day.Of(2021, 6, 28), Day.Of(2021, 6, 30), 88)).Accept();

        Assert.Equal((SeizureBook.Document(3), 20210701u), (book.Rows[0].DocumentNumber, book.Rows[0].Start));
    }

    [Fact]
    public void C31_a_promoted_seizure_that_is_over_by_now_gives_way_to_the_next()
    {
        book.Enter(1).Accept();
        book.Enter(2, months: 1).Accept();
        book.Enter(3, months: 12).Accept();
        book.At(Day.Of(2021, 8, 15));

        // Lifted on 5 June, sent in ten weeks later: 2 had its month from then, 3 follows.
        book.Lift(1, change: e => e.Recording = Acts.Recorded(Day.Of(2021, 6, 4), Day.Of(2021, 6, 5), 88)).Accept();

        var row = Assert.Single(book.Rows);
        Assert.Equal((SeizureBook.Document(3), 20210705u, 20220705u), (row.DocumentNumber, row.Start, row.End));
    }

    private static ulong Instant(Day day, int hour) => (ulong)day.StartMilliseconds + ((ulong)hour * 3_600_000);

    private static IEnumerable<string> Documents(params IEnumerable<int> numbers) => numbers.Select(SeizureBook.Document);
}
