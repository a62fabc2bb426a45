using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>One consent for each thing consented to, its withdrawal, and what it opens: C-46, C-47 of profile 2.</summary>
public sealed class MortgageConsentRuleTests
{
    private readonly SaleCase sale = new(TestLedger.Two());

    [Fact]
    public void A_consent_to_one_subject_is_none_to_another()
    {
        var mortgage = new MortgageCase(sale).ToRegistered();
        mortgage.Consent(ConsentSubject.Residence, SaleCase.Flat).Accept();

        Assert.True(MortgageNotes.Consents(mortgage.Page, ConsentSubject.Residence, SaleCase.Flat));
        Assert.False(MortgageNotes.Consents(mortgage.Page, ConsentSubject.Easement, SaleCase.Flat));
        Assert.False(MortgageNotes.Consents(mortgage.Page, ConsentSubject.Residence, SaleCase.Garage));
    }

    [Fact]
    public void STATE_a_consent_is_given_once_and_withdrawn_once()
    {
        var mortgage = new MortgageCase(sale).ToRegistered();
        mortgage.Consent(ConsentSubject.Waiver, SaleCase.Flat, withdrawn: true).Refuse("STATE");
        mortgage.Consent(ConsentSubject.Waiver, SaleCase.Flat).Accept();
        mortgage.Consent(ConsentSubject.Waiver, SaleCase.Flat).Refuse("STATE");

        mortgage.Consent(ConsentSubject.Waiver, SaleCase.Flat, withdrawn: true).Accept();

        Assert.Empty(mortgage.Page.Notes);
    }

    [Fact]
    public void STATE_a_consent_that_an_act_used_is_not_withdrawn()
    {
        var mortgage = new MortgageCase(sale).ToRegistered();
        mortgage.Consent(ConsentSubject.Waiver, SaleCase.Flat).Accept();
        mortgage.Ledger.PutOld(PageKeys.Mortgage(mortgage.Id), MortgageNotes.Used(mortgage.Page, ConsentSubject.Waiver, 20210530, SaleCase.Flat));

        mortgage.Consent(ConsentSubject.Waiver, SaleCase.Flat, withdrawn: true).Refuse("STATE");
        mortgage.Consent(ConsentSubject.Waiver, SaleCase.Flat).Accept();
    }

    [Fact]
    public void C01_a_consent_touches_a_unit_of_the_mortgage()
        => new MortgageCase(sale).ToRegistered().Consent(ConsentSubject.Residence, SaleCase.Garage).Refuse("C-01");

    [Theory]
    [InlineData(SaleCase.Flat, true)]
    [InlineData(SaleCase.Garage, false)]
    public void C01_a_consent_to_a_case_touches_a_unit_of_the_mortgage(string unit, bool accepted)
    {
        const string Number = "202105310001";
        var mortgage = new MortgageCase(sale).ToRegistered();
        sale.Ledger.PutOld(
            PageKeys.Case(Number), new CasePage { AcceptanceNumber = Number, Flows = { new CaseFlow { Flow = FlowCode.F312, UnitCode = unit } } });

        var outcome = mortgage.Consent(ConsentSubject.Reshape, Number);

        if (accepted)
            outcome.Accept();
        else
            outcome.Refuse("C-01");
    }

    [Theory]
    [InlineData(null, true)] // a permit's issue asks for the consent that comes before it
    [InlineData(PresaleCase.Building, true)]
    [InlineData("441900004001GB00012F0099", false)]
    public void C01_a_consent_to_pre_sales_touches_a_unit_of_the_mortgage(string? building, bool accepted)
    {
        var mortgage = new MortgageCase(sale).ToRegistered();
        if (building is not null)
        {
            sale.Ledger.PutOld(
                PageKeys.Permit(PresaleCase.Permit),
                new PermitPage { PermitNumber = PresaleCase.Permit, LandUnit = SaleCase.Parcel, Buildings = { new PermitBuilding { Building = building } } });
        }

        var outcome = mortgage.Consent(e => (e.Subject, e.ContractNumber, e.Number, e.Date) = (ConsentSubject.Presale, "", PresaleCase.Permit, 20210524));

        if (accepted)
            outcome.Accept();
        else
            outcome.Refuse("C-01");
    }

    [Fact]
    public void STATE_as_many_consents_stand_as_the_mortgages_page_holds_and_the_mortgage_can_always_be_cancelled()
    {
        var mortgage = new MortgageCase(sale).ToRegistered();
        for (var i = 1; i <= MortgageNotes.Most; i++)
            mortgage.Consent(ConsentSubject.Reshape, $"20210531{i:D4}").Accept();

        mortgage.Consent(ConsentSubject.Waiver, SaleCase.Flat).Refuse("STATE");
        mortgage.Consent(ConsentSubject.Reshape, "202105310001", withdrawn: true).Accept();
        mortgage.Consent(ConsentSubject.Waiver, SaleCase.Flat).Accept();

        mortgage.Release(e => e.Date = mortgage.Later.Number).Accept();
        mortgage.Cancel().Accept();
    }

    [Fact]
    public void Of_what_is_used_up_the_oldest_gives_way()
    {
        var page = new MortgagePage();
        for (var i = 1u; i <= MortgageNotes.Most; i++)
            page.Notes.Add(new MortgageNote { Subject = ConsentSubject.Transfer, Number = $"441900B2105{i:D7}", Consent = true, Used = 20210100 + i });

        var changed = MortgageNotes.With(page, new() { Subject = ConsentSubject.Waiver, Number = SaleCase.Flat, Consent = true });

        Assert.Equal(MortgageNotes.Most, changed.Notes.Count);
        Assert.Null(MortgageNotes.Find(changed, ConsentSubject.Transfer, "441900B21050000001"));
        Assert.Equal((0, 1), (MortgageNotes.Standing(page, consent: true), MortgageNotes.Standing(changed, consent: true)));
    }

    [Fact]
    public void C69_each_subject_has_its_own_number()
    {
        var mortgage = new MortgageCase(sale).ToRegistered();

        mortgage.Consent(ConsentSubject.Change).Refuse("C-69");
        mortgage.Consent(ConsentSubject.Residence, "202105310001").Refuse("F-01");
        mortgage.Consent(ConsentSubject.Reshape, "202105310001").Accept();
        mortgage.Consent(e =>
        {
            e.Subject = ConsentSubject.Change;
            e.Of = mortgage.Id;
        }).Refuse("C-69");
    }

    [Fact]
    public void The_consent_to_a_sale_stands_on_the_mortgages_page()
    {
        var mortgage = new MortgageCase(sale).ToRegistered();
        sale.Sign().Accept();

        mortgage.Consent(e => e.Date = 20210521).Accept();

        Assert.True(MortgageNotes.Consents(mortgage.Page, ConsentSubject.Transfer, sale.Number));
    }

    [Fact]
    public void C46_a_consent_lets_a_right_of_residence_stand_beside_the_mortgage()
    {
        var mortgage = new MortgageCase(sale).ToRegistered();
        Assert.Equal(["C-46"], Restricted(FlowCode.F901));

        mortgage.Consent(ConsentSubject.Residence, SaleCase.Flat).Accept();

        Assert.Empty(Restricted(FlowCode.F901));
    }

    [Fact]
    public void C46_a_consent_is_used_up_by_the_act_it_was_given_for()
    {
        var mortgage = new MortgageCase(sale).ToRegistered();
        mortgage.Consent(ConsentSubject.Residence, SaleCase.Flat).Accept();
        var book = new EncumbranceBook(sale).At(Day.At(sale.Ledger.TimeMs).AddDays(1));
        var first = book.Residence();
        book.Submit(first).Accept();
        book.Submit(book.ResidenceEnd(first.Proof, ResidenceCancellation.Waiver)).Accept();

        Assert.Equal(["C-46"], Restricted(FlowCode.F901));
        mortgage.Consent(ConsentSubject.Residence, SaleCase.Flat, withdrawn: true).Refuse("STATE");
        mortgage.Consent(ConsentSubject.Residence, SaleCase.Flat).Accept();
        Assert.Empty(Restricted(FlowCode.F901));
    }

    [Fact]
    public void C46_a_consent_to_a_case_stands_for_all_its_acts_and_is_not_taken_back_after_the_first()
    {
        var mortgage = new MortgageCase(sale).ToRegistered();
        mortgage.Consent(ConsentSubject.Reshape, "202105310001").Accept();
        mortgage.Ledger.PutOld(PageKeys.Mortgage(mortgage.Id), MortgageNotes.Used(mortgage.Page, ConsentSubject.Reshape, 20210530, "202105310001"));

        Assert.Empty(Restricted(FlowCode.F313));
        mortgage.Consent(ConsentSubject.Reshape, "202105310001", withdrawn: true).Refuse("STATE");
    }

    [Theory]
    [InlineData(PresaleCase.Permit, Severity.Warning)]
    [InlineData("东房预字第20210099号", Severity.Reject)]
    public void C53_a_consent_to_pre_sales_is_one_to_those_under_its_permit(string permit, Severity severity)
    {
        var mortgage = new MortgageCase(sale).ToRegistered();
        var encumbrances = sale.Ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(SaleCase.Flat))!;
        encumbrances.Mortgages[0].Object = MortgageObject.Construction;
        sale.Ledger.PutOld(PageKeys.Encumbrances(SaleCase.Flat), encumbrances);
        var page = mortgage.Page;
        page.Notes.Add(new MortgageNote { Subject = ConsentSubject.Presale, Number = permit, Consent = true, Date = 20210520 });
        sale.Ledger.PutOld(PageKeys.Mortgage(mortgage.Id), page);
        var (judgement, book) = sale.Ledger.JudgementOf("ContractSigned");
        var disposal = Disposal.Read(book, FlowCode.K2, SaleCase.Flat, Acts.Of()) with { Permit = PresaleCase.Permit };

        new ConstructionMortgaged().Check(judgement, disposal, judgement.Matrix[FlowCode.K2, MatrixColumn.B]);

        Assert.Equal(severity, Assert.Single(judgement.Findings).Severity);
    }

    [Fact]
    public void C46_a_released_mortgage_asks_no_consent()
    {
        var mortgage = new MortgageCase(sale).ToRegistered();
        Assert.Equal(["C-46"], Restricted(FlowCode.F410));

        mortgage.Release(e => e.Units.Add(SaleCase.Flat)).Accept();

        Assert.Empty(Restricted(FlowCode.F410));
    }

    [Fact]
    public void C46_a_notice_of_a_sale_needs_the_consent_of_a_restricting_mortgagee_only()
    {
        new MortgageCase(sale).ToRegistered();
        Assert.Empty(Restricted(FlowCode.F701));
        var page = sale.Ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(SaleCase.Flat))!.Clone();
        page.Mortgages[0].Terms.TransferRestricted = true;
        sale.Ledger.PutOld(PageKeys.Encumbrances(SaleCase.Flat), page);

        Assert.Equal(["C-46"], Restricted(FlowCode.F701));
    }

    [Fact]
    public void C52_a_mortgage_of_the_land_is_told_of_the_flat_unless_the_flat_is_released()
    {
        var land = OnLand();

        Assert.Equal(["C-52"], Restricted(FlowCode.F210));
        Assert.Equal(["C-52"], Restricted(FlowCode.F102));
        land.Release(e => e.Units.Add(SaleCase.Flat)).Accept();
        Assert.Empty(Restricted(FlowCode.F210));
    }

    [Fact]
    public void C52_a_flat_stays_released_when_the_mortgage_of_its_land_goes_to_another_bank_and_to_a_third()
    {
        var land = OnLand();
        land.Release(e => e.Units.Add(SaleCase.Flat)).Accept();

        var second = Assigned(land, Members.BankB, "ZR-2021-000001");
        Assert.Empty(Restricted(FlowCode.F210));
        second.Release(e => e.Units.Add(SaleCase.Flat)).Refuse("C-49");
        var third = Assigned(second, Members.BankA, "ZR-2021-000002");
        Assert.Empty(Restricted(FlowCode.F210));

        Assert.Equal(1, land.Ledger.Keys.Count(key => key.StartsWith("release/", StringComparison.Ordinal)));
    }

    [Fact]
    public void C52_a_flat_of_a_mortgage_that_went_to_another_bank_is_released_by_that_one()
    {
        var second = Assigned(OnLand(), Members.BankB, "ZR-2021-000001");

        Assert.Equal(["C-52"], Restricted(FlowCode.F210));
        second.Release(e => e.Units.Add(SaleCase.Flat)).Accept();
        Assert.Empty(Restricted(FlowCode.F210));
    }

    [Fact]
    public void C47_a_mortgage_of_one_half_has_nothing_to_do_with_the_sale_of_the_other()
    {
        var (an, _) = Halves();

        Assert.Empty(AtTransfer(TestParty.Bo, MortgageHandling.None));
        Assert.Equal(["C-47"], AtTransfer(TestParty.An, MortgageHandling.None));
        Assert.Equal(["C-47"], AtTransfer(TestParty.An, MortgageHandling.Carried));
        Assert.Equal(["C-47"], AtTransfer(TestParty.Bo, MortgageHandling.Carried));
        an.Release().Accept();
        Assert.Empty(AtTransfer(TestParty.An, MortgageHandling.None));
    }

    [Fact]
    public void C46_a_restricting_mortgagee_consents_to_this_very_transfer()
    {
        var mortgage = new MortgageCase(sale);
        mortgage.Terms.TransferRestricted = true;
        mortgage.ToRegistered();
        Assert.Equal(["C-46"], AtTransfer(TestParty.An, MortgageHandling.Carried));
        sale.Sign().Accept();

        mortgage.Consent(e => e.Date = 20210521).Accept();

        Assert.Empty(AtTransfer(TestParty.An, MortgageHandling.Carried));
        Assert.Equal(["C-46"], AtTransfer(TestParty.An, MortgageHandling.Carried, basis: "441900B21050000009"));
    }

    [Fact]
    public void C47_a_mortgage_that_is_changed_has_the_banks_agreement_on_the_new_mortgagor()
    {
        var mortgage = new MortgageCase(sale).ToRegistered();
        const MortgageHandling Changed = (MortgageHandling)2;
        Assert.Equal(["C-47"], AtTransfer(TestParty.An, Changed));

        mortgage.Agree(MortgageChangeKind.Mortgagor, agreement => agreement.Mortgagors.AddRange(mortgage.Across(TestParty.Bo))).Accept();

        Assert.Empty(AtTransfer(TestParty.An, Changed));
        Assert.Equal(["C-47"], AtTransfer(TestParty.An, Changed, taker: TestParty.Chen));
    }

    [Fact]
    public void C47_two_mortgagees_of_one_unit_need_two_acknowledgements()
    {
        var first = new MortgageCase(sale) { Signed = Day.Of(2021, 5, 6), Recorded = Day.Of(2021, 5, 9) }.ToRegistered();
        var second = new MortgageCase(sale)
        {
            Bank = Members.BankB,
            Number = "DY-2021-000002",
            Signed = first.Signed,
            Recorded = first.Recorded,
        };
        second.Sign().Accept();
        second.Register().Accept();
        sale.Sign().Accept();
        sale.File().Accept();
        sale.Assess().Accept();
        sale.Pay().Accept();

        Carry("").Refuse("C-47");
        Carry(SaleCase.Flat).Refuse("C-47");
        Carry(Of(first)).Refuse("C-47");
        Carry("91441900000000000X/DY-2021-000002").Refuse("C-69");
        Carry(Of(first), Of(second)).Accept();

        static string Of(MortgageCase mortgage) => $"{mortgage.Bank.CreditCode}/{mortgage.Number}";
        Outcome Carry(params string[] subjects) => sale.Record(e =>
        {
            e.Mortgages = MortgageHandling.Carried;
            e.Act.Acknowledgements.AddRange(subjects.Order(StringComparer.Ordinal)
                .Select(subject => new Acknowledgement { Rule = "C-47", Reason = "CHECKED", Subject = subject }));
        });
    }

    [Fact]
    public void C84_the_mortgage_of_a_half_follows_it_to_the_buyer()
    {
        Halves();
        var (title, page) = (sale.Title(), sale.Ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(SaleCase.Flat))!.Clone());
        var after = title.Clone();
        after.Owners.Single(row => row.Party.Equals(TestParty.An.At(SaleCase.Flat))).Party = TestParty.Chen.At(SaleCase.Flat);
        Part[] givers = [new(TestParty.An.At(SaleCase.Flat), Facts.Share.Of(1, 2), 0, Signs: true)];

        MortgagesAtTransfer.Follow(page, title, after.Owners, givers, [TestParty.Chen.At(SaleCase.Flat)]);

        Assert.Equal([TestParty.Chen.At(SaleCase.Flat)], page.Mortgages.Single().Holding);
    }

    private MortgageCase OnLand()
    {
        sale.Owners = [new(TestParty.Developer)];
        sale.Ledger.Submit(Members.Registration, sale.FirstRegistration(SaleCase.Parcel, e => e.Opening.RightType = 3)).Accept();
        var land = new MortgageCase(sale)
        {
            Units = [SaleCase.Parcel],
            Object = MortgageObject.Land,
            Signed = Day.Of(2021, 3, 4),
            Recorded = Day.Of(2021, 3, 8),
        };
        land.Terms.TermStart = 20210304;
        land.Sign().Accept();
        land.Register().Accept();
        return land;
    }

    private MortgageCase Assigned(MortgageCase mortgage, Member bank, string number)
    {
        var assignee = new MortgageId { Mortgagee = bank.CreditCode, ContractNumber = number };
        mortgage.Agree(MortgageChangeKind.Assigned, agreement => agreement.Assignee = assignee).Accept();
        mortgage.Agree(MortgageChangeKind.Assigned, agreement => agreement.Assignee = assignee, bank, accepts: true).Accept();
        mortgage.Assign(assignee).Accept();
        return new(sale) { Units = [SaleCase.Parcel], Object = MortgageObject.Land, Bank = bank, Number = number, Recorded = mortgage.Recorded.AddDays(6) };
    }

    private (MortgageCase An, SaleCase Sale) Halves()
    {
        sale.OwnerKind = CoOwnership.Shares;
        sale.Owners = [new(TestParty.An, "1/2"), new(TestParty.Bo, "1/2")];
        var an = new MortgageCase(sale) { Share = "1/2", Mortgagors = [new(TestParty.An)], Holding = [TestParty.An] };
        an.ToRegistered();
        return (an, sale);
    }

    private List<string> Restricted(FlowCode flow)
    {
        var (judgement, book) = sale.Ledger.JudgementOf("MortgageRegistered");
        var disposal = Disposal.Read(book, flow, SaleCase.Flat, Acts.Of()) with { Case = "202105310001", Basis = sale.Number };
        foreach (var restriction in new IRestriction[] { new MortgagedUnit(), new ConstructionMortgaged(), new MortgagedParcel() })
        {
            if (judgement.Matrix[flow, restriction.Column] is { IsAsked: true } cell)
                restriction.Check(judgement, disposal, cell);
        }

        return Rules(judgement);
    }

    private List<string> AtTransfer(TestParty giver, MortgageHandling handling, string? basis = null, TestParty? taker = null)
    {
        var (judgement, book) = sale.Ledger.JudgementOf("TransferRecorded");
        var unit = UnitPages.Read(book, SaleCase.Flat);
        var mortgages = LiveMortgage.Of(book, unit.Encumbrances, SaleCase.Flat);
        Part[] givers = [new(giver.At(SaleCase.Flat), null, 0, Signs: true)];
        MortgagesAtTransfer.Check(judgement, unit, mortgages, givers, [(taker ?? TestParty.Bo).At(SaleCase.Flat)], basis ?? sale.Number, handling, []);
        MortgagesAtTransfer.CheckCarried(judgement, [(unit, mortgages, givers)], handling);
        return Rules(judgement);
    }

    private static List<string> Rules(Judgement judgement)
        => [.. judgement.Findings.Where(finding => finding.Severity != Severity.Information).Select(finding => finding.Rule).Distinct()];
}
