using Ledger.V1;

namespace Ledger.Facts.Tests;

/// <summary>Seizures of profile 2: nothing is settled on the page, everything follows from what the documents state.</summary>
public class SeizureFoldTests
{
    private static readonly Party An = new() { Kind = PartyKind.Organisation, IdentityClass = IdentityClass.CreditCode, CreditCode = "91441900MA00000238" };
    private static readonly Party Bo = new() { Kind = PartyKind.Organisation, IdentityClass = IdentityClass.CreditCode, CreditCode = "91441900MA0000015D" };

    [Theory]
    [InlineData("2021-03-05", 36u, 0u, false, "2024-03-06")] // three years from 2021-03-05 run through 2024-03-05
    [InlineData("2021-03-05", 36u, 0u, true, "2024-03-05")]
    [InlineData("2026-10-31", 1u, 0u, false, "2026-12-01")] // through 11-30: there is no 11-31
    [InlineData("2026-10-31", 1u, 0u, true, "2026-12-01")]
    [InlineData("2026-03-01", 1u, 0u, true, "2026-04-01")]
    [InlineData("2024-02-29", 12u, 0u, false, "2025-03-01")]
    [InlineData("2023-02-28", 12u, 0u, false, "2024-02-29")] // the corresponding day, not the month's last
    [InlineData("2021-03-05", 0u, 30u, false, "2021-04-05")]
    [InlineData("2021-03-05", 0u, 30u, true, "2021-04-04")]
    [InlineData("2021-03-05", 1u, 1u, false, "2021-04-07")]
    public void A_term_ends_on_the_corresponding_day_or_on_the_months_last(string start, uint months, uint days, bool firstDayCounts, string end)
        => Assert.Equal(end, SeizureTerms.EndOf(Day.Parse(start), new SeizureTerm { Months = months, Days = days }, firstDayCounts).ToString());

    [Theory]
    [InlineData("2024-03-06", 36u, false, "2027-03-06")]
    [InlineData("2024-03-05", 36u, true, "2027-03-05")]
    [InlineData("2026-11-01", 1u, false, "2026-12-01")] // its last day is 10-31: through 11-30
    [InlineData("2026-12-01", 1u, false, "2026-12-31")]
    public void A_renewal_follows_on_the_last_day(string end, uint months, bool firstDayCounts, string renewed)
        => Assert.Equal(renewed, SeizureTerms.RenewedEndOf(Day.Parse(end), new SeizureTerm { Months = months }, firstDayCounts).ToString());

    [Fact]
    public void A_seizure_starts_with_the_instant_of_its_delivery_and_ends_with_a_day()
    {
        SeizureRow[] rows = [Row("A", "2021-03-05", 15, months: 1)];

        Assert.Null(SeizureQueue.At(rows, Instant("2021-03-05", 15) - 1).Active);
        Assert.Equal("A", Active(rows, Instant("2021-03-05", 15)));
        Assert.Equal("A", Active(rows, Instant("2021-04-06", 0) - 1));
        Assert.Null(SeizureQueue.At(rows, Instant("2021-04-06", 0)).Active);
        Assert.Equal("A", SeizureQueue.At(rows, Day.Parse("2021-03-05")).Active?.Row.DocumentNumber);
    }

    [Fact]
    public void The_next_starts_with_the_day_after_the_last_of_the_one_before()
    {
        SeizureRow[] rows = [Row("A", "2021-03-05", months: 1), Row("B", "2021-03-10", months: 2)];

        var queue = SeizureQueue.At(rows, Instant("2021-03-20"));

        Assert.Equal(("A", Day.Parse("2021-04-06")), (queue.Active!.Value.Row.DocumentNumber, queue.Active.Value.End));
        Assert.Equal((Day.Parse("2021-04-06"), Day.Parse("2021-06-07")), (queue.Queued[0].Start, queue.Queued[0].End));
        Assert.True(queue.Queued[0].IsPromoted);
        Assert.Equal("B", Active(rows, Instant("2021-04-06", 0)));
    }

    [Fact]
    public void One_delivered_after_the_end_of_the_one_before_starts_with_its_own_delivery()
    {
        SeizureRow[] rows = [Row("A", "2021-03-05", months: 1), Row("B", "2021-05-01", months: 1)];

        Assert.Null(SeizureQueue.At(rows, Instant("2021-04-10")).Active);
        Assert.Equal("B", Active(rows, Instant("2021-05-01", 9)));
    }

    [Fact]
    public void A_lift_ends_it_on_its_day_and_the_next_starts_with_that_day()
    {
        SeizureRow[] rows = [Row("A", "2021-03-05", months: 36), Row("B", "2021-03-10", months: 12)];
        rows[0].Lifted = 20210601;

        Assert.Equal("A", Active(rows, Instant("2021-06-01", 0) - 1));
        Assert.Equal("B", Active(rows, Instant("2021-06-01", 0)));
        Assert.Equal(Day.Parse("2022-06-02"), SeizureQueue.At(rows, Instant("2021-06-01")).Active!.Value.End);
    }

    [Fact]
    public void One_lifted_while_it_waited_never_was_in_force()
    {
        SeizureRow[] rows = [Row("A", "2021-03-05", months: 36), Row("B", "2021-03-10", months: 12), Row("C", "2021-03-11", months: 12)];
        rows[1].Lifted = 20210401;

        Assert.Equal("C", Active(rows, Instant("2024-03-06", 0)));
        Assert.Equal(["A", "B"], SeizureQueue.At(rows, Instant("2024-03-06", 0)).Lapsed.Select(place => place.Row.DocumentNumber));
    }

    [Fact]
    public void A_renewal_delivered_in_time_takes_back_the_promotion_whenever_it_is_entered()
    {
        SeizureRow[] rows = [Row("A", "2021-03-05", months: 1), Row("B", "2021-03-10", months: 12)];
        Assert.Equal("B", Active(rows, Instant("2021-04-06")));

        rows[0].Renewals.Add(Renewal("2021-04-05", 17, months: 6));

        Assert.Equal("A", Active(rows, Instant("2021-04-06")));
        Assert.Equal(Day.Parse("2021-10-06"), SeizureQueue.At(rows, Instant("2021-04-06")).Active!.Value.End);
        Assert.Equal("B", Active(rows, Instant("2021-10-06")));
    }

    [Fact]
    public void A_renewal_delivered_after_the_end_renews_nothing()
    {
        SeizureRow[] rows = [Row("A", "2021-03-05", months: 1)];

        rows[0].Renewals.Add(Renewal("2021-04-06", 0, months: 6));

        Assert.Null(SeizureQueue.At(rows, Instant("2021-04-06")).Active);
    }

    [Fact]
    public void A_stated_last_day_wins_over_the_term()
    {
        var row = Row("A", "2021-03-05", months: 36);
        row.StatedLast = 20240305;

        Assert.Equal(Day.Parse("2024-03-05"), SeizureQueue.At([row], Instant("2021-03-06")).Active!.Value.End);
    }

    [Fact]
    public void A_term_runs_from_the_stated_first_day()
    {
        var row = Row("A", "2021-03-05", months: 1);
        row.StatedFirst = 20210301;

        Assert.Equal(Day.Parse("2021-04-02"), SeizureQueue.At([row], Instant("2021-03-06")).Active!.Value.End);
    }

    [Fact]
    public void One_that_waits_runs_its_stated_length_from_its_promotion()
    {
        var row = Row("B", "2021-03-10");
        (row.Term, row.StatedFirst, row.StatedLast) = (null, 20210310, 20210409); // 30 days

        var queue = SeizureQueue.At([Row("A", "2021-03-05", months: 1), row], Instant("2021-03-20"));

        Assert.Equal((Day.Parse("2021-04-06"), Day.Parse("2021-05-06")), (queue.Queued[0].Start, queue.Queued[0].End));
    }

    [Fact]
    public void A_holding_has_a_queue_of_its_own_and_the_whole_stands_in_each()
    {
        SeizureRow[] rows = [Share("A", "2021-03-05", An), Share("B", "2021-03-06", Bo), Row("C", "2021-03-07", months: 12), Share("D", "2021-03-08", Bo)];
        (rows[2].Scope, rows[0].Term, rows[1].Term) = (new() { Numerator = 1, Denominator = 1 }, new() { Months = 1 }, new() { Months = 2 });
        rows[2].Holders.Add([An, Bo]);

        Assert.Equal(["A", "B"], InForce(rows, "2021-03-20"));
        Assert.Equal(["B", "C"], InForce(rows, "2021-04-20")); // the whole took over An's holding
        Assert.Equal(["C"], InForce(rows, "2021-05-20"));
        Assert.Equal("C", SeizureQueue.In(rows, An, Instant("2021-04-20")).Active?.Row.DocumentNumber);
        Assert.Equal("B", SeizureQueue.In(rows, Bo, Instant("2021-04-20")).Active?.Row.DocumentNumber);
        Assert.Equal(["C", "D"], SeizureQueue.In(rows, Bo, Instant("2021-04-20")).Queued.Select(place => place.Row.DocumentNumber));
    }

    [Fact]
    public void A_row_of_profile_1_goes_on_under_profile_2()
    {
        var old = SeizureQueue.Start(
            new SeizureRow { Kind = SeizureKind.Seizure, Authority = "11441900000000019Y", DocumentNumber = "A", Term = new() { Months = 1 } },
            Day.Parse("2021-03-05"));
        SeizureRow[] rows = [old, Row("B", "2021-03-10", months: 1)];

        Assert.Equal(Day.Parse("2021-04-05"), SeizureQueue.At(rows, Instant("2021-03-20")).Active!.Value.End);
        old.Renewals.Add(Renewal("2021-04-04", 9, months: 1));
        Assert.Equal(Day.Parse("2021-05-05"), SeizureQueue.At(rows, Instant("2021-03-20")).Active!.Value.End);
        old.Lifted = 20210401;
        Assert.Equal("B", Active(rows, Instant("2021-04-01")));
    }

    [Theory]
    [InlineData("2021-07-04", "2021-04-06", false)] // 89 days after the end
    [InlineData("2021-07-05", "2021-04-06", true)]
    [InlineData("2021-07-05", "2021-04-05", false)] // recorded before the end
    public void An_ended_row_stays_for_90_days(string today, string recorded, bool dropped)
    {
        var page = new EncumbrancePage
        {
            Seizures = { Row("A", "2021-03-05", months: 1) },
            Locks = { new LockRow { From = 20210305, Ended = 20210406 } },
        };

        page.DropEnded(Day.Parse(today), Instant(recorded));

        Assert.Equal(dropped ? 0 : 1, page.Seizures.Count);
        Assert.Equal(dropped ? 0 : 1, page.Locks.Count);
    }

    [Fact]
    public void A_stated_length_that_leaves_the_calendar_ends_with_it()
    {
        var first = Row("A", "2021-03-05", months: 36);
        var second = Row("B", "2021-03-10", months: 1);
        (second.Term, second.StatedLast) = (null, 99991231);

        Assert.Equal(Day.Last, SeizureQueue.EndsOf([first, second])[1]);
    }

    [Fact]
    public void A_lapsed_notice_stays_as_long_as_a_case_keeps_it_and_an_ended_one_does_not()
    {
        var page = new EncumbrancePage
        {
            Notices = { new AdvanceNoticeRow { Lapses = 20210406 }, new AdvanceNoticeRow { Lapses = 20210406, Ended = 20210401 } },
        };

        page.DropEnded(Day.Parse("2022-01-01"), Instant("2022-01-01"), static _ => true);
        Assert.Equal(0u, Assert.Single(page.Notices).Ended);
        page.DropEnded(Day.Parse("2022-01-01"), Instant("2022-01-01"), static _ => false);
        Assert.Empty(page.Notices);
    }

    [Fact]
    public void An_ended_row_stays_while_another_has_its_start_from_it()
    {
        var page = new EncumbrancePage
        {
            Seizures = { Row("A", "2021-03-05", months: 1), Row("B", "2021-03-10", months: 36), Row("C", "2021-03-11", months: 1) },
        };

        page.DropEnded(Day.Parse("2022-01-01"), Instant("2022-01-01"));
        Assert.Equal(3, page.Seizures.Count);

        page.DropEnded(Day.Parse("2025-01-01"), Instant("2025-01-01"));
        Assert.Empty(page.Seizures);
    }

    [Fact]
    public void Rows_that_make_no_sense_are_refused()
    {
        var delivered = Row("A", "2021-03-05", months: 1);
        delivered.DeliveryTimeMs = 0;
        Assert.Throws<FactFormatException>(() => SeizureQueue.At([delivered], Instant("2021-03-06")));
        Assert.Throws<FactFormatException>(() => SeizureQueue.At([Row("A", "2021-03-05")], Instant("2021-03-06")));
        var last = Row("A", "2021-03-05");
        last.StatedLast = 20210229;
        Assert.Throws<FactFormatException>(() => SeizureQueue.At([last], Instant("2021-03-06")));
    }

    private static string? Active(SeizureRow[] rows, ulong instant) => SeizureQueue.At(rows, instant).Active?.Row.DocumentNumber;

    private static IEnumerable<string> InForce(SeizureRow[] rows, string day)
        => SeizureQueue.At(rows, Instant(day)).InForce.Select(place => place.Row.DocumentNumber);

    private static ulong Instant(string day, int hour = 10) => (ulong)Day.Parse(day).StartMilliseconds + ((ulong)hour * 3_600_000);

    private static SeizureRow Row(string name, string delivered, int hour = 9, uint months = 0) => new()
    {
        Kind = SeizureKind.Seizure,
        Authority = "11441900000000019Y",
        DocumentNumber = name,
        DeliveryTimeMs = Instant(delivered, hour),
        RecordingMs = Instant(delivered, hour) + 1,
        Term = new SeizureTerm { Months = months },
    };

    private static SeizureRow Share(string name, string delivered, Party holder)
    {
        var row = Row(name, delivered, months: 12);
        row.Scope = new() { Numerator = 1, Denominator = 2 };
        row.Holders.Add(holder);
        return row;
    }

    private static SeizureRenewal Renewal(string delivered, int hour, uint months)
        => new() { DocumentNumber = "R", DeliveryTimeMs = Instant(delivered, hour), Term = new() { Months = months } };
}
