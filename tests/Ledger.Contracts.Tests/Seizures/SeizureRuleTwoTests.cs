using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Seizures of profile 2: debtors, organs, stated days, renewals and lifts as of their delivery.</summary>
public sealed class SeizureRuleTwoTests
{
    private static readonly Day June1 = Day.Of(2021, 6, 1);

    private readonly SaleCase sale = new(TestLedger.Two());
    private readonly SeizureBook book;

    public SeizureRuleTwoTests()
    {
        sale.Open();
        book = new SeizureBook(sale.Ledger).At(June1);
    }

    [Fact]
    public void A_seizure_is_entered_at_once_without_a_case()
    {
        var e = book.Entry(1);
        sale.Ledger.Judge(Members.Registration, e).Accept();
        sale.Ledger.Counter.Open = false;
        e.Recording.AcceptanceNumber = e.Recording.AcceptanceNumber[..8] + "9998";

        sale.Ledger.Submit(Members.Registration, e).Accept();
    }

    [Fact]
    public void C74_who_records_a_seizure_without_a_case_is_not_its_reviewer()
    {
        var both = Acts.Bytes(77);
        book.Enter(1).Accept();
        sale.Ledger.Counter.Enrol(Members.Registration, both, StaffDuty.Record, StaffDuty.Review);

        book.Enter(2, change: e => (e.Act.Operator, e.Recording.Reviewer) = (both, both)).Refuse("C-74");
        book.Enter(2, change: e => e.Act.Operator = both).Accept();
    }

    [Fact]
    public void A_seizure_states_against_whom_it_is()
    {
        book.Enter(1, change: e => e.Debtors.Clear()).Refuse("C-69");
        book.Enter(1, change: e => e.Scope = null).Refuse("C-69");
    }

    [Fact]
    public void C72_a_debtor_who_is_not_the_owner_is_entered_all_the_same_once_confirmed()
    {
        book.Debtors = [TestParty.Bo];

        Assert.Equal(Severity.Warning, book.Enter(1).Refuse("C-72").Of("C-72").Severity);
        book.Enter(1, change: e => e.Act = Acts.Of("C-72")).Accept();
    }

    [Theory]
    [InlineData(0, false)] // delivered at the instant of the recording: the transfer was not complete before it
    [InlineData(1, true)]
    public void C30_a_notice_against_the_former_owner_after_the_transfer_seizes_nothing(int milliseconds, bool refused)
    {
        var recorded = sale.Ledger.TimeMs - 7_200_000;
        Sold(recorded);

        var outcome = book.Enter(1, delivered: recorded + (ulong)milliseconds, change: e => e.Act = Acts.Of("C-72"));

        if (refused)
            outcome.Refuse("C-30");
        else
            outcome.Accept();
    }

    // An sold to Bo two hours ago and Bo to Chen one hour ago.
    [Theory]
    [InlineData(-7_200_000, false)]
    [InlineData(-7_199_999, true)]
    [InlineData(-3_599_999, true)]
    public void C30_a_notice_against_one_who_owned_the_unit_before_the_last_transfer_seizes_nothing_either(int milliseconds, bool refused)
    {
        var now = sale.Ledger.TimeMs;
        SoldTwice(now - 7_200_000, now - 3_600_000, TestParty.Chen);

        Entered(now, milliseconds, refused);
    }

    // An sold to Bo, bought it back, and sold to Chen one hour ago: what he gave up last counts.
    [Theory]
    [InlineData(-3_600_000, false)]
    [InlineData(-3_599_999, true)]
    public void C30_who_had_the_unit_again_gave_it_up_when_he_sold_it_last(int milliseconds, bool refused)
    {
        var now = sale.Ledger.TimeMs;
        SoldTwice(now - 7_200_000, now - 5_400_000, TestParty.An);
        Sold("441900B21050000077", now - 3_600_000, TestParty.An, TestParty.Chen);

        Entered(now, milliseconds, refused);
    }

    [Fact]
    public void C30_a_seizure_tells_which_cases_it_stops()
    {
        sale.Ledger.PutOld(PageKeys.Desk(SaleCase.Flat), new DeskPage
        {
            UnitCode = SaleCase.Flat,
            Cases = { new DeskCase { AcceptanceNumber = "202105310001", AcceptanceMs = 1, Flows = { FlowCode.F211 } } },
        });

        Assert.Equal(Severity.Information, book.Enter(1).Accept().Of("C-30").Severity);
    }

    [Fact]
    public void A_seizure_needs_a_title_and_a_pre_seizure_something_that_is_none_yet()
    {
        var other = new SeizureBook(sale.Ledger, "441900004001GB00013F00010101");

        other.Enter(1).Refuse("STATE");
        other.Enter(2, change: e => e.Kind = SeizureKind.PreSeizure).Refuse("STATE");
        sale.Ledger.PutOld(PageKeys.Permit("东房预字第1号"), new PermitPage { PermitNumber = "东房预字第1号", Developer = TestParty.Developer.Number });
        sale.Ledger.PutOld(PageKeys.House("441900004001GB00013F00010101"), new HousePage
        {
            UnitCode = "441900004001GB00013F00010101",
            Epoch = 1,
            PermitNumber = "东房预字第1号",
            State = HouseState.ForSale,
        });
        other.Enter(2, change: e => e.Kind = SeizureKind.PreSeizure).Refuse("C-72");
        other.Debtors = [TestParty.Developer];
        other.Enter(2, change: e => e.Kind = SeizureKind.PreSeizure).Accept();
        book.Enter(3, change: e => e.Kind = SeizureKind.PreSeizure).Refuse("STATE");
        Assert.Equal((Origin.NotOpened, 1u), (other.Page.Origin, other.Page.Epoch));
    }

    [Theory]
    [InlineData(SeizureOrgan.Court, SeizureKind.Seizure, 36u, 0u, false)]
    [InlineData(SeizureOrgan.Court, SeizureKind.Seizure, 36u, 1u, true)]
    [InlineData(SeizureOrgan.Police, SeizureKind.Seizure, 24u, 0u, false)]
    [InlineData(SeizureOrgan.Police, SeizureKind.Seizure, 24u, 1u, true)]
    [InlineData(SeizureOrgan.Customs, SeizureKind.Seizure, 37u, 0u, true)]
    public void C32_a_longer_term_counts_to_the_longest_allowed(SeizureOrgan organ, SeizureKind kind, uint months, uint days, bool longer)
    {
        void Change(SeizureEntered e) => (e.Organ, e.Kind, e.Term) = (organ, kind, new() { Months = months, Days = days });

        var outcome = book.Enter(1, change: Change);

        if (longer)
        {
            Assert.Equal(Severity.Warning, outcome.Refuse("C-32").Of("C-32").Severity);
            book.Enter(1, change: e =>
            {
                Change(e);
                e.Act = Acts.Of("C-32");
            }).Accept();
        }

        var limit = organ == SeizureOrgan.Police ? 24 : 36;
        Assert.Equal(June1.AddMonths(limit).AddDays(1), SeizureQueue.At(book.Rows, sale.Ledger.TimeMs).Active!.Value.End);
    }

    [Fact]
    public void C32_a_pre_seizure_has_a_limit_of_its_own()
    {
        var linlan = new SaleCase(TestLedger.Two("dongguan", file => file.PreSeizureMonths = 24)).Open();
        var other = new SeizureBook(linlan.Ledger, "441900004001GB00013W00000000").At(June1);

        other.Enter(1, 25, change: e => e.Kind = SeizureKind.PreSeizure).Refuse("C-32");
        other.Enter(1, 24, change: e => e.Kind = SeizureKind.PreSeizure).Accept();
    }

    [Theory]
    [InlineData(20240602u, false)] // the day after the last: through 2024-06-01
    [InlineData(20240603u, true)]
    public void C32_a_stated_last_day_within_the_longest_term_counts_as_stated(uint last, bool longer)
    {
        var outcome = book.Enter(1, change: e => (e.Term, e.StatedLast) = (null, last));

        if (longer)
            outcome.Refuse("C-32");
        else
            outcome.Accept();
    }

    [Fact]
    public void C31_one_delivered_earlier_but_entered_later_goes_behind_the_active_one_and_before_the_queued()
    {
        var nine = sale.Ledger.TimeMs - 3_600_000;
        book.Enter(2, delivered: nine).Accept();
        book.Enter(3, delivered: nine + 2).Accept();

        book.Enter(1, delivered: nine - 1).Accept();

        Assert.Equal([2, 1, 3], Numbers());
        Assert.Equal(SeizureBook.Document(2), Active());
    }

    [Fact]
    public void C31_a_city_may_put_the_earlier_delivered_one_first()
    {
        var reordering = new SaleCase(TestLedger.Two("dongguan", file => file.SeizureReorder = true)).Open();
        var other = new SeizureBook(reordering.Ledger).At(June1);
        var nine = reordering.Ledger.TimeMs - 3_600_000;
        other.Enter(2, delivered: nine).Accept();

        other.Enter(1, delivered: nine - 1).Accept();

        Assert.Equal([SeizureBook.Document(1), SeizureBook.Document(2)], other.Documents);
        Assert.Equal(SeizureBook.Document(1), SeizureQueue.At(other.Rows, reordering.Ledger.TimeMs).Active!.Value.Row.DocumentNumber);
    }

    [Theory]
    [InlineData("（2026）粤1971执保123-2号")]
    [InlineData("东公（经）查封字〔2026〕00012号")]
    [InlineData("莞税稽封〔2026〕12号")]
    [InlineData("黄关缉查字〔2026〕0003号之一")]
    [InlineData("粤东检刑冻〔2026〕第5号")]
    [InlineData("东监查封〔2026〕7号")]
    public void Documents_of_every_organ_are_entered(string document)
        => book.Enter(1, change: e => e.DocumentNumber = document).Accept();

    [Fact]
    public void C32_a_renewal_delivered_on_the_last_day_counts_though_it_is_entered_after_midnight()
    {
        // Scenario 21: through 2021-07-01.
        book.Enter(1, 1, delivered: (ulong)June1.StartMilliseconds).Accept();
        book.Enter(2, 12).Accept();
        book.At(Day.Of(2021, 7, 2));
        Assert.Equal(SeizureBook.Document(2), Active());

        var delivered = (ulong)Day.Of(2021, 7, 1).StartMilliseconds + (17 * 3_600_000);
        var outcome = book.Renew(1, 6, e => e.DeliveryTimeMs = delivered).Accept();

        Assert.Contains(SeizureBook.Document(2), outcome.Of("C-31").Values[1].Value, StringComparison.Ordinal);
        Assert.Equal(SeizureBook.Document(1), Active());
        Assert.Equal(Day.Of(2022, 1, 2), SeizureQueue.At(book.Rows, sale.Ledger.TimeMs).Active!.Value.End);
    }

    [Fact]
    public void C32_a_renewal_delivered_after_the_last_day_is_too_late()
    {
        book.Enter(1, 1, delivered: (ulong)June1.StartMilliseconds).Accept();
        book.At(Day.Of(2021, 7, 2));

        book.Renew(1, 6, e => e.DeliveryTimeMs = (ulong)Day.Of(2021, 7, 2).StartMilliseconds).Refuse("C-32");
        book.Renew(1, 6, e => e.DeliveryTimeMs = (ulong)Day.Of(2021, 7, 2).StartMilliseconds - 1).Accept();
    }

    [Theory]
    [InlineData(1, false)] // three months before the last day, 2022-06-01
    [InlineData(0, true)]
    public void C32_a_renewal_comes_at_most_three_months_ahead(int day, bool early)
    {
        book.Enter(1, 12, delivered: (ulong)June1.StartMilliseconds).Accept();
        book.At(Day.Of(2022, 2, 28).AddDays(day));

        var outcome = book.Renew(1, 12);

        if (early)
            Assert.Equal(Severity.Warning, outcome.Refuse("C-32").Of("C-32").Severity);
        else
            outcome.Accept();
    }

    [Fact]
    public void C32_renewals_do_not_stack()
    {
        book.Enter(1, 1, delivered: (ulong)June1.StartMilliseconds).Accept();
        book.Renew(1, 1).Accept();

        Assert.Equal(Severity.Reject, book.Renew(1, 1).Refuse("C-32").Of("C-32").Severity);
        book.At(Day.Of(2021, 7, 2)).Renew(1, 1).Accept();
        Assert.Equal(Day.Of(2021, 9, 2), SeizureQueue.At(book.Rows, sale.Ledger.TimeMs).Active!.Value.End);
    }

    [Fact]
    public void C31_a_lift_ends_it_on_the_day_of_its_delivery_and_the_next_takes_over()
    {
        book.Enter(1).Accept();
        book.Enter(2, 12).Accept();
        book.At(Day.Of(2021, 9, 3));

        book.Lift(1, change: e => e.DeliveryTimeMs = (ulong)Day.Of(2021, 9, 1).StartMilliseconds + 1).Accept();

        Assert.Equal(20210901u, book.Rows[0].Lifted);
        Assert.Equal((SeizureBook.Document(2), Day.Of(2022, 9, 2)), (Active(), SeizureQueue.At(book.Rows, sale.Ledger.TimeMs).Active!.Value.End));
        book.Lift(1).Refuse("STATE");
        book.Renew(1).Refuse("C-32");
        book.Enter(1).Refuse("STATE");
    }

    [Fact]
    public void C31_the_whole_is_disposed_of_only_with_the_courts_transfer()
    {
        book.Enter(1).Accept();
        book.Enter(2).Accept();

        book.Lift(1, LiftOutcome.DisposedWhole).Refuse("C-31");
        book.Lift(2, LiftOutcome.DisposedPart).Refuse("C-31");
        book.Lift(1, LiftOutcome.DisposedPart).Accept();
        Assert.Equal(SeizureBook.Document(2), Active());
    }

    [Fact]
    public void C33_another_authority_neither_lifts_nor_renews()
    {
        book.Enter(1).Accept();

        book.Lift(1, change: e => e.Authority = SeizureBook.Police).Refuse("C-33");
        book.Renew(1, change: e => e.Authority = SeizureBook.Police).Refuse("C-33");
    }

    [Fact]
    public void C33_a_superior_lifts_by_exception()
    {
        book.Enter(1).Accept();
        void Change(SeizureLifted e) => (e.Authority, e.By) = (SeizureBook.Police, SeizureLifter.Superior);

        Assert.Equal(Severity.Exception, book.Lift(1, change: Change).Refuse("C-33").Of("C-33").Severity);
        sale.Ledger.PutOld(PageKeys.Exception("EX202106010001"), new ExceptionPage
        {
            Restriction = SeizureBook.Document(1),
            Number = "EX202106010001",
            Rule = "C-33",
            Event = "SeizureLifted",
            Subject = SaleCase.Flat,
            Ground = "SUPERIOR_RULING",
            Approver = Acts.Bytes(9),
            Until = 20210701,
            Member = Members.Registration.CreditCode,
        });
        book.Lift(1, change: e =>
        {
            Change(e);
            e.Act.Exceptions.Add(new ExceptionUse { Rule = "C-33", Number = "EX202106010001" });
        }).Accept();
        Assert.Null(Active());
    }

    [Fact]
    public void C33_who_a_seizure_was_handed_over_to_lifts_it()
    {
        book.Enter(1).Accept();
        void Change(SeizureLifted e) => (e.Authority, e.By) = (SeizureBook.Police, SeizureLifter.HandedOver);
        book.Lift(1, change: Change).Refuse("C-33");

        HandOver(1).Accept();

        Assert.Equal(SeizureBook.Police, book.Rows[0].HandedTo);
        book.Lift(1, change: Change).Accept();
    }

    [Fact]
    public void C33_only_the_authority_hands_over_and_only_what_is_in_force()
    {
        book.Enter(1).Accept();
        book.Enter(2).Accept();

        HandOver(1, e => e.Authority = SeizureBook.Police).Refuse("C-33");
        HandOver(2).Refuse("STATE");
        HandOver(3).Refuse("STATE");
    }

    [Fact]
    public void C71_an_authoritys_notice_makes_no_other_act_late()
    {
        book.Enter(1).Accept();

        Assert.Equal((0ul, 20210301u), (book.Page.RecordingMs == sale.Title().RecordingMs ? 0ul : 1ul, book.Page.RecordingDate));
    }

    [Fact]
    public void C57_a_document_is_delivered_before_it_is_accepted()
    {
        book.Enter(1).Accept();

        book.Enter(2, delivered: sale.Ledger.TimeMs + 1).Refuse("C-57");
        book.Renew(1, change: e => e.DeliveryTimeMs = e.Recording.AcceptanceTimeMs + 1).Refuse("C-57", "C-32");
        book.Lift(1, change: e => e.DeliveryTimeMs = e.Recording.AcceptanceTimeMs + 1).Refuse("C-57");
    }

    private Outcome HandOver(int number, Action<SeizureHandedOver>? change = null)
    {
        var lift = book.Lifting(number);
        var e = new SeizureHandedOver
        {
            Act = Acts.Of(),
            Recording = lift.Recording,
            UnitCode = lift.UnitCode,
            BusinessNumber = lift.BusinessNumber,
            Authority = SeizureBook.Court,
            DocumentNumber = lift.DocumentNumber,
            ToAuthority = SeizureBook.Police,
            HandOverDocumentNumber = lift.LiftDocumentNumber,
            Date = lift.Recording.RecordingDate,
        };
        change?.Invoke(e);
        return sale.Ledger.Submit(Members.Registration, e);
    }

    private string? Active() => SeizureQueue.At(book.Rows, sale.Ledger.TimeMs).Active?.Row.DocumentNumber;

    private IEnumerable<int> Numbers()
        => book.Documents.Select(document => Enumerable.Range(1, 9).Single(number => SeizureBook.Document(number) == document));

    /// <summary>The flat was sold by An to Bo and recorded at an instant.</summary>
    private void Entered(ulong now, int milliseconds, bool refused)
    {
        var outcome = book.Enter(1, delivered: (ulong)((long)now + milliseconds), change: e => e.Act = Acts.Of("C-72"));

        if (refused)
            outcome.Refuse("C-30");
        else
            outcome.Accept();
    }

    private void SoldTwice(ulong first, ulong second, TestParty last)
    {
        Sold(sale.Number, first, TestParty.An, TestParty.Bo);
        Sold("441900B21050000078", second, TestParty.Bo, last);
    }

    private void Sold(string number, ulong recordedMs, TestParty seller, TestParty buyer)
    {
        var bases = sale.Title().Bases.Clone();
        Sold(recordedMs, number, seller, buyer);
        var title = sale.Title();
        title.Bases.AddRange(bases);
        title.Bases.Add(new TitleBasis { Number = number, RecordingMs = recordedMs });
        sale.Ledger.PutOld(PageKeys.Title(SaleCase.Flat), title);
    }

    private void Sold(ulong recordedMs) => Sold(recordedMs, sale.Number, TestParty.An, TestParty.Bo);

    private void Sold(ulong recordedMs, string number, TestParty seller, TestParty buyer)
    {
        var title = sale.Title();
        title.Owners[0].Party = buyer.At(SaleCase.Flat);
        (title.RecordingMs, title.RecordingDate, title.ContractNumber) = (recordedMs, Day.At(recordedMs).Number, number);
        title.Bases.Clear();
        sale.Ledger.PutOld(PageKeys.Title(SaleCase.Flat), title);
        sale.Ledger.PutOld(PageKeys.Contract(number), new ContractPage
        {
            ContractNumber = number,
            Kind = ContractKind.Stock,
            State = ContractState.Registered,
            Units = { new ContractUnit { UnitCode = SaleCase.Flat, Share = new() { Numerator = 1, Denominator = 1 } } },
            Sellers = { seller.Across(SaleCase.Flat) },
            Buyers = { buyer.Across(SaleCase.Flat) },
        });
    }
}
