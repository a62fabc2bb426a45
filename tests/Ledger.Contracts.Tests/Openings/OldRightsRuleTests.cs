using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>What is taken over from the old book under profile 2, at the opening or later.</summary>
public sealed class OldRightsRuleTests
{
    private static void Halves(MigratedOpened e, uint second)
    {
        e.Mortgages.Add(Encumbrances.Mortgage());
        e.Mortgages[0].Holding.Add(TestParty.An.At(SaleCase.Flat));
        e.Mortgages.Add(Encumbrances.Mortgage(2, "DY-2021-0002"));
        e.Mortgages[1].Rank = second;
        e.Mortgages[1].Holding.Add(TestParty.Bo.At(SaleCase.Flat));
        foreach (var row in e.Mortgages)
            row.Share = new() { Numerator = 1, Denominator = 2 };
    }

    private readonly SaleCase sale = new(new() { Profile = 2 });

    [Fact]
    public void C69_a_row_of_the_old_book_states_nothing_that_this_ledger_writes_later()
    {
        void Migrate(Action<MortgageRow> mortgage, Action<SeizureRow> seizure, bool accepted)
        {
            var e = sale.Migration(SaleCase.Flat, e =>
            {
                e.Mortgages.Add(Encumbrances.Mortgage());
                e.Seizures.Add(Encumbrances.Seizure(start: Day.Of(2021, 2, 1)));
                mortgage(e.Mortgages[0]);
                seizure(e.Seizures[0]);
            });
            var outcome = sale.Ledger.Judge(Members.Registration, e);
            Assert.Equal(accepted, !outcome.Findings.Any(finding => finding.Rule == "C-69"));
        }

        Migrate(_ => { }, _ => { }, accepted: true);
        Migrate(row => row.State = MortgageState.ReleaseInstructed, _ => { }, accepted: false);
        Migrate(row => row.DeterminedFen = 1, _ => { }, accepted: false);
        Migrate(_ => { }, row => row.Lifted = 20210301, accepted: false);
        Migrate(_ => { }, row => row.HandedTo = "words", accepted: false);
        Migrate(_ => { }, row => row.Renewals.Add(new SeizureRenewal { DocumentNumber = "words" }), accepted: false);
    }

    [Theory]
    [InlineData("东公（经）查封字〔2021〕00012号", true)]
    [InlineData("（2014）东一法执字第123-2号", true)]
    [InlineData("东公查封字2021第12号", false)]
    public void C69_a_seizure_is_taken_over_by_the_document_of_any_organ(string document, bool accepted)
    {
        var e = sale.Migration(SaleCase.Flat, e => e.Seizures.Add(Encumbrances.Seizure(document, start: Day.Of(2021, 2, 1))));
        Assert.Equal(accepted, !sale.Ledger.Judge(Members.Registration, e).Findings.Any(finding => finding.Rule == "C-69"));

        // Profile 1 takes what courts write, for ever.
        var one = new SaleCase();
        var old = one.Migration(SaleCase.Flat, e => e.Seizures.Add(Encumbrances.Seizure(document, start: Day.Of(2021, 2, 1))));
        Assert.Contains(one.Ledger.Judge(Members.Registration, old).Findings, finding => finding.Rule == "C-69");
    }

    [Theory]
    [InlineData(0u, true)]
    [InlineData(1u, true)]
    [InlineData(2u, false)]
    public void F04_no_more_numbers_are_exceptions_than_parties_stand_by_other_documents(uint exceptions, bool accepted)
    {
        var owner = new TestParty(IdentityClass.Other, "?粤公莞临0012号");
        var outcome = Migrate(e =>
        {
            e.Opening.Owners[0].Party = owner.At(SaleCase.Flat);
            e.NumberExceptions = exceptions;
        });
        Assert.Equal(accepted, !outcome.Findings.Any(finding => finding.Rule == "F-04"));
    }

    [Fact]
    public void A_migrated_unit_says_of_each_kind_since_when_it_is_known()
    {
        Migrate(e => e.Since.Add(new KindSince { Kind = EncumbranceKind.Residence, Day = 20210225 })).Accept();

        var page = Page();
        Assert.Equal(
            [(EncumbranceKind.Mortgage, 20210226u), (EncumbranceKind.Seizure, 20210226u), (EncumbranceKind.Residence, 20210225u)],
            page.Since.Select(known => (known.Kind, known.Day)));
        Assert.Null(page.SinceOf(EncumbranceKind.Objection));
    }

    [Fact]
    public void Rows_of_all_kinds_come_over_with_their_proofs()
    {
        Migrate(e =>
        {
            e.Notices.Add(Notice());
            e.Residences.Add(Residence());
            e.Locks.Add(new LockRow
            {
                Kind = LockKind.Expropriation,
                Authority = Encumbrances.Court,
                From = 20200101,
                RecordingMs = 1,
                Document = Acts.Document(),
            });
        }).Accept();

        var page = Page();
        Assert.Equal((1, 1, 1), (page.Notices.Count, page.Residences.Count, page.Locks.Count));
        Assert.True(sale.Ledger.Read<CertificatePage>(PageKeys.Certificate(Residence().Proof))!.Live);
    }

    [Theory]
    [InlineData(0u, 0u, true)]
    [InlineData(0u, 20210201u, true)]
    [InlineData(0u, 20210131u, false)]
    [InlineData(20210316u, 0u, false)]
    [InlineData(1u, 0u, false)]
    public void C69_an_objection_of_the_old_book_lapses_as_one_that_is_entered_here(uint lapses, uint suit, bool accepted)
    {
        var outcome = Migrate(e => e.Objections.Add(Objection(row => (row.Lapses, row.SuitFiled) = (lapses, suit))));

        Assert.Equal(accepted, outcome.Accepted);
        Assert.Equal(!accepted, outcome.Findings.Any(finding => finding.Rule == "C-69"));
        if (!accepted)
            return;

        // The holiday of 2021 runs from 11 to 17 February: day 15 is 16 February, and the 18th the next working day.
        Assert.Equal(20210219u, Page().Objections[0].Lapses);
        var own = sale.Ledger.Read<ObjectionPage>(PageKeys.Objection(SaleCase.Flat, TestParty.Bo.At(SaleCase.Flat), "WRONG_OWNER"))!;
        Assert.Equal((20210219u, suit), (own.Lapses, own.SuitFiled));
    }

    [Fact]
    public void C38_an_objection_of_the_old_book_is_cancelled_once_and_not_entered_again()
    {
        Migrate(e => e.Objections.Add(Objection(row => row.SuitFiled = 20210203))).Accept();
        var book = new EncumbranceBook(sale).At(Day.Of(2021, 6, 1), 11);
        book.Submit(book.Objection()).Refuse("STATE");

        book.Submit(book.ObjectionEnd()).Accept();

        Assert.Equal(20210601u, Page().Objections[0].Ended);
        book.Submit(book.ObjectionEnd()).Refuse("STATE");
        book.Submit(book.Objection()).Refuse("C-38");
    }

    [Fact]
    public void C54_an_applicant_objects_once_on_a_ground()
    {
        var second = Objection(row => row.Proof.Number = "粤（2020）东莞不动产证明第0000010号");
        Migrate(e => e.Objections.Add([Objection(), second])).Refuse("C-54");
        second.Ground = "WRONG_AREA";
        Migrate(e => e.Objections.Add([Objection(), second])).Accept();
    }

    private static ObjectionRow Objection(Action<ObjectionRow>? change = null)
    {
        var row = new ObjectionRow
        {
            Applicant = TestParty.Bo.At(SaleCase.Flat),
            Ground = "WRONG_OWNER",
            Entered = 20210201,
            Proof = new() { Number = "粤（2020）东莞不动产证明第0000009号" },
            RecordingMs = 1,
            Document = Acts.Document(),
        };
        change?.Invoke(row);
        return row;
    }

    [Fact]
    public void C54_one_proof_stands_for_one_right()
        => Migrate(e =>
        {
            e.Residences.Add(Residence());
            e.Notices.Add(Notice());
            e.Notices[0].Proof = Residence().Proof;
        }).Refuse("C-54");

    [Fact]
    public void C57_the_old_book_was_read_after_its_day_and_not_in_the_future()
    {
        Migrate(e => e.Since.Add(new KindSince { Kind = EncumbranceKind.Lock, Day = 20210227 })).Refuse("C-57");
        Migrate(e =>
        {
            e.Residences.Add(Residence());
            e.Residences[0].RecordingMs = sale.Ledger.TimeMs + 10_000;
        }).Refuse("C-57");
    }

    [Fact]
    public void C69_what_ended_is_not_taken_over()
        => Migrate(e =>
        {
            e.Residences.Add(Residence());
            e.Residences[0].Ended = 20200101;
        }).Refuse("C-69");

    [Fact]
    public void C43_old_mortgages_of_two_halves_both_rank_first()
    {
        sale.OwnerKind = CoOwnership.Shares;
        sale.Owners = [new(TestParty.An, "1/2"), new(TestParty.Bo, "1/2")];

        Migrate(e => Halves(e, 2)).Refuse("C-43");
        Migrate(e => Halves(e, 1)).Accept();

        var page = Page();
        Assert.Equal([1u, 1u], page.Mortgages.Select(row => row.Rank));
        Assert.Equal(page.Mortgages[1].Holding, sale.Ledger.Read<MortgagePage>(PageKeys.Mortgage(page.Mortgages[1].Id))!.Units.Single().Holding);
    }

    [Fact]
    public void C43_old_mortgages_of_one_half_rank_one_after_the_other_unless_the_city_has_equal_ranks()
    {
        Migrate(e => Whole(e, 1)).Refuse("C-43");
        Migrate(e => Whole(e, 3)).Refuse("C-43");
        Migrate(e => Whole(e, 2)).Accept();

        var equal = new SaleCase(TestLedger.Two("dongguan", file => file.MortgageEqualRank = true));
        equal.Ledger.Submit(Members.Registration, equal.Migration(SaleCase.Flat, e => Whole(e, 1))).Accept();

        static void Whole(MigratedOpened e, uint second)
        {
            e.Mortgages.Add(Encumbrances.Mortgage());
            e.Mortgages.Add(Encumbrances.Mortgage(2, "DY-2021-0002"));
            e.Mortgages[1].Rank = second;
        }
    }

    [Fact]
    public void C84_an_old_mortgage_lies_on_a_share_of_the_title()
    {
        Migrate(e => Halves(e, 1)).Refuse("C-84");
        sale.OwnerKind = CoOwnership.Shares;
        sale.Owners = [new(TestParty.An, "1/2"), new(TestParty.Chen, "1/2")];
        Migrate(e => Halves(e, 1)).Refuse("C-84");
    }

    [Fact]
    public void C79_a_migrated_right_fits_its_unit_too() => Migrate(e => e.Opening.RightType = 3).Refuse("C-79");

    [Fact]
    public void C74_only_who_may_record_takes_over()
    {
        Migrate().Accept();
        sale.Ledger.Counter.Open = false;

        sale.Ledger.Submit(Members.Registration, sale.Migration(SaleCase.Garage, e => e.Act.Operator = Acts.Bytes(9))).Refuse("C-74");
    }

    [Fact]
    public void C54_an_old_certificate_of_two_units_names_both()
    {
        var legacy = new CertificateId { LegacyHash = Acts.Bytes(8) };
        Migrate(e => e.Opening.Owners[0].Certificate = legacy).Accept();
        sale.Ledger.Submit(Members.Registration, sale.Migration(SaleCase.Garage, e => e.Opening.Owners[0].Certificate = legacy)).Refuse("C-54");
        sale.Ledger.Submit(Members.Registration, sale.Migration(SaleCase.Garage, e =>
        {
            e.Opening.Owners[0].Certificate = legacy;
            e.Act = Acts.Of("C-54");
        })).Accept();

        Assert.Equal([SaleCase.Flat, SaleCase.Garage], sale.Ledger.Read<CertificatePage>(PageKeys.Certificate(legacy))!.Units);
    }

    [Fact]
    public void C83_a_kind_is_completed_once()
    {
        Migrate().Accept();

        Complete().Accept();

        Assert.Equal(Day.Of(2021, 3, 1), Page().SinceOf(EncumbranceKind.Residence));
        Assert.Single(Page().Residences);
        Complete(e =>
        {
            e.BusinessNumber = sale.Business(Day.Of(2021, 3, 2));
            e.Residences.Clear();
        }).Refuse("C-83");
    }

    [Fact]
    public void A_page_of_profile_one_is_completed_for_the_kinds_it_did_not_know()
    {
        sale.Ledger.Profile = 1;
        sale.Open();
        sale.Ledger.Profile = 2;

        Complete().Accept();
        Assert.Equal(Day.Of(2021, 3, 1), Page().SinceOf(EncumbranceKind.Mortgage));
    }

    [Fact]
    public void C69_mortgages_and_seizures_are_never_completed_nor_rows_of_another_kind()
    {
        Migrate().Accept();

        Complete(e => e.Kind = EncumbranceKind.Mortgage).Refuse("C-69");
        Complete(e => e.Kind = EncumbranceKind.Lock).Refuse("C-69");
    }

    [Fact]
    public void C03_a_unit_that_was_never_opened_is_not_completed()
        => Complete().Refuse("C-03");

    private Outcome Migrate(Action<MigratedOpened>? change = null)
        => sale.Ledger.Submit(Members.Registration, sale.Migration(SaleCase.Flat, change));

    private Outcome Complete(Action<BookCompleted>? change = null)
    {
        var e = new BookCompleted
        {
            Act = Acts.Of(),
            Recording = Acts.Recorded(Day.Of(2021, 3, 2), Day.Of(2021, 3, 2), 77),
            UnitCode = SaleCase.Flat,
            BusinessNumber = sale.Business(Day.Of(2021, 3, 2)),
            Kind = EncumbranceKind.Residence,
            Since = 20210301,
            Residences = { Residence() },
        };
        change?.Invoke(e);
        return sale.Ledger.Submit(Members.Registration, e);
    }

    private EncumbrancePage Page() => sale.Ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(SaleCase.Flat))!;

    private static ResidenceRow Residence() => new()
    {
        Holders = { TestParty.Bo.At(SaleCase.Flat) },
        Scope = ResidenceScope.Part,
        From = 20200101,
        By = ResidenceOrigin.Contract,
        Proof = new() { Number = "粤（2020）东莞不动产证明第0000007号" },
        RecordingMs = 1,
        Document = Acts.Document(),
    };

    private static AdvanceNoticeRow Notice() => new()
    {
        Kind = AdvanceNoticeKind.OtherSale,
        Proof = new() { Number = "粤（2020）东莞不动产证明第0000008号" },
        Beneficiaries = { TestParty.Bo.At(SaleCase.Flat) },
        Obligors = { TestParty.An.At(SaleCase.Flat) },
        RecordingMs = 1,
        Document = Acts.Document(),
    };
}
