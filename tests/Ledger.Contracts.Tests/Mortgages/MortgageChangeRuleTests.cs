using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Changes, ranks, assignment, determination and conversion of registered mortgages: C-42, C-43, C-50, C-53 of profile 2.</summary>
public sealed class MortgageChangeRuleTests
{
    private const int OneCase = 201;

    private SaleCase sale = new(TestLedger.Two());

    [Fact]
    public void A_lower_amount_follows_its_agreement_and_replaces_the_proof()
    {
        var mortgage = new MortgageCase(sale).ToRegistered();
        var old = mortgage.Page.Certificate;
        mortgage.Change(MortgageChangeKind.Amount, e => e.Terms = mortgage.Terms.Clone()).Refuse("STATE");
        Amount(mortgage, 70_000_000).Accept();

        mortgage.Change(MortgageChangeKind.Amount, e => e.Terms.AmountFen = 70_000_001).Refuse("C-42");
        mortgage.Change(MortgageChangeKind.Amount).Accept();

        Assert.Equal(70_000_000ul, mortgage.Rows().Single().Terms.AmountFen);
        Assert.Equal(70_000_000ul, mortgage.Page.Terms.AmountFen);
        Assert.Empty(mortgage.Page.Agreements);
        Assert.Equal(CertificateState.Void, mortgage.Ledger.Read<CertificatePage>(PageKeys.Certificate(old))!.State);
    }

    [Fact]
    public void C42_an_agreement_changes_what_its_kind_says_and_nothing_else()
    {
        var mortgage = new MortgageCase(sale).ToRegistered();

        mortgage.Agree(MortgageChangeKind.Amount, agreement => agreement.Terms = mortgage.Terms.Clone()).Refuse("C-42");
        mortgage.Agree(MortgageChangeKind.Amount, agreement =>
        {
            agreement.Terms = mortgage.Terms.Clone();
            agreement.Terms.AmountFen--;
            agreement.Terms.TermEnd = 20410520;
        }).Refuse("C-42");
        mortgage.Agree(MortgageChangeKind.Term, agreement =>
        {
            agreement.Terms = mortgage.Terms.Clone();
            agreement.Terms.TermEnd = 20410520;
        }).Accept();
    }

    [Fact]
    public void C41_only_the_mortgagee_agrees()
        => Amount(new MortgageCase(sale).ToRegistered(), 70_000_000, Members.BankB).Refuse("C-41");

    [Fact]
    public void C43_a_higher_amount_needs_the_consent_of_who_stands_behind_to_just_this_change()
    {
        var (first, second) = Two();
        Amount(first, 90_000_000).Accept();

        first.Change(MortgageChangeKind.Amount).Refuse("C-43");
        second.Consent(ConsentSubject.Rank, of: first.Id).Accept();
        first.Change(MortgageChangeKind.Amount).Refuse("C-43");
        second.Consent(ConsentSubject.Change, of: first.Id).Accept();
        first.Change(MortgageChangeKind.Amount, After).Accept();

        Assert.NotEqual(0u, second.Page.Notes.Single(note => note.Subject == ConsentSubject.Change).Used);
        Amount(first, 95_000_000).Accept();
        first.Change(MortgageChangeKind.Amount, After).Refuse("C-43");
    }

    [Fact]
    public void C43_a_released_mortgage_behind_has_no_say()
    {
        var (first, second) = Two();
        Amount(first, 90_000_000).Accept();
        second.Release(e => e.Date = second.Recorded.Number).Accept();

        first.Change(MortgageChangeKind.Amount, After).Accept();
    }

    [Fact]
    public void C43_where_the_city_has_it_so_an_increase_without_consent_ranks_last()
    {
        sale = new(TestLedger.Two("dongguan", file => file.MortgageIncrease = MortgageIncrease.LastRank));
        var (first, _) = Two();
        Amount(first, 90_000_000).Accept();

        first.Change(MortgageChangeKind.Amount, After).Accept();

        var row = first.Rows().Single(row => row.Id.Equals(first.Id));
        Assert.Equal((90_000_000ul, 10_000_000ul), (row.Terms.AmountFen, row.Additions.Single().AmountFen));
        Assert.Equal(1u, row.Rank);
    }

    [Fact]
    public void C43_a_change_of_ranks_names_every_mortgage_once_and_has_the_consent_of_who_falls_behind()
    {
        var (first, second) = Two();

        first.Reorder(null, second.Id, first.Id).Refuse("C-43");
        first.Consent(ConsentSubject.Change, of: second.Id).Accept();
        first.Reorder(null, second.Id, first.Id).Refuse("C-43");
        first.Consent(ConsentSubject.Rank, of: second.Id).Accept();
        first.Reorder(e => e.Order[1] = new() { Mortgagee = first.Bank.CreditCode, ContractNumber = "DY-9999" }, second.Id, first.Id).Refuse("C-43");
        first.Reorder(null, second.Id, first.Id).Accept();

        Assert.Equal([second.Id, first.Id], first.Rows().Select(row => row.Id));
        Assert.Equal([1u, 2u], first.Rows().Select(row => row.Rank));
        second.Reorder(e => e.Recording = Acts.Recorded(Day.Of(2021, 5, 28), Day.Of(2021, 5, 29), 88), first.Id, second.Id).Refuse("C-43");
    }

    [Fact]
    public void C43_who_keeps_its_rank_consents_when_the_amount_before_it_grows()
    {
        var (first, second) = Two();
        var third = new MortgageCase(sale) { Number = "DY-2021-000003", Recorded = Day.Of(2021, 5, 25) };
        third.Terms.AmountFen = 90_000_000;
        third.Sign().Accept();
        third.Register().Accept();
        first.Consent(ConsentSubject.Rank, of: second.Id).Accept();
        first.Consent(ConsentSubject.Rank, of: third.Id).Accept();
        void Late(MortgageRanksChanged e) => e.Recording = Acts.Recorded(Day.Of(2021, 5, 28), Day.Of(2021, 5, 29), 88);

        first.Reorder(Late, third.Id, second.Id, first.Id).Refuse("C-43");
        second.Consent(ConsentSubject.Rank, of: third.Id).Accept();
        first.Reorder(Late, third.Id, second.Id, first.Id).Accept();
    }

    [Fact]
    public void A_mortgage_goes_on_under_the_assignees_number_with_rank_date_and_terms()
    {
        var mortgage = new MortgageCase(sale).ToRegistered();
        var before = mortgage.Rows().Single().Clone();
        MortgageId assignee = new() { Mortgagee = Members.BankB.CreditCode, ContractNumber = "ZR-2021-1" };
        mortgage.Assign(assignee).Refuse("STATE");
        mortgage.Agree(MortgageChangeKind.Assigned, agreement => agreement.Assignee = assignee).Accept();
        mortgage.Assign(assignee).Refuse("STATE");
        mortgage.Agree(MortgageChangeKind.Assigned, agreement => agreement.Assignee = assignee, Members.BankA, accepts: true).Refuse("C-41");
        mortgage.Agree(MortgageChangeKind.Assigned, agreement => agreement.Assignee = assignee, Members.BankB, accepts: true).Accept();
        mortgage.Assign(new() { Mortgagee = Members.BankB.CreditCode, ContractNumber = "ZR-2021-2" }).Refuse("C-42");

        mortgage.Assign(assignee).Accept();

        before.Id = assignee;
        Assert.Equal(before, mortgage.Rows().Single());
        var page = mortgage.Ledger.Read<MortgagePage>(PageKeys.Mortgage(assignee))!;
        Assert.Equal((MortgageState.Registered, mortgage.Id), (page.State, page.Former));
        Assert.Equal((MortgageState.Transferred, assignee), (mortgage.Page.State, mortgage.Page.Assignee));
        mortgage.Release().Refuse("C-49");
    }

    [Fact]
    public void C41_an_assignee_outside_the_ledger_comes_by_exception()
    {
        var mortgage = new MortgageCase(sale).ToRegistered();
        MortgageId assignee = new() { Mortgagee = "91441900MA0000093F", ContractNumber = "ZR-2021-1" };
        mortgage.Agree(MortgageChangeKind.Assigned, agreement => agreement.Assignee = assignee).Accept();

        mortgage.Assign(assignee).Refuse("C-41");
        mortgage.Assign(assignee, e => mortgage.Excepted(e, "C-41", e.Recording.AcceptanceNumber)).Accept();
    }

    [Fact]
    public void C41_the_published_successor_of_a_merged_bank_signs_alone()
    {
        MortgageId assignee = new() { Mortgagee = Members.BankB.CreditCode, ContractNumber = "ZR-2021-1" };
        void Merger(MortgageAgreement agreement) => (agreement.Assignee, agreement.Merger) = (assignee, true);
        new MortgageCase(sale).ToRegistered().Agree(MortgageChangeKind.Assigned, Merger, Members.BankB).Refuse("C-41");
        var link = new LenderLink { Lender = Members.BankA.CreditCode, Bank = Members.BankB.CreditCode };
        sale = new(TestLedger.Two("dongguan", file => file.MergedLenders.Add(link)));
        var mortgage = new MortgageCase(sale).ToRegistered();

        mortgage.Agree(MortgageChangeKind.Assigned, Merger, Members.BankB).Accept();
        mortgage.Assign(assignee).Accept();
    }

    [Fact]
    public void C50_a_part_of_an_open_claim_takes_the_mortgage_along_only_as_agreed()
    {
        var mortgage = Maximum();
        MortgageId assignee = new() { Mortgagee = Members.BankB.CreditCode, ContractNumber = "ZR-2021-1" };

        mortgage.Agree(MortgageChangeKind.Assigned, agreement => (agreement.Assignee, agreement.PartFen) = (assignee, 1)).Refuse("C-50");
        mortgage.Agree(MortgageChangeKind.Assigned, agreement => (agreement.Assignee, agreement.PartFen, agreement.PartAgreed) = (assignee, 1, true)).Accept();
    }

    [Fact]
    public void C50_a_claim_is_determined_once_at_no_more_than_the_maximum()
    {
        var mortgage = Maximum();

        mortgage.Determine(DeterminationGround.Bankruptcy, 80_000_001).Refuse("C-50");
        mortgage.Determine(DeterminationGround.Bankruptcy, 80_000_000).Accept();
        Assert.Equal((80_000_000ul, mortgage.Later.Number), (mortgage.Rows().Single().DeterminedFen, mortgage.Page.DeterminedDate));
        mortgage.Determine(DeterminationGround.Bankruptcy, 80_000_000).Refuse("C-50");
    }

    [Fact]
    public void C50_the_ground_of_a_determination_has_happened()
    {
        var mortgage = Maximum(periodEnds: Day.Of(2021, 5, 25));

        mortgage.Determine(DeterminationGround.Term, 1, e => e.Date = 20210524).Refuse("C-50");
        mortgage.Determine(DeterminationGround.SeizureKnown, 1).Refuse("C-50");
        mortgage.Determine(DeterminationGround.Agreed, 1).Refuse("C-50");
        mortgage.Determine(DeterminationGround.Term, 1, e =>
        {
            e.Date = 20210525;
            e.Recording = Acts.Recorded(Day.Of(2021, 5, 25), Day.Of(2021, 5, 25), 55);
        }).Accept();
    }

    [Fact]
    public void C42_a_claim_determined_by_agreement_is_the_one_agreed_on()
    {
        var mortgage = Maximum();
        mortgage.Agree(MortgageChangeKind.Determined, agreement => (agreement.DeterminedFen, agreement.Ground) = (500, DeterminationGround.Agreed)).Accept();

        mortgage.Determine(DeterminationGround.Agreed, 501).Refuse("C-42");
        mortgage.Determine(DeterminationGround.Agreed, 500).Accept();
    }

    [Fact]
    public void C50_a_general_mortgage_has_no_claim_to_determine()
        => new MortgageCase(sale).ToRegistered().Determine(DeterminationGround.Bankruptcy, 1).Refuse("C-50");

    [Fact]
    public void C40_the_new_mortgagor_is_the_owner()
    {
        var mortgage = new MortgageCase(sale).ToRegistered();
        mortgage.Agree(MortgageChangeKind.Mortgagor, agreement => agreement.Mortgagors.AddRange(mortgage.Across(TestParty.Bo))).Accept();

        mortgage.Change(MortgageChangeKind.Mortgagor).Refuse("C-40");
        var title = sale.Title().Clone();
        title.Owners[0].Party = TestParty.Bo.At(SaleCase.Flat);
        sale.Ledger.PutOld(PageKeys.Title(SaleCase.Flat), title);
        mortgage.Change(MortgageChangeKind.Mortgagor).Accept();

        Assert.Equal(TestParty.Bo.At(SaleCase.Flat).Token, mortgage.Page.Mortgagors.Single().Tokens.Single());
    }

    [Fact]
    public void A_unit_joins_a_mortgage_behind_what_is_on_it()
    {
        sale.Units = [SaleCase.Flat, SaleCase.Garage];
        var mortgage = new MortgageCase(sale) { Units = [SaleCase.Flat] }.ToRegistered();
        var other = new MortgageCase(sale) { Units = [SaleCase.Garage], Number = "DY-2021-000002" };
        other.Sign().Accept();
        other.Register().Accept();
        mortgage.Agree(MortgageChangeKind.UnitsIn, agreement =>
        {
            var both = new MortgageCase(sale).Signing();
            agreement.Units.AddRange(both.Units);
            agreement.Mortgagors.AddRange(both.Mortgagors);
            agreement.Debtors.AddRange(both.Debtors);
        }).Accept();
        void Joining(MortgageChanged e, uint rank)
        {
            e.Units.Clear();
            e.Units.Add(mortgage.Recording(SaleCase.Garage, mortgage.Later, rank));
        }

        mortgage.Change(MortgageChangeKind.UnitsIn, e => Joining(e, 1)).Refuse("C-43");
        mortgage.Change(MortgageChangeKind.UnitsIn, e => Joining(e, 2)).Accept();

        Assert.Equal(2u, mortgage.Page.LiveUnits);
        Assert.Equal(2, mortgage.Page.Mortgagors[0].Tokens.Count);
        Assert.Equal([1u, 2u], mortgage.Rows(SaleCase.Garage).Select(row => row.Rank));
    }

    [Fact]
    public void C01_not_all_units_leave_by_a_change()
    {
        var mortgage = new MortgageCase(sale).ToReleased();

        mortgage.Change(MortgageChangeKind.UnitsOut).Refuse("C-01");
    }

    [Fact]
    public void C53_a_construction_mortgage_is_converted_for_registered_units_and_leaves_the_sold_ones()
    {
        var mortgage = Construction();
        sale.Open(Finished);
        mortgage.Convert(e => Only(e)).Refuse("C-53");
        sale.Ledger.PutOld(PageKeys.Deal(SaleCase.Garage), new DealPage { ContractNumber = sale.Number, State = ContractState.Filed, Epoch = 1 });
        mortgage.Convert(Late).Refuse("C-53");

        mortgage.Convert(e => Exclude(e, ExclusionGround.Released)).Refuse("C-53");
        mortgage.Convert(e => Exclude(e, ExclusionGround.SoldNoticed)).Accept();

        Assert.Empty(mortgage.Rows(SaleCase.Garage));
        Assert.Equal(MortgageObject.LandAndBuilding, mortgage.Rows(SaleCase.Flat).Single().Object);
        Assert.Equal((MortgageObject.LandAndBuilding, 1u), (mortgage.Page.Object, mortgage.Page.LiveUnits));
    }

    [Fact]
    public void C53_a_unit_under_a_construction_mortgage_is_registered_with_its_conversion_in_the_same_case()
    {
        Construction();

        sale.Ledger.Submit(Members.Registration, sale.FirstRegistration(SaleCase.Flat, e =>
        {
            Finished(e);
            sale.Ledger.Remove(PageKeys.Desk(SaleCase.Flat));
        })).Refuse("C-53");
        sale.Ledger.Submit(Members.Registration, sale.FirstRegistration(SaleCase.Flat, Finished)).Accept();
    }

    [Fact]
    public void C53_a_unit_that_is_not_registered_yet_stays_under_construction()
    {
        var mortgage = Construction();
        mortgage.Convert(e => Only(e)).Refuse("C-53");
        sale.Ledger.Submit(Members.Registration, sale.FirstRegistration(SaleCase.Flat, Finished)).Accept();

        mortgage.Convert(e => Only(e)).Accept();

        Assert.Equal(MortgageObject.Construction, mortgage.Rows(SaleCase.Garage).Single().Object);
        Assert.Equal((MortgageObject.Construction, 2u), (mortgage.Page.Object, mortgage.Page.LiveUnits));
    }

    [Fact]
    public void C53_a_sold_unit_does_not_enter_a_mortgage_on_the_construction()
    {
        var mortgage = ConstructionSigned();
        sale.Ledger.PutOld(PageKeys.Deal(SaleCase.Garage), new DealPage { ContractNumber = sale.Number, State = ContractState.Filed, Epoch = 1 });

        Assert.Contains(mortgage.Register().Findings, finding => finding.Rule == "C-53" && finding.Refuses);
    }

    private MortgageCase Construction()
    {
        var mortgage = ConstructionSigned();
        mortgage.Register().Accept();
        return mortgage;
    }

    private MortgageCase ConstructionSigned()
    {
        sale.Units = [SaleCase.Flat, SaleCase.Garage];
        sale.Owners = [new(TestParty.Developer)];
        sale.Ledger.Submit(Members.Registration, sale.FirstRegistration(SaleCase.Parcel, e => e.Opening.RightType = 3)).Accept();
        var mortgage = new MortgageCase(sale) { Object = MortgageObject.Construction, Signed = Day.Of(2021, 3, 4), Recorded = Day.Of(2021, 3, 8) };
        mortgage.Terms.TermStart = 20210304;
        mortgage.Sign().Accept();
        return mortgage;
    }

    private static void Late(MortgageConverted e) => e.Recording = Acts.Recorded(Day.Of(2021, 4, 1), Day.Of(2021, 4, 6), OneCase);

    private static void Only(MortgageConverted e)
    {
        Late(e);
        e.Units.RemoveAt(1);
    }

    // First registration and conversion are one case.
    private void Finished(FirstRegistered e)
    {
        e.Act = Acts.Of("C-46");
        e.Recording = Acts.Recorded(Day.Of(2021, 4, 1), Day.Of(2021, 4, 2), OneCase);
        var desk = new DeskPage { UnitCode = e.Opening.UnitCode };
        desk.Cases.Add(new DeskCase
        {
            AcceptanceNumber = e.Recording.AcceptanceNumber,
            AcceptanceMs = e.Recording.AcceptanceTimeMs,
            Flows = { FlowCode.F102, FlowCode.M8 },
        });
        sale.Ledger.PutOld(PageKeys.Desk(e.Opening.UnitCode), desk);
    }

    private static void Exclude(MortgageConverted e, ExclusionGround ground)
    {
        Late(e);
        var garage = e.Units[1];
        e.Units.RemoveAt(1);
        e.Excluded.Add(new ExcludedUnit { UnitCode = garage.UnitCode, BusinessNumber = garage.BusinessNumber, Ground = ground });
    }

    private (MortgageCase First, MortgageCase Second) Two()
    {
        var first = new MortgageCase(sale).ToRegistered();
        var second = first.Next();
        second.Sign().Accept();
        second.Register().Accept();
        return (first, second);
    }

    private MortgageCase Maximum(Day? periodEnds = null)
    {
        var mortgage = new MortgageCase(sale);
        mortgage.Terms.Mode = MortgageMode.Maximum;
        mortgage.Terms.DeterminationStart = 20210520;
        mortgage.Terms.DeterminationEnd = (periodEnds ?? Day.Of(2031, 5, 20)).Number;
        return mortgage.ToRegistered();
    }

    private static Outcome Amount(MortgageCase mortgage, ulong fen, Member? signer = null)
        => mortgage.Agree(
            MortgageChangeKind.Amount,
            agreement =>
            {
                agreement.Terms = mortgage.Page.Terms.Clone();
                agreement.Terms.AmountFen = fen;
            },
            signer);

    // After the second mortgage of the unit.
    private static void After(MortgageChanged e) => e.Recording = Acts.Recorded(Day.Of(2021, 5, 27), Day.Of(2021, 5, 28), 66);
}
