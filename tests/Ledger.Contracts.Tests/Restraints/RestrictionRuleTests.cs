using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>The columns S, P, L, N, O, H, K of the matrix at both instants, seen by a right of residence (901).</summary>
public sealed class RestrictionRuleTests
{
    private static readonly Day June1 = Day.Of(2021, 6, 1);

    private readonly SaleCase sale = new(TestLedger.Two());
    private readonly SeizureBook seizures;
    private readonly EncumbranceBook book;

    public RestrictionRuleTests()
    {
        sale.Open();
        seizures = new SeizureBook(sale.Ledger).At(June1, 11);
        book = new EncumbranceBook(sale);
    }

    [Fact]
    public void C29_a_seizure_in_force_stops_the_act()
    {
        seizures.Enter(1).Accept();
        book.At(June1.AddDays(1));

        Assert.Equal(Severity.Exception, book.Submit(book.Residence()).Refuse("C-29").Of("C-29").Severity);
        Except("C-29");
        book.Submit(book.Residence(e => e.Act.Exceptions.Add(new ExceptionUse { Rule = "C-29", Number = "EX202106010001" }))).Accept();
    }

    [Fact]
    public void C82_an_exception_passes_the_restriction_that_it_names_and_no_later_one()
    {
        seizures.Enter(1).Accept();
        Except("C-29", "EX202106010002", SeizureBook.Document(2));
        book.At(June1.AddDays(1));
        var residence = book.Residence(e => e.Act.Exceptions.Add(new ExceptionUse { Rule = "C-29", Number = "EX202106010002" }));
        Assert.Contains(
            SeizureBook.Document(2),
            book.Submit(residence).Refuse("C-29", "C-82").Of("C-82").Values.Select(value => value.Value));

        Except("C-29");
        residence.Act.Exceptions[0].Number = "EX202106010001";
        sale.Ledger.Judge(Members.Registration, residence).Accept();
        seizures.Lift(1).Accept();
        seizures.Enter(2).Accept();
        book.At(June1.AddDays(3));
        book.Submit(book.Residence(e => e.Act.Exceptions.Add(new ExceptionUse { Rule = "C-29", Number = "EX202106010001" }))).Refuse("C-29", "C-82");
    }

    [Fact]
    public void C29_a_seizure_that_lapsed_between_recording_and_envelope_counts()
    {
        // Scenario 20: in force through 2021-07-01.
        seizures.Enter(1, 1, delivered: (ulong)June1.StartMilliseconds).Accept();

        book.At(Day.Of(2021, 7, 2));
        book.Submit(book.Residence(e => Recorded(e, Day.Of(2021, 7, 1), 23))).Refuse("C-29");
        book.Submit(book.Residence(e => Recorded(e, Day.Of(2021, 7, 2), 0))).Accept();
    }

    [Fact]
    public void C30_a_notice_delivered_after_the_recording_but_entered_first_is_that_alone()
    {
        // Scenario 19: recorded at 10:00, delivered at 15:00, entered at 15:05, sent in at 16:00.
        seizures.At(June1, 15);
        seizures.Enter(1, delivered: sale.Ledger.TimeMs).Accept();
        book.At(June1, 16);
        void At(ResidenceRightRegistered e, int hour, int accepted = 9)
        {
            Recorded(e, June1, hour);
            e.Recording.AcceptanceTimeMs = (ulong)June1.StartMilliseconds + ((ulong)accepted * 3_600_000);
        }

        Assert.Equal(Severity.Exception, book.Submit(book.Residence(e => At(e, 10))).Refuse("C-30").Of("C-30").Severity);
        Except("C-30");
        book.Submit(book.Residence(e =>
        {
            At(e, 10);
            e.Act.Exceptions.Add(new ExceptionUse { Rule = "C-30", Number = "EX202106010001" });
        })).Accept();
    }

    [Fact]
    public void C30_a_notice_delivered_after_the_acceptance_and_before_the_recording_stops_the_act()
    {
        seizures.Enter(1, delivered: sale.Ledger.TimeMs - 1_800_000).Accept();
        book.At(June1, 12);

        book.Submit(book.Residence(e => e.Recording.AcceptanceTimeMs = (ulong)June1.StartMilliseconds + (9 * 3_600_000))).Refuse("C-29", "C-30");
        book.Submit(book.Residence(e => e.Recording.AcceptanceTimeMs = (ulong)June1.StartMilliseconds + (11 * 3_600_000))).Refuse("C-29");
    }

    [Fact]
    public void C29_a_queued_seizure_counts_only_once_active()
    {
        seizures.Enter(1, 1, delivered: (ulong)June1.StartMilliseconds).Accept();
        seizures.Enter(2, 1).Accept();
        seizures.Lift(1).Accept();
        seizures.Lift(2).Accept();

        book.At(June1.AddDays(1));
        book.Submit(book.Residence()).Accept();
    }

    [Fact]
    public void C29_a_pre_seizure_is_a_column_of_its_own()
    {
        Filed(sale);
        seizures.Debtors = [TestParty.Bo];
        seizures.Enter(1, change: e => e.Kind = SeizureKind.PreSeizure).Accept();
        book.At(June1.AddDays(1));

        // The buyer's own notice warns; an act on the unit of another is stopped.
        Assert.Equal(Severity.Warning, book.Submit(book.Notice()).Refuse("C-29").Of("C-29").Severity);
        book.Submit(book.Notice(change: e => e.Act = Acts.Of("C-29"))).Accept();
        Assert.Equal(Severity.Exception, book.Submit(book.Residence()).Refuse("C-29", "C-34", "C-85").Of("C-29").Severity);
    }

    [Theory]
    [InlineData(true, Severity.Information)] // scenario 23: the developer's parcel, An's flat
    [InlineData(false, Severity.Exception)] // linlan
    public void C29_a_seizure_of_the_parcel_counts_for_its_debtors_units(bool sameHolderOnly, Severity severity)
    {
        var city = new SaleCase(TestLedger.Two("dongguan", file => file.ParcelSameHolderOnly = sameHolderOnly));
        city.Open();
        var rights = new EncumbranceBook(city);
        Land(city.Ledger);
        new SeizureBook(city.Ledger, SaleCase.Parcel) { Debtors = [TestParty.Developer] }.At(June1, 11).Enter(1).Accept();
        rights.At(June1.AddDays(1));

        var outcome = rights.Submit(rights.Residence());

        Assert.Equal(severity, outcome.Of("C-29").Severity);
        Assert.Equal(severity == Severity.Information, outcome.Accepted);
    }

    [Fact]
    public void C29_a_seizure_of_the_parcel_stops_the_debtors_own_units()
    {
        var developer = new SaleCase(TestLedger.Two()) { Owners = [new(TestParty.Developer)] };
        developer.Open();
        Land(developer.Ledger);
        new SeizureBook(developer.Ledger, SaleCase.Parcel) { Debtors = [TestParty.Developer] }.At(June1, 11).Enter(1).Accept();
        var rights = new EncumbranceBook(developer).At(June1.AddDays(1));

        Assert.Equal(Severity.Exception, rights.Submit(rights.Residence()).Refuse("C-29").Of("C-29").Severity);
    }

    [Fact]
    public void C29_a_seized_share_stops_its_holding_and_others_are_only_told()
    {
        var shared = new SaleCase(TestLedger.Two())
        {
            OwnerKind = CoOwnership.Shares,
            Owners = [new(TestParty.An, "1/2"), new(TestParty.Bo, "1/2")],
            Sellers = [new(TestParty.Bo, "1/2")],
            Sold = "1/2",
            Buyers = [new(TestParty.Chen)],
        };
        shared.Open();
        Filed(shared);
        var one = new SeizureBook(shared.Ledger) { Scope = "1/2" }.At(June1, 11);
        one.Enter(1).Accept();
        one.Debtors = [TestParty.Bo];
        one.Enter(2).Accept();
        Assert.Equal(2, SeizureQueue.At(one.Rows, shared.Ledger.TimeMs).InForce.Count);
        one.Lift(2).Accept();

        var rights = new EncumbranceBook(shared).At(June1.AddDays(1));
        Assert.Equal(Severity.Warning, rights.Submit(rights.Notice(change: Bos)).Refuse("C-29").Of("C-29").Severity);
        Assert.Equal(Severity.Exception, rights.Submit(rights.Residence()).Refuse("C-29").Of("C-29").Severity);

        static void Bos(AdvanceNoticeEntered e)
        {
            e.Obligors.Clear();
            e.Obligors.Add(TestParty.Bo.At(SaleCase.Flat));
        }
    }

    [Fact]
    public void C37_an_objection_is_passed_by_a_written_statement_of_risk_alone()
    {
        book.At(June1, 11).Submit(book.Objection()).Accept();
        book.At(June1.AddDays(1));
        Acknowledgement Accepting(string reason, bool document)
            => new() { Rule = "C-37", Reason = reason, Document = document ? Acts.Bytes(8) : Google.Protobuf.ByteString.Empty };

        book.Submit(book.Residence()).Refuse("C-37");
        book.Submit(book.Residence(e => e.Act.Acknowledgements.Add(Accepting("CHECKED", true)))).Refuse("C-37");
        book.Submit(book.Residence(e => e.Act.Acknowledgements.Add(Accepting("RISK_STATEMENT", false)))).Refuse("C-37");
        book.Submit(book.Residence(e => e.Act.Acknowledgements.Add(Accepting("RISK_STATEMENT", true)))).Accept();
    }

    [Fact]
    public void C34_the_holder_of_a_notice_consents_in_writing()
    {
        Filed(sale);
        var notice = book.At(June1, 12).Notice();
        book.Submit(notice).Accept();
        book.At(June1.AddDays(1));

        book.Submit(book.Residence()).Refuse("C-34", "C-85");
        book.Submit(book.Residence(e => e.Act.Consents.Add(new Consent { Of = notice.Proof.Number, Document = Acts.Bytes(8) }))).Refuse("C-85");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void C34_the_bank_of_a_notice_of_mortgage_consents_on_the_ledger(bool consents)
    {
        var id = new MortgageId { Mortgagee = Members.BankA.CreditCode, ContractNumber = "DY-2021-000009" };
        var mortgage = new MortgagePage { Id = id, State = MortgageState.Signed };
        mortgage.Notes.Add(new MortgageNote { Subject = ConsentSubject.Residence, Number = SaleCase.Flat, Consent = consents, Date = 20210520 });
        sale.Ledger.PutOld(PageKeys.Mortgage(id), mortgage);
        var page = book.Page;
        var row = new AdvanceNoticeRow { Kind = AdvanceNoticeKind.OtherMortgage, Proof = book.Proof(), Mortgage = id, RecordingMs = 1 };
        row.Beneficiaries.Add(new TestParty(IdentityClass.CreditCode, id.Mortgagee).At(SaleCase.Flat));
        page.Notices.Add(row);
        sale.Ledger.PutOld(PageKeys.Encumbrances(SaleCase.Flat), page);

        var outcome = book.At(June1, 12).Submit(book.Residence());

        if (!consents)
        {
            outcome.Refuse("C-34");
            return;
        }

        // It was given for one right: the next one needs its own.
        outcome.Accept();
        Assert.Equal(20210601u, Assert.Single(sale.Ledger.Read<MortgagePage>(PageKeys.Mortgage(id))!.Notes).Used);
        book.At(June1.AddDays(1));
        var second = book.Residence(e => (e.Scope, e.Act) = (ResidenceScope.Part, Acts.Of("C-61")));
        book.Submit(second).Refuse("C-34");
    }

    [Theory]
    [InlineData(ConsentSubject.Reshape, FlowCode.F312, true)]
    [InlineData(ConsentSubject.Reshape, FlowCode.F313, true)]
    [InlineData(ConsentSubject.Reshape, FlowCode.F314, true)]
    [InlineData(ConsentSubject.Reshape, FlowCode.F315, false)]
    [InlineData(ConsentSubject.Reshape, FlowCode.F510, false)]
    [InlineData(ConsentSubject.Reshape, FlowCode.M1, false)]
    [InlineData(ConsentSubject.Reshape, FlowCode.F901, false)]
    [InlineData(ConsentSubject.Transfer, FlowCode.F211, true)]
    [InlineData(ConsentSubject.Transfer, FlowCode.K3, true)]
    [InlineData(ConsentSubject.Transfer, FlowCode.M1, false)]
    [InlineData(ConsentSubject.Notice, FlowCode.F701, true)]
    [InlineData(ConsentSubject.Notice, FlowCode.F211, false)]
    [InlineData(ConsentSubject.Rank, FlowCode.M1, true)]
    [InlineData(ConsentSubject.Rank, FlowCode.M3, false)]
    [InlineData(ConsentSubject.Change, FlowCode.M3, true)]
    [InlineData(ConsentSubject.Easement, FlowCode.F902, true)]
    [InlineData(ConsentSubject.Waiver, FlowCode.F410, true)]
    [InlineData(ConsentSubject.Waiver, FlowCode.F411, false)]
    public void C34_a_banks_consent_is_one_to_what_it_names(ConsentSubject subject, FlowCode flow, bool covers)
    {
        const string acceptance = "202106010001";
        var id = new MortgageId { Mortgagee = Members.BankA.CreditCode, ContractNumber = "DY-2021-000009" };
        var other = new MortgageId { Mortgagee = Members.BankB.CreditCode, ContractNumber = "DY-2021-000010" };
        var mortgage = new MortgagePage { Id = id, State = MortgageState.Signed };
        mortgage.Notes.Add(new MortgageNote
        {
            Subject = subject,
            Number = subject switch
            {
                ConsentSubject.Reshape => acceptance,
                ConsentSubject.Transfer or ConsentSubject.Notice => sale.Number,
                ConsentSubject.Rank or ConsentSubject.Change => "",
                _ => SaleCase.Flat,
            },
            Of = subject is ConsentSubject.Rank or ConsentSubject.Change ? other : null,
            Consent = true,
            Date = 20210520,
        });
        sale.Ledger.PutOld(PageKeys.Mortgage(id), mortgage);
        var page = book.Page;
        var row = new AdvanceNoticeRow { Kind = AdvanceNoticeKind.OtherMortgage, Proof = book.Proof(), Mortgage = id, RecordingMs = 1 };
        row.Beneficiaries.Add(new TestParty(IdentityClass.CreditCode, id.Mortgagee).At(SaleCase.Flat));
        page.Notices.Add(row);
        sale.Ledger.PutOld(PageKeys.Encumbrances(SaleCase.Flat), page);
        var (judgement, pages) = sale.Ledger.JudgementOf("TransferRecorded");
        var disposal = Disposal.Read(pages, flow, SaleCase.Flat, Acts.Of()) with { Basis = sale.Number, Case = acceptance, Mortgage = other };

        new NoticeOfAnother().Check(judgement, disposal, judgement.Matrix[flow, MatrixColumn.N]);

        Assert.Equal(!covers, judgement.Findings.Any(finding => finding.Rule == "C-34"));
    }

    [Fact]
    public void C61_two_rights_to_the_whole_exclude_one_another_and_a_part_is_confirmed()
    {
        var first = book.At(June1, 11).Residence();
        book.Submit(first).Accept();
        book.At(June1.AddDays(1));

        Assert.Equal(Severity.Reject, book.Submit(book.Residence()).Refuse("C-61").Of("C-61").Severity);
        Assert.Equal(Severity.Warning, book.Submit(book.Residence(e => e.Scope = ResidenceScope.Part)).Refuse("C-61").Of("C-61").Severity);
        book.Submit(book.Residence(e => e.Replaces = first.Proof)).Accept();
    }

    [Fact]
    public void C63_a_lock_on_the_unit_or_its_parcel_stops_the_act_until_it_is_over()
    {
        book.At(June1, 11).Submit(book.Lock(change: e => e.Until = 20210701)).Accept();

        book.At(Day.Of(2021, 6, 30));
        Assert.Equal(Severity.Exception, book.Submit(book.Residence()).Refuse("C-63").Of("C-63").Severity);
        book.At(Day.Of(2021, 7, 1));
        book.Unit = SaleCase.Parcel;
        book.Submit(book.Lock("东府征字〔2021〕14号")).Accept();
        book.Unit = SaleCase.Flat;
        book.At(Day.Of(2021, 7, 2));
        book.Submit(book.Residence()).Refuse("C-63");
        book.Unit = SaleCase.Parcel;
        book.Submit(book.Unlock("东府征字〔2021〕14号")).Accept();
        book.Unit = SaleCase.Flat;
        book.Submit(book.Residence()).Accept();
    }

    [Fact]
    public void C83_a_page_of_profile_1_says_nothing_about_kinds_it_never_knew()
    {
        var old = new SaleCase();
        old.Open();
        old.Ledger.Profile = 2;
        var rights = new EncumbranceBook(old).At(June1, 11);

        var finding = rights.Submit(rights.Residence()).Accept().Of("C-83");

        Assert.Equal(Severity.Information, finding.Severity);
        Assert.Contains("objection", finding.Values[0].Value, StringComparison.Ordinal);
        Assert.DoesNotContain("seizure", finding.Values[0].Value, StringComparison.Ordinal);
    }

    private static void Filed(SaleCase sale)
    {
        sale.Sign().Accept();
        sale.File().Accept();
    }

    // The developer kept the land when the flats were sold.
    private static void Land(TestLedger ledger)
    {
        var title = ledger.Read<TitlePage>(PageKeys.Title(SaleCase.Parcel))!;
        title.Owners[0].Party = TestParty.Developer.At(SaleCase.Parcel);
        ledger.PutOld(PageKeys.Title(SaleCase.Parcel), title);
    }

    private static void Recorded(ResidenceRightRegistered e, Day day, int hour)
    {
        e.Recording = Acts.Recorded(day, day, 9_000 + hour);
        e.Recording.AcceptanceTimeMs = (ulong)day.StartMilliseconds;
        e.Recording.RecordingMs = (ulong)day.StartMilliseconds + ((ulong)hour * 3_600_000);
    }

    private void Except(string rule, string number = "EX202106010001", string? restriction = null)
        => sale.Ledger.PutOld(PageKeys.Exception(number), new ExceptionPage
        {
            Number = number,
            Rule = rule,
            Event = "ResidenceRightRegistered",
            Subject = SaleCase.Flat,
            Restriction = restriction ?? SeizureBook.Document(1),
            Ground = "APPROVED",
            Approver = Acts.Bytes(9),
            Until = 20220101,
            Member = Members.Registration.CreditCode,
        });
}
