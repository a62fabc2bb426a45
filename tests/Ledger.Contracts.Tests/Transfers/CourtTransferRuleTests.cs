using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Transfers by a court's ruling, and what courts do to those who transfer by will.</summary>
public sealed class CourtTransferRuleTests
{
    private const string Document = "（2021）粤1971执保123号";

    [Fact]
    public void A_court_that_holds_the_seizure_transfers_the_unit_and_the_debtors_certificate_is_void()
    {
        var deed = Seized();
        var e = Ruling(deed);

        deed.Ledger.Submit(Members.Registration, e).Accept();

        var title = deed.Sale.Title();
        Assert.Equal((TestParty.Bo.At(SaleCase.Flat), deed.Number), (title.Owners[0].Party, title.Basis));
        Assert.Equal(FlowCode.F218, deed.Ledger.Read<CasePage>(PageKeys.Case(e.Recording.AcceptanceNumber))!.Flows[0].Flow);
        Assert.Equal(CertificateState.Void, deed.Ledger.Read<CertificatePage>(PageKeys.Certificate(e.Units[0].Previous[0]))!.State);
        Assert.Equal(InstrumentState.Registered, deed.Page!.State);
    }

    [Fact]
    public void STATE_a_courts_award_is_recorded_as_a_courts_transfer_only()
    {
        var deed = Seized();

        deed.Record().Refuse("STATE");
        Submit(deed).Accept();
    }

    [Fact]
    public void C33_another_court_transfers_only_by_its_judgment()
    {
        var deed = Seized();

        Submit(deed, e => e.Authority = Members.Tax.CreditCode == Encumbrances.Court ? Members.Finance.CreditCode : Members.Tax.CreditCode)
            .Refuse("C-33", "C-29");
        var other = Submit(deed, e =>
        {
            e.Authority = Members.Finance.CreditCode;
            e.Reason = CourtTransferReason.Judgment;
            e.SeizuresEnded.Clear();
        });
        Assert.DoesNotContain(other.Findings, finding => finding.Rule == "C-33");
    }

    [Fact]
    public void C29_a_court_ends_no_seizure_of_another_that_was_not_handed_over_to_it()
    {
        var deed = Seized();
        void ByAnother(CourtTransferRecorded e)
        {
            e.Authority = Members.Finance.CreditCode;
            e.Reason = CourtTransferReason.Judgment;
        }

        Assert.Equal(Chain.Severity.Exception, Submit(deed, ByAnother).Refuse("C-29", "C-33").Of("C-29").Severity);
        var key = PageKeys.Encumbrances(SaleCase.Flat);
        var page = deed.Ledger.Read<EncumbrancePage>(key)!;
        page.Seizures[0].HandedTo = Members.Finance.CreditCode;
        deed.Ledger.PutOld(key, page);
        Submit(deed, ByAnother).Accept();
    }

    [Fact]
    public void C29_a_seizure_that_the_ruling_does_not_end_stands_in_its_way()
        => Assert.Equal(Chain.Severity.Exception, Submit(Seized(), e => e.SeizuresEnded.Clear()).Refuse("C-29").Of("C-29").Severity);

    [Fact]
    public void C33_a_ruling_ends_no_seizure_that_is_not_there()
        => Submit(Seized(), e => e.SeizuresEnded.Insert(0, "（2020）粤1971执保1号")).Refuse("C-33");

    [Fact]
    public void C33_of_two_seizures_by_documents_of_one_number_a_court_ends_its_own_alone()
    {
        var other = Seized();
        var page = other.Ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(SaleCase.Flat))!;
        page.Seizures.Insert(0, Encumbrances.Seizure(Document, start: Day.Of(2021, 2, 1)));
        page.Seizures[0].Authority = Members.Finance.CreditCode;
        other.Ledger.PutOld(PageKeys.Encumbrances(SaleCase.Flat), page);

        Submit(other).Refuse("C-29");
        page.Seizures[0].HandedTo = Encumbrances.Court;
        other.Ledger.PutOld(PageKeys.Encumbrances(SaleCase.Flat), page);
        Submit(other).Accept();
    }

    [Theory]
    [InlineData(CourtTransferReason.Auction, true)]
    [InlineData(CourtTransferReason.DebtSatisfaction, true)]
    [InlineData(CourtTransferReason.Sale, true)]
    [InlineData(CourtTransferReason.Judgment, false)]
    [InlineData(CourtTransferReason.Reversal, false)]
    public void C48_only_a_forced_sale_extinguishes_mortgages(CourtTransferReason reason, bool passes)
    {
        var deed = new DeedCase(InstrumentKind.Court);
        Mortgaged(deed);
        Put(deed.Sale);

        var outcome = Submit(deed, e => e.Reason = reason);

        if (passes)
            outcome.Accept();
        else
            outcome.Refuse("C-48");
        if (!passes)
            Submit(deed, e => (e.Reason, e.Mortgages) = (reason, CourtMortgages.Carried)).Accept();
        Assert.Equal(reason, deed.Sale.Title().CourtReason);
    }

    [Fact]
    public void C14_only_what_a_court_gives_back_is_free_of_deed_tax_for_it()
    {
        var deed = Seized();
        var key = PageKeys.Tax(deed.Number);
        var page = deed.Ledger.Read<TaxPage>(key)!;
        page.Lines.First(static state => state.Line.Tax == TaxKind.Deed).Line.Exemption = "COURT_BACK";
        deed.Ledger.PutOld(key, page);

        Submit(deed).Refuse("C-14");
        Submit(deed, static e => (e.Reason, e.Mortgages) = (CourtTransferReason.Reversal, CourtMortgages.Carried)).Accept();
    }

    [Fact]
    public void The_reason_of_a_courts_transfer_stands_on_the_title_until_the_parties_transfer_it()
    {
        var deed = Seized();
        Submit(deed).Accept();
        Assert.Equal(CourtTransferReason.Auction, deed.Sale.Title().CourtReason);
        Release(deed);
        var next = new SaleCase(deed.Ledger) { Offset = 2_000, Sellers = deed.Takers, Buyers = [new(TestParty.Chen)], Number = "441900B21050000002" };
        next.Sign().Accept();
        next.File().Accept();
        next.Assess().Accept();
        next.Pay().Accept();
        next.Record().Accept();
        Assert.Equal(CourtTransferReason.Unspecified, next.Title().CourtReason);
    }

    [Fact]
    public void C72_the_debtor_is_the_owner_or_an_exception_says_why()
    {
        var deed = Seized(new(TestParty.Chen));

        Assert.Equal(Chain.Severity.Exception, Submit(deed).Refuse("C-72").Of("C-72").Severity);
    }

    [Fact]
    public void C14_a_courts_transfer_is_taxed_as_any_other()
    {
        var deed = Seized(clear: false);

        Submit(deed).Refuse("C-14", "C-15");
    }

    [Fact]
    public void STATE_the_instrument_is_the_courts_own()
    {
        var deed = new DeedCase(InstrumentKind.Inheritance).ToStated().Clear();
        Put(deed.Sale);

        Submit(deed).Refuse("STATE");
    }

    [Fact]
    public void C08_those_whom_the_ruling_names_take_it()
        => Submit(Seized(), e => e.Units[0].Buyers[0].Party = TestParty.Chen.At(SaleCase.Flat)).Refuse("C-08");

    [Fact]
    public void C57_a_ruling_takes_effect_before_it_is_recorded()
        => Submit(Seized(), e => e.Effective = Day.FromNumber(e.Recording.RecordingDate).AddDays(1).Number).Refuse("C-57");

    [Fact]
    public void C29_a_pre_seized_buyer_gets_the_title_and_the_pre_seizure_becomes_a_seizure()
    {
        var sale = new SaleCase(new() { Profile = 2 }).ToPaid();
        Put(sale, row =>
        {
            row.Kind = SeizureKind.PreSeizure;
            row.Debtors.Add(TestParty.Bo.At(SaleCase.Flat));
        });

        sale.Record(e => e.Act = Acts.Of("C-29")).Refuse("C-29");
        sale.Record(e =>
        {
            e.Act = Acts.Of("C-29");
            e.Units[0].PreSeizures.Add(Document);
        }).Accept();

        var row = Assert.Single(sale.Ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(SaleCase.Flat))!.Seizures);
        Assert.Equal((SeizureKind.Seizure, sale.Title().RecordingDate), (row.Kind, row.Converted));
        Assert.Equal(20210301u, row.Start);
    }

    [Fact]
    public void C29_nobody_converts_the_pre_seizure_of_another()
    {
        var sale = new SaleCase(new() { Profile = 2 }).ToPaid();
        Put(sale, row =>
        {
            row.Kind = SeizureKind.PreSeizure;
            row.Debtors.Add(TestParty.Chen.At(SaleCase.Flat));
        });

        sale.Record(e => e.Units[0].PreSeizures.Add(Document)).Refuse("C-29");
    }

    [Fact]
    public void C29_the_seized_parcel_of_the_developer_does_not_stop_a_flat_that_it_sold_long_ago()
    {
        var sale = new SaleCase(new() { Profile = 2 }).ToPaid();
        var row = Encumbrances.Seizure(start: Day.Of(2021, 3, 1));
        row.Debtors.Add(TestParty.Developer.At(SaleCase.Parcel));
        sale.Ledger.PutOld(
            PageKeys.Encumbrances(SaleCase.Parcel), new EncumbrancePage { UnitCode = SaleCase.Parcel, Epoch = 1, Seizures = { row } });

        sale.Record().Accept();
    }

    [Fact]
    public void C86_an_inheritance_without_a_notary_is_recorded_from_the_day_after_its_notice()
    {
        var deed = new DeedCase(InstrumentKind.Inheritance) { Notarised = false };
        deed.Papers.Add("HEIRS_HEARD");
        deed.ToStated().Clear();
        var e = deed.Transfer();
        deed.Ledger.Submit(Members.Registration, e).Refuse("C-86");
        Notice(deed, e, until: Day.FromNumber(e.Recording.RecordingDate).AddDays(1).Number);
        deed.Ledger.Submit(Members.Registration, e).Refuse("C-86");
        Notice(deed, e, until: e.Recording.RecordingDate);
        deed.Ledger.Submit(Members.Registration, e).Accept();
    }

    [Theory]
    [InlineData(InstrumentKind.Gift, false)]
    [InlineData(InstrumentKind.Inheritance, true)]
    [InlineData(InstrumentKind.Partition, true)]
    public void C80_a_homestead_house_goes_to_no_stranger(InstrumentKind kind, bool passes)
    {
        var sale = new SaleCase(new() { Profile = 2 }).Open();
        var title = sale.Title();
        title.RightType = 6;
        sale.Ledger.PutOld(PageKeys.Title(SaleCase.Flat), title);

        var outcome = new DeedCase(kind, sale).State();

        if (passes)
            outcome.Accept();
        else
            Assert.Equal(Chain.Severity.Reject, outcome.Refuse("C-80").Of("C-80").Severity);
    }

    [Fact]
    public void C48_a_realised_mortgage_is_cancelled_in_the_envelope_of_the_courts_transfer()
    {
        var deed = new DeedCase(InstrumentKind.Court);
        var mortgage = Mortgaged(deed);
        Put(deed.Sale);
        var transfer = Ruling(deed);
        var cancellation = mortgage.Cancellation(e =>
        {
            e.Ground = CancellationGround.Realised;
            e.Recording = transfer.Recording.Clone();
        });

        deed.Ledger.Submit(Members.Registration, transfer, cancellation).Accept();

        Assert.Empty(mortgage.Rows());
        Assert.Equal((MortgageState.Cancelled, 0u), (mortgage.Page.State, mortgage.Page.LiveUnits));
    }

    [Fact]
    public void C48_nothing_else_is_done_to_a_unit_before_what_a_court_extinguished_is_cancelled()
    {
        var deed = new DeedCase(InstrumentKind.Court);
        var mortgage = Mortgaged(deed);
        Put(deed.Sale);
        Submit(deed).Accept();
        Release(deed);
        Assert.Equal((1u, MortgageState.Registered), (mortgage.Rows().Single().Rank, mortgage.Page.State));
        var next = new MortgageCase(deed.Sale)
        {
            Bank = Members.BankB,
            Number = "DY-2021-000002",
            Mortgagors = deed.Takers,
            Signed = Day.Of(2021, 5, 18),
            Recorded = Day.Of(2021, 5, 25),
        };
        var sale = new SaleCase(deed.Ledger) { Offset = 2_000, Sellers = deed.Takers, Buyers = [new(TestParty.Chen)], Number = "441900B21050000002" };
        next.Sign().Refuse("C-48");
        sale.Sign().Refuse("C-48");

        mortgage.Cancel(Realised).Accept();

        next.Sign().Accept();
        next.Register().Accept();
        Assert.Equal(1u, next.Rows().Single().Rank);
    }

    [Fact]
    public void C48_of_a_mortgage_on_two_units_the_one_that_a_court_took_leaves()
    {
        var sale = new SaleCase(new() { Profile = 2 }) { Units = [SaleCase.Flat, SaleCase.Garage] };
        var deed = new DeedCase(InstrumentKind.Court, sale);
        var mortgage = Mortgaged(deed, () => sale.Units = [SaleCase.Flat]);
        mortgage.Change(MortgageChangeKind.UnitsOut, Leaving).Refuse("STATE");
        Put(deed.Sale);
        Submit(deed).Accept();
        Release(deed);

        mortgage.Cancel(Realised).Refuse("C-48");
        mortgage.Change(MortgageChangeKind.UnitsOut, Leaving).Accept();

        Assert.Empty(mortgage.Rows(SaleCase.Flat));
        Assert.Single(mortgage.Rows(SaleCase.Garage));

        static void Leaving(MortgageChanged e)
        {
            e.Recording = Acts.Recorded(Day.Of(2021, 5, 16), Day.Of(2021, 5, 17), 79);
            e.Units.RemoveAt(1);
        }
    }

    [Theory]
    [InlineData(CourtMortgages.Carried)]
    [InlineData(CourtMortgages.Extinguished)]
    public void C84_a_court_takes_a_half_with_its_own_mortgage_and_leaves_the_other_halfs(CourtMortgages mortgages)
    {
        var sale = new SaleCase(new() { Profile = 2 }) { OwnerKind = CoOwnership.Shares, Owners = [new(TestParty.An, "1/2"), new(TestParty.Bo, "1/2")] };
        var deed = new DeedCase(InstrumentKind.Court, sale) { Share = "1/2", Givers = [new(TestParty.An, "1/2")], Takers = [new(TestParty.Chen)] };
        sale.Open();
        Half(TestParty.An, 1);
        Half(TestParty.Bo, 2);
        deed.State().Accept();
        deed.Clear();
        Put(sale);

        Submit(deed, e =>
        {
            e.Mortgages = mortgages;
            e.Units[0] = deed.Transfer().Units[0];
        }).Accept();

        var rows = sale.Ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(SaleCase.Flat))!.Mortgages.OrderBy(row => row.Id.ContractNumber).ToList();
        var extinguished = mortgages == CourtMortgages.Extinguished;
        Assert.Equal([(extinguished ? TestParty.An : TestParty.Chen).At(SaleCase.Flat)], rows[0].Holding);
        Assert.Equal([TestParty.Bo.At(SaleCase.Flat)], rows[1].Holding);
        Assert.Equal([extinguished, false], rows.Select(LiveMortgage.IsExtinguished));

        void Half(TestParty owner, int number)
        {
            var half = new MortgageCase(sale)
            {
                Number = $"DY-2021-{number:D6}",
                Share = "1/2",
                Mortgagors = [new(owner)],
                Holding = [owner],
                Signed = Day.Of(2021, 5, 6),
                Recorded = Day.Of(2021, 5, 8 + number),
            };
            half.Sign().Accept();
            half.Register().Accept();
        }
    }

    [Theory]
    [InlineData(CourtMortgages.Carried, true)]
    [InlineData(CourtMortgages.Extinguished, false)]
    public void C50_a_maximum_amount_mortgage_goes_along_out_of_a_seizure_only_once_its_claim_is_determined(CourtMortgages mortgages, bool asked)
    {
        var deed = new DeedCase(InstrumentKind.Court);
        var key = PageKeys.Encumbrances(SaleCase.Flat);
        Mortgaged(deed);
        Put(deed.Sale);
        var page = deed.Ledger.Read<EncumbrancePage>(key)!;
        (page.Mortgages[0].Terms.Mode, page.Mortgages[0].Terms.DeterminationEnd) = (MortgageMode.Maximum, 20310520);
        deed.Ledger.PutOld(key, page);

        var outcome = deed.Ledger.Judge(Members.Registration, Taking());
        Assert.Equal(asked, outcome.Findings.Any(finding => finding is { Rule: "C-50", Refuses: true }));
        (page.Mortgages[0].DeterminedDate, page.Mortgages[0].DeterminedFen) = (20210512, 1);
        deed.Ledger.PutOld(key, page);
        Submit(deed, e => e.Mortgages = mortgages).Accept();

        CourtTransferRecorded Taking()
        {
            var e = Ruling(deed);
            e.Mortgages = mortgages;
            return e;
        }
    }

    private static MortgageCase Mortgaged(DeedCase deed, Action? before = null)
    {
        var mortgage = new MortgageCase(deed.Sale) { Signed = Day.Of(2021, 5, 6), Recorded = Day.Of(2021, 5, 9) };
        mortgage.ToRegistered();
        before?.Invoke();
        deed.State().Accept();
        deed.Clear();
        return mortgage;
    }

    // The court's seizure is lifted.
    private static void Release(DeedCase deed)
    {
        var key = PageKeys.Encumbrances(SaleCase.Flat);
        var page = deed.Ledger.Read<EncumbrancePage>(key)!;
        page.Seizures.Clear();
        deed.Ledger.PutOld(key, page);
    }

    private static void Realised(MortgageCancelled e)
    {
        e.Ground = CancellationGround.Realised;
        e.Recording = Acts.Recorded(Day.Of(2021, 5, 16), Day.Of(2021, 5, 17), 78);
    }

    internal static DeedCase Seized(Owner? debtor = null, bool clear = true)
    {
        var deed = new DeedCase(InstrumentKind.Court);
        deed.Sale.Open();
        if (debtor is not null)
            deed.Givers = [debtor];
        deed.State().Accept();
        if (clear)
            deed.Clear();
        Put(deed.Sale);
        return deed;
    }

    private static void Put(SaleCase sale, Action<SeizureRow>? change = null)
    {
        var key = PageKeys.Encumbrances(SaleCase.Flat);
        var page = sale.Ledger.Read<EncumbrancePage>(key)!;
        var row = Encumbrances.Seizure(Document, start: Day.Of(2021, 3, 1));
        change?.Invoke(row);
        page.Seizures.Add(row);
        sale.Ledger.PutOld(key, page);
    }

    private static Outcome Submit(DeedCase deed, Action<CourtTransferRecorded>? change = null)
    {
        var e = Ruling(deed);
        change?.Invoke(e);
        return deed.Ledger.Submit(Members.Registration, e);
    }

    internal static CourtTransferRecorded Ruling(DeedCase deed)
    {
        var page = deed.Page!;
        var unitCode = deed.Sale.Units[0];
        var owner = deed.Sale.Title(unitCode).Owners[0];
        var accepted = deed.Date.AddDays(2);
        var e = new CourtTransferRecorded
        {
            Act = Acts.Of(),
            Recording = Acts.Recorded(accepted, accepted.AddDays(3), 99),
            Authority = Encumbrances.Court,
            Ruling = "（2021）粤1971执恢7号",
            Effective = deed.Date.Number,
            Reason = CourtTransferReason.Auction,
            Mortgages = CourtMortgages.Extinguished,
            Basis = deed.Number,
            SeizuresEnded = { Document },
        };
        var unit = new UnitTransfer { UnitCode = unitCode, BusinessNumber = deed.Sale.Business(accepted), Epoch = 1 };
        unit.Previous.Add(owner.Certificate);
        unit.Sellers.AddRange(page.Givers.Select(party => new PartShare { Party = party.At(0) }));
        unit.Buyers.AddRange(page.Takers.Select(party => new Holder { Party = party.At(0), Certificate = deed.Sale.Certificate() }));
        e.Units.Add(unit);
        return e;
    }

    private static void Notice(DeedCase deed, TransferRecorded e, uint until)
    {
        var key = PageKeys.Case(e.Recording.AcceptanceNumber);
        var page = deed.Ledger.Read<CasePage>(key)!;
        page.Notices.Clear();
        page.Notices.Add(new PublicNotice { Kind = PublicNoticeKind.Inheritance, Posted = 20210401, Until = until, Units = { SaleCase.Flat } });
        deed.Ledger.PutOld(key, page);
    }
}
