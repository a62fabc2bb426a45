using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

public sealed class SeizureRuleTests
{
    private static readonly Day June1 = Day.Of(2021, 6, 1);

    private readonly SeizureBook book = new SeizureBook(new TestLedger()).At(June1);

    [Fact]
    public void The_first_seizure_is_active_from_its_delivery()
    {
        book.Enter(1, months: 12, delivered: Instant(Day.Of(2021, 5, 31), 16)).Accept();

        var row = Assert.Single(book.Rows);
        Assert.Equal((20210531u, 20220531u, 20210601u), (row.Start, row.End, row.RecordingDate));
        Assert.NotNull(book.Ledger.Read<BusinessPage>(PageKeys.Business(row.BusinessNumber)));
    }

    [Fact]
    public void A_unit_whose_book_was_never_opened_gets_a_page_that_says_so()
    {
        book.Enter(1).Accept();

        Assert.Equal(Origin.NotOpened, book.Page.Origin);
        Assert.Equal([SaleCase.Parcel], book.Page.Parcels);
        Assert.Equal([EncumbranceKind.Mortgage, EncumbranceKind.Seizure], book.Page.Kinds);
        Assert.Equal(0u, book.Page.CompleteSince);
        var unit = UnitCode.Parse(SaleCase.Flat);
        var claim = LienClaim.Read(unit, new Dictionary<string, EncumbrancePage?> { [SaleCase.Flat] = book.Page, [SaleCase.Parcel] = null },
            book.Ledger.TimeMs);
        Assert.Equal(LienOutcome.Encumbered, claim.Outcome);
    }

    [Fact]
    public void A_parcel_is_seized_and_stands_on_no_parcel()
    {
        var parcel = new SeizureBook(book.Ledger, SaleCase.Parcel);

        parcel.Enter(1).Accept();

        Assert.Empty(parcel.Page.Parcels);
        Assert.Single(parcel.Rows);
    }

    [Fact]
    public void A_seizure_entered_first_stays_when_the_unit_is_registered()
    {
        book.Enter(1).Accept();
        var sale = new SaleCase(book.Ledger);
        book.At(June1.AddDays(1));

        book.Ledger.Submit(Members.Registration, sale.FirstRegistration(SaleCase.Flat, e =>
        {
            e.Act = Acts.Of("C-29");
            e.Recording = Acts.Recorded(June1, June1, 77);
        })).Accept();

        Assert.Equal(Origin.FirstRegistration, book.Page.Origin);
        Assert.Single(book.Rows);
        book.Lift(1).Accept();
        Assert.Empty(book.Rows);
        Assert.Equal(Origin.FirstRegistration, book.Page.Origin);
    }

    [Theory]
    [InlineData(36u, 0u, true)]
    [InlineData(36u, 1u, false)]
    [InlineData(0u, 1_095u, true)]
    [InlineData(0u, 1_096u, false)]
    [InlineData(35u, 28u, true)]
    [InlineData(35u, 29u, false)]
    [InlineData(37u, 0u, false)]
    [InlineData(0u, 0u, false)]
    [InlineData(0u, uint.MaxValue, false)]
    [InlineData(0u, 1u, true)]
    public void C32_a_seizure_lasts_36_months_at_most(uint months, uint days, bool accepted)
    {
        var outcome = book.Enter(1, change: e => e.Term = new() { Months = months, Days = days });

        _ = accepted ? outcome.Accept() : outcome.Refuse("C-32");
    }

    [Fact]
    public void C32_a_term_within_the_limit_is_so_from_every_day()
    {
        foreach (var (months, days) in ((int, int)[])[(36, 0), (0, 1_095), (35, 28), (24, 365), (1, 1_064)])
        {
            for (var start = Day.Of(2020, 1, 1); start < Day.Of(2024, 1, 1); start = start.AddDays(1))
                Assert.True(start.AddMonths(months).AddDays(days) <= start.AddMonths(36), $"{months} months {days} days from {start}");
        }
    }

    [Fact]
    public void C32_a_seizure_that_lapsed_stops_nothing()
    {
        var sale = new SaleCase(book.Ledger).Open();
        book.Enter(1, months: 1).Accept();
        sale.Sign().Refuse("C-29");
        book.At(Day.Of(2021, 7, 1));

        sale.Sign().Accept();
    }

    [Fact]
    public void C32_a_seizure_whose_term_is_over_is_not_entered()
    {
        var outcome = book.Enter(1, months: 12, delivered: Instant(Day.Of(2020, 6, 1), 9)).Refuse("C-32");

        Assert.Contains("2021-05-31", outcome.Of("C-32").Values[0].Value, StringComparison.Ordinal);
        book.Enter(1, months: 12, delivered: Instant(Day.Of(2020, 6, 2), 9)).Accept();
    }

    [Fact]
    public void C32_a_renewal_counts_from_the_present_end()
    {
        book.Enter(1, months: 12, delivered: Instant(June1, 8)).Accept();
        book.At(Day.Of(2022, 5, 31));

        book.Renew(1, months: 36).Accept();

        var row = Assert.Single(book.Rows);
        Assert.Equal((20210601u, 20250601u, SeizureBook.Document(1)), (row.Start, row.End, row.DocumentNumber));
        book.At(Day.Of(2025, 5, 31)).Renew(1, months: 1).Accept();
        Assert.Equal(20250701u, book.Rows[0].End);
    }

    [Fact]
    public void C32_each_renewal_lasts_36_months_at_most()
    {
        book.Enter(1, months: 12).Accept();

        book.Renew(1, months: 37).Refuse("C-32");
        book.Renew(1, change: e => e.Term.Days = 1).Refuse("C-32");
        book.Renew(1, months: 36).Accept();
    }

    [Fact]
    public void C32_a_lapsed_seizure_is_not_renewed()
    {
        book.Enter(1, months: 12).Accept();
        book.At(Day.Of(2022, 6, 1));

        var finding = book.Renew(1).Refuse("C-32").Of("C-32");

        Assert.Contains(finding.Values, value => value.Value.Contains("2022-05-31", StringComparison.Ordinal)
            && value.Source == PageKeys.Encumbrances(SaleCase.Flat));
        Assert.Contains(finding.Values, value => value.Source == "envelope");
    }

    [Fact]
    public void C33_another_authority_neither_lifts_nor_renews()
    {
        book.Enter(1).Accept();

        var finding = book.Lift(1, change: e => e.Authority = SeizureBook.Police).Refuse("C-33").Of("C-33");
        Assert.Equal([SeizureBook.Police, SeizureBook.Court], finding.Values.Take(2).Select(value => value.Value));
        Assert.Equal(["event.authority", PageKeys.Encumbrances(SaleCase.Flat)], finding.Values.Take(2).Select(value => value.Source));
        book.Renew(1, change: e => e.Authority = SeizureBook.Police).Refuse("C-33");
        book.Lift(1).Accept();
    }

    [Fact]
    public void C33_a_lift_names_its_document()
    {
        book.Enter(1).Accept();

        book.Lift(1, change: e => e.LiftDocumentNumber = "").Refuse("C-33");
        book.Lift(1, change: e => e.LiftDocumentNumber = "解封").Refuse("C-33");
    }

    [Fact]
    public void STATE_a_document_of_one_authority_is_entered_once_on_a_unit()
    {
        book.Enter(1).Accept();

        Assert.Contains("SeizureLifted", book.Enter(1).Refuse("STATE").Of("STATE").AdviceEn, StringComparison.Ordinal);
        book.Enter(2).Accept();
        Assert.Contains("queued", book.Enter(2).Refuse("STATE").Of("STATE").MessageEn, StringComparison.Ordinal);
        book.Enter(1, change: e => e.Authority = SeizureBook.Police).Accept();
        new SeizureBook(book.Ledger, SaleCase.Garage).Enter(1, change: e => e.BusinessNumber = "202106019001").Accept();
    }

    [Fact]
    public void STATE_a_queued_seizure_is_not_renewed()
    {
        book.Enter(1).Accept();
        book.Enter(2).Accept();

        var finding = book.Renew(2).Refuse("STATE").Of("STATE");

        Assert.Contains("queued", finding.MessageEn, StringComparison.Ordinal);
        Assert.Contains("SeizureLifted", finding.AdviceEn, StringComparison.Ordinal);
    }

    [Fact]
    public void STATE_an_unknown_seizure_is_neither_renewed_nor_lifted()
    {
        Assert.Contains("SeizureEntered", book.Lift(1).Refuse("STATE").Of("STATE").AdviceEn, StringComparison.Ordinal);
        book.Enter(1).Accept();
        book.Renew(2).Refuse("STATE");
        book.Lift(1).Accept();
        book.Lift(1).Refuse("STATE");
    }

    [Fact]
    public void STATE_a_lapsed_seizure_is_not_lifted()
    {
        book.Enter(1, months: 1).Accept();
        book.At(Day.Of(2021, 7, 1));

        Assert.Contains("lapsed", book.Lift(1).Refuse("STATE").Of("STATE").MessageEn, StringComparison.Ordinal);
    }

    [Fact]
    public void STATE_a_business_number_is_used_once()
    {
        book.Enter(1).Accept();
        var used = book.Rows[0].BusinessNumber;

        book.Enter(2, change: e => e.BusinessNumber = used).Refuse("STATE");
        book.Renew(1, change: e => e.BusinessNumber = used).Refuse("STATE");
        book.Lift(1, change: e => e.BusinessNumber = used).Refuse("STATE");
    }

    [Fact]
    public void F02_a_seizure_of_a_virtual_unit_warns()
    {
        var book = new SeizureBook(this.book.Ledger, "441900000000GB00012F00010101");

        book.Enter(1).Refuse("F-02");
        book.Enter(1, change: e => e.Act = Acts.Of("F-02")).Accept();
    }

    [Fact]
    public void F01_a_unit_of_another_city_is_refused()
        => book.Enter(1, change: e => e.UnitCode = "320612004001GB00012F00010101").Refuse("F-01");

    [Fact]
    public void C57_a_notice_is_not_delivered_after_its_acceptance_or_in_the_future()
    {
        book.Enter(1, change: e => e.DeliveryTimeMs = e.Recording.AcceptanceTimeMs + 1).Refuse("C-57");
        Assert.Equal(2, book.Enter(1, delivered: book.Ledger.TimeMs + 100_000_000).Refuse("C-57").Findings.Count);
        book.Enter(1, change: e => e.DeliveryTimeMs = e.Recording.AcceptanceTimeMs).Accept();
    }

    [Fact]
    public void C57_every_act_on_a_seizure_bears_the_day_of_its_acceptance()
    {
        const string Yesterday = "202105310001";
        book.Enter(1, change: e => e.Recording.AcceptanceNumber = Yesterday).Refuse("C-57");
        book.Enter(1).Accept();
        book.Renew(1, change: e => e.Recording.AcceptanceNumber = Yesterday).Refuse("C-57");
        book.Renew(1).Accept();
        book.Lift(1, change: e => e.Recording.AcceptanceNumber = Yesterday).Refuse("C-57");
        book.Lift(1).Accept();
    }

    [Fact]
    public void C57_a_seizure_is_not_recorded_before_the_units_last_recording()
    {
        book.Enter(1).Accept();

        book.Lift(1, change: e => e.Recording = Acts.Recorded(Day.Of(2021, 5, 30), Day.Of(2021, 5, 31), 88)).Refuse("C-57");
    }

    [Fact]
    public void C70_only_the_registration_department_enters_renews_and_lifts()
    {
        book.Ledger.Submit(Members.Transaction, book.Entry(1)).Refuse("C-70");
        book.Ledger.Submit(Members.BankA, new SeizureRenewed { Act = Acts.Of() }).Refuse("C-70");
        book.Ledger.Submit(Members.Tax, new SeizureLifted { Act = Acts.Of() }).Refuse("C-70");
    }

    [Fact]
    public void All_that_is_wrong_with_an_entry_is_reported_at_once()
    {
        book.Enter(1).Accept();
        var used = book.Rows[0].BusinessNumber;

        var outcome = book.Enter(1, change: e =>
        {
            e.BusinessNumber = used;
            e.Term.Days = 1;
            e.Recording.RecordingDate = 20210602;
        }).Refuse("STATE", "C-32", "C-57");

        Assert.Equal(2, outcome.Findings.Count(finding => finding.Rule == "STATE"));
    }

    [Fact]
    public void A_seizure_of_the_old_book_is_renewed_and_lifted_here()
    {
        book.Ledger.Submit(Members.Registration, new SaleCase(book.Ledger).Migration(SaleCase.Flat, e =>
        {
            e.Seizures.Add(Encumbrances.Seizure(SeizureBook.Document(1), start: Day.Of(2019, 2, 1)));
            e.Seizures.Add(Encumbrances.Seizure(SeizureBook.Document(2), delivered: Day.Of(2019, 3, 1)));
        })).Accept();

        book.Renew(1, months: 12).Accept();
        Assert.Equal(20230201u, book.Rows[0].End);
        book.Lift(1).Accept();
        Assert.Equal((SeizureBook.Document(2), 20210601u), (book.Rows[0].DocumentNumber, book.Rows[0].Start));
        book.Lift(2).Accept();
        Assert.Empty(book.Rows);
        Assert.Equal(Origin.Migrated, book.Page.Origin);
    }

    [Fact]
    public void Seizures_of_a_unit_leave_its_mortgages_alone()
    {
        var mortgage = new MortgageCase(new SaleCase(book.Ledger)).ToRegistered();

        book.Enter(1).Accept();
        book.Lift(1, LiftOutcome.DisposedWhole).Accept();

        Assert.Single(mortgage.Rows());
    }

    private static ulong Instant(Day day, int hour) => (ulong)day.StartMilliseconds + ((ulong)hour * 3_600_000);
}
