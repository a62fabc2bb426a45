using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Advance notices of sales and mortgages (scenarios 3, 4, 11 and 28).</summary>
public sealed class NoticeRuleTests
{
    private static readonly Day June1 = Day.Of(2021, 6, 1);

    private readonly SaleCase sale = new(TestLedger.Two());
    private readonly EncumbranceBook book;

    public NoticeRuleTests()
    {
        sale.Open();
        book = new EncumbranceBook(sale).At(June1, 11);
    }

    [Fact]
    public void A_notice_rests_on_a_filed_contract_and_a_live_title()
    {
        book.Submit(book.Notice()).Refuse("STATE");
        sale.Sign().Accept();
        book.Submit(book.Notice()).Refuse("STATE");
        sale.File().Accept();

        var e = book.Notice();
        book.Submit(e).Accept();

        Assert.Equal((e.Proof, 0u), (book.Page.Notices[0].Proof, book.Page.Notices[0].Lapses));
        Assert.Equal(CertificateState.Live, sale.Ledger.Read<CertificatePage>(PageKeys.Certificate(e.Proof))!.State);
        book.Submit(book.Notice()).Refuse("STATE");
    }

    [Fact]
    public void C36_parties_unit_and_price_are_the_contracts()
    {
        Filed();

        book.Submit(book.Notice(change: e => e.Beneficiaries[0] = TestParty.Chen.At(SaleCase.Flat))).Refuse("C-36");
        book.Submit(book.Notice(change: e => e.Obligors[0] = TestParty.Chen.At(SaleCase.Flat))).Refuse("C-36");
        book.Submit(book.Notice(change: e => e.AmountFen++)).Refuse("C-36");
        book.Submit(book.Notice()).Accept();
    }

    [Theory]
    [InlineData(20260303u, 20260602u)] // counts through 2026-06-01
    [InlineData(20260302u, 20260602u)] // day 90 is Sunday, 2026-05-31
    public void C35_a_notice_counts_ninety_days_from_the_day_it_can_be_registered(uint since, uint lapses)
    {
        Filed();
        book.At(Day.Of(2026, 3, 3));

        book.Submit(book.Notice(change: e => e.RegistrableSince = since)).Accept();

        Assert.Equal(lapses, book.Page.Notices[0].Lapses);
    }

    [Fact]
    public void C35_without_extension_it_lapses_with_day_90()
    {
        var city = new SaleCase(TestLedger.Two("dongguan", file => file.LapseExtendHoliday = false));
        city.Open();
        city.Sign().Accept();
        city.File().Accept();
        var notices = new EncumbranceBook(city).At(Day.Of(2026, 3, 3));

        notices.Submit(notices.Notice(change: e => e.RegistrableSince = 20260302)).Accept();

        Assert.Equal(20260601u, notices.Page.Notices[0].Lapses);
    }

    [Fact]
    public void C34_C35_a_notice_stops_others_until_it_lapses_and_is_only_tidied_then()
    {
        Filed();
        book.At(Day.Of(2026, 3, 3));
        var e = book.Notice(change: e => e.RegistrableSince = 20260303);
        book.Submit(e).Accept();

        book.At(Day.Of(2026, 6, 1), 23);
        book.Submit(book.Residence()).Refuse("C-34", "C-85");
        book.Submit(book.NoticeEnd(e.Proof, AdvanceNoticeCancellation.Lapsed)).Refuse("C-35");
        book.At(Day.Of(2026, 6, 2), 0);
        book.Submit(book.Residence()).Refuse("C-85"); // the contract goes on, its notice does not
        book.Submit(book.NoticeEnd(e.Proof, AdvanceNoticeCancellation.Lapsed)).Accept();
        book.Submit(book.NoticeEnd(e.Proof)).Refuse("STATE");
    }

    [Theory]
    [InlineData(1, true)] // accepted at 23:00 of the last day
    [InlineData(2, false)]
    public void C35_a_conversion_accepted_in_time_keeps_it(int day, bool kept)
    {
        Filed();
        book.At(Day.Of(2026, 3, 3)).Submit(book.Notice(change: e => e.RegistrableSince = 20260303)).Accept();
        var accepted = day == 1 ? "202606010009" : "202606020009";
        var page = new CasePage
        {
            AcceptanceNumber = accepted,
            AcceptanceMs = (ulong)Day.Of(2026, 6, day).StartMilliseconds + (23 * 3_600_000),
            State = CaseState.Reviewed,
            Basis = sale.Number,
            Flows = { new CaseFlow { Flow = FlowCode.F211, UnitCode = SaleCase.Flat, BusinessNumber = "202606010010" } },
        };
        sale.Ledger.PutOld(PageKeys.Case(accepted), page);
        sale.Ledger.PutOld(PageKeys.Desk(SaleCase.Flat), new DeskPage
        {
            UnitCode = SaleCase.Flat,
            Cases = { new DeskCase { AcceptanceNumber = accepted, AcceptanceMs = page.AcceptanceMs, Flows = { FlowCode.F211 } } },
        });

        book.At(Day.Of(2026, 6, 3));

        var outcome = book.Submit(book.Residence());
        Assert.Equal(kept, outcome.Findings.Any(finding => finding.Rule == "C-34"));
    }

    [Theory]
    [InlineData(0, "C-35")]
    [InlineData(20260310, "C-35")]
    [InlineData(20260303, null)]
    public void C35_a_change_does_not_begin_the_days_anew(uint since, string? rule)
    {
        Filed();
        var e = book.At(Day.Of(2026, 3, 3)).Notice(change: e => e.RegistrableSince = 20260303);
        book.Submit(e).Accept();
        var change = book.At(Day.Of(2026, 3, 20)).Notice(change: changed => (changed.Replaces, changed.RegistrableSince) = (e.Proof, since));

        var outcome = book.Submit(change);

        if (rule is null)
            outcome.Accept();
        else
            outcome.Refuse(rule);
    }

    [Fact]
    public void STATE_a_notice_that_lapsed_is_changed_no_more()
    {
        Filed();
        var e = book.At(Day.Of(2026, 3, 3)).Notice(change: e => e.RegistrableSince = 20260303);
        book.Submit(e).Accept();

        book.At(Day.Of(2026, 6, 2));
        book.Submit(book.Notice(change: changed => (changed.Replaces, changed.RegistrableSince) = (e.Proof, 20260303))).Refuse("STATE");
    }

    [Fact]
    public void C35_a_notice_that_an_open_case_keeps_stays_on_the_page_however_long_that_is()
    {
        C35_a_conversion_accepted_in_time_keeps_it(1, kept: true);
        book.At(Day.Of(2026, 10, 1)).Submit(book.Lock()).Accept();
        Assert.Single(book.Page.Notices);
        book.Submit(book.Residence()).Refuse("C-34", "C-04", "C-63", "C-85");

        sale.Ledger.Remove(PageKeys.Desk(SaleCase.Flat));
        book.At(Day.Of(2026, 10, 2)).Submit(book.Lock("东府征字〔2021〕13号")).Accept();
        Assert.Empty(book.Page.Notices);
    }

    [Fact]
    public void C57_a_notice_is_not_registrable_on_the_last_day_of_the_calendar()
    {
        Filed();

        book.At(Day.Of(2026, 3, 3)).Submit(book.Notice(change: e => e.RegistrableSince = 99991231)).Refuse("C-57");
    }

    [Fact]
    public void A_notice_of_a_pre_sale_waits_for_the_first_registration()
    {
        PreSold();

        var e = book.Notice(AdvanceNoticeKind.Presale);
        book.Submit(e).Accept();

        var page = book.Page;
        Assert.Equal(Origin.NotOpened, page.Origin);
        Assert.Equal(HouseState.Noticed, sale.Ledger.Read<HousePage>(PageKeys.House(book.Unit))!.State);
        Assert.False(page.Notices[0].Span().IsOverOn(Day.Of(2099, 1, 1)));
    }

    [Fact]
    public void A_notice_of_mortgage_stands_on_the_purchases_notice()
    {
        var mortgage = PreSold();

        // Scenario 3: 3 alone is refused, 1 and 3 in one envelope pass.
        book.Submit(book.MortgageNotice(mortgage, AdvanceNoticeKind.PresaleMortgage)).Refuse("STATE");
        book.Submit(book.Notice(AdvanceNoticeKind.Presale), book.MortgageNotice(mortgage, AdvanceNoticeKind.PresaleMortgage)).Accept();
        Assert.Equal(2, book.Page.Notices.Count);
    }

    [Fact]
    public void C36_C41_a_notice_of_mortgage_is_the_banks_and_of_its_contract()
    {
        var mortgage = PreSold();
        book.Submit(book.Notice(AdvanceNoticeKind.Presale)).Accept();
        AdvanceNoticeEntered Of(Action<AdvanceNoticeEntered> change) => book.MortgageNotice(mortgage, AdvanceNoticeKind.PresaleMortgage, change);

        book.Submit(Of(e => e.AmountFen++)).Refuse("C-36");
        book.Submit(Of(e => e.Restricted = !e.Restricted)).Refuse("C-36");
        book.Submit(Of(e => e.Beneficiaries[0] = new TestParty(IdentityClass.CreditCode, Members.BankB.CreditCode).At(book.Unit))).Refuse("C-36");
        var member = Members.BankA.Clone();
        member.Lender = false;
        sale.Ledger.PutOld(PageKeys.Member(member.CreditCode), member);
        book.Submit(Of(_ => { })).Refuse("C-41");
    }

    [Fact]
    public void C36_C48_the_notice_of_mortgage_goes_first_and_with_the_banks_release()
    {
        // Scenario 28.
        var mortgage = PreSold();
        var (purchase, loan) = (book.Notice(AdvanceNoticeKind.Presale), book.MortgageNotice(mortgage, AdvanceNoticeKind.PresaleMortgage));
        book.Submit(purchase, loan).Accept();
        book.At(June1.AddDays(1));

        book.Submit(book.NoticeEnd(purchase.Proof)).Refuse("C-36");
        book.Submit(book.NoticeEnd(loan.Proof)).Refuse("C-48");
        mortgage.State = MortgageState.ReleaseInstructed;
        sale.Ledger.PutOld(PageKeys.Mortgage(mortgage.Id), mortgage);
        book.Submit(book.NoticeEnd(loan.Proof)).Accept();
        book.Submit(book.NoticeEnd(purchase.Proof, AdvanceNoticeCancellation.ContractEnded)).Accept();
        Assert.Equal(CertificateState.Void, sale.Ledger.Read<CertificatePage>(PageKeys.Certificate(purchase.Proof))!.State);
        Assert.Equal(HouseState.Filed, sale.Ledger.Read<HousePage>(PageKeys.House(book.Unit))!.State);
    }

    [Fact]
    public void A_change_of_a_notice_keeps_its_rank_unless_it_is_for_more()
    {
        var mortgage = PreSold();
        var (purchase, loan) = (book.Notice(AdvanceNoticeKind.Presale), book.MortgageNotice(mortgage, AdvanceNoticeKind.PresaleMortgage));
        book.Submit(purchase, loan).Accept();
        book.At(June1.AddDays(1));

        var changed = book.MortgageNotice(mortgage, AdvanceNoticeKind.PresaleMortgage, e => e.Replaces = loan.Proof);
        book.Submit(changed).Accept();

        Assert.Equal(loan.Recording.RecordingMs, book.Page.Notices[^1].RecordingMs);
        Assert.Equal(changed.Proof, sale.Ledger.Read<CertificatePage>(PageKeys.Certificate(loan.Proof))!.ReplacedBy);
        book.Submit(book.MortgageNotice(mortgage, AdvanceNoticeKind.PresaleMortgage, e => e.Replaces = loan.Proof)).Refuse("STATE");
    }

    [Fact]
    public void C34_a_notice_is_assigned_with_its_holders_consent_alone()
    {
        Filed();
        var e = book.Notice();
        book.Submit(e).Accept();
        book.At(June1.AddDays(1));
        Alter(row => row.Beneficiaries[0] = TestParty.Chen.At(SaleCase.Flat));

        book.Submit(book.Notice(change: next => next.Replaces = e.Proof)).Refuse("C-34");
        book.Submit(book.Notice(change: next =>
        {
            next.Replaces = e.Proof;
            next.Act.Consents.Add(new Consent { Of = e.Proof.Number, Document = Acts.Bytes(1) });
        })).Accept();

        Assert.Equal([20210602u, 0u], book.Page.Notices.Select(row => row.Ended));
    }

    [Fact]
    public void STATE_a_notice_changes_one_of_its_own_kind_and_basis_alone()
    {
        Filed();
        var e = book.Notice();
        book.Submit(e).Accept();
        book.At(June1.AddDays(1));
        Alter(row => row.Basis = "441900B20010000001");
        book.Submit(book.Notice(change: next => next.Replaces = e.Proof)).Refuse("STATE");
        Alter(row => (row.Basis, row.Kind) = (sale.Number, AdvanceNoticeKind.Presale));
        book.Submit(book.Notice(change: next => next.Replaces = e.Proof)).Refuse("STATE");
        Alter(row => row.Kind = AdvanceNoticeKind.OtherSale);

        book.Submit(book.Notice(change: next => next.Replaces = e.Proof)).Accept();
    }

    [Fact]
    public void STATE_the_notice_of_a_mortgage_changes_no_other_mortgages_while_its_bank_holds_it()
    {
        var mortgage = PreSold();
        var (purchase, loan) = (book.Notice(AdvanceNoticeKind.Presale), book.MortgageNotice(mortgage, AdvanceNoticeKind.PresaleMortgage));
        book.Submit(purchase, loan).Accept();
        book.At(June1.AddDays(1));
        Alter(row => row.Mortgage.ContractNumber = "DY-2020-000001");

        book.Submit(book.MortgageNotice(mortgage, AdvanceNoticeKind.PresaleMortgage, e => e.Replaces = loan.Proof)).Refuse("STATE");
    }

    [Fact]
    public void C29_a_pre_seizure_of_the_beneficiary_keeps_its_notice()
    {
        Filed();
        var e = book.Notice();
        book.Submit(e).Accept();
        new SeizureBook(sale.Ledger) { Debtors = [TestParty.Bo] }.Enter(1, change: seizure => seizure.Kind = SeizureKind.PreSeizure).Accept();
        book.At(June1.AddDays(1));

        book.Submit(book.NoticeEnd(e.Proof)).Refuse("C-29");
    }

    // Changes the last notice as it stands in the book.
    private void Alter(Action<AdvanceNoticeRow> change)
    {
        var page = book.Page;
        change(page.Notices[^1]);
        sale.Ledger.PutOld(PageKeys.Encumbrances(book.Unit), page);
    }

    private void Filed()
    {
        sale.Sign().Accept();
        sale.File().Accept();
    }

    /// <summary>A unit that is not registered yet, sold to Bo by a filed contract, and Bo's mortgage contract.</summary>
    private MortgagePage PreSold()
    {
        book.Unit = "441900004001GB00012F00010909";
        sale.Number = "441900A21050000009";
        sale.Owners = [new(TestParty.Developer)];
        sale.Ledger.PutOld(PageKeys.House(book.Unit), new HousePage { UnitCode = book.Unit, Epoch = 1, State = HouseState.Filed });
        sale.Ledger.PutOld(PageKeys.Contract(sale.Number), new ContractPage
        {
            ContractNumber = sale.Number,
            Kind = ContractKind.NewBuild,
            State = ContractState.Filed,
            PriceFen = sale.Price,
            Units = { new ContractUnit { UnitCode = book.Unit, Share = new() { Numerator = 1, Denominator = 1 } } },
            Sellers = { TestParty.Developer.Across(book.Unit) },
            Buyers = { TestParty.Bo.Across(book.Unit) },
        });
        var mortgage = new MortgagePage
        {
            Id = new() { Mortgagee = Members.BankA.CreditCode, ContractNumber = "DY-2021-000009" },
            State = MortgageState.Signed,
            Terms = new() { Mode = MortgageMode.General, AmountFen = 80_000_000, TermStart = 20210520, TermEnd = 20510520, Scope = 1 },
            Units = { new MortgageUnit { UnitCode = book.Unit, Share = new() { Numerator = 1, Denominator = 1 }, Epoch = 1 } },
            Mortgagors = { TestParty.Bo.Across(book.Unit) },
        };
        sale.Ledger.PutOld(PageKeys.Mortgage(mortgage.Id), mortgage);
        return mortgage;
    }
}
