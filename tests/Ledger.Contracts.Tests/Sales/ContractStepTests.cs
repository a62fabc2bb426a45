using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>What becomes of a contract of profile 2 after its signing: filed, returned, amended, revoked.</summary>
public sealed class ContractStepTests
{
    private readonly SaleCase sale = new(TestLedger.Two());

    [Fact]
    public void C75_a_filing_number_belongs_to_one_contract()
    {
        sale.Units = [SaleCase.Flat];
        sale.ToFiled();
        var other = new SaleCase(sale.Ledger) { Units = [SaleCase.Garage], Number = "441900B21050000002", Offset = 1_000 }.ToSigned();

        other.File(e => e.FilingNumber = sale.Number).Refuse("C-75");
        other.File().Accept();
    }

    [Fact]
    public void C75_a_filing_number_stays_used_after_the_filing_is_cancelled()
    {
        sale.ToFiled().Revoke().Accept();
        sale.Number = "441900B21050000002";
        sale.Sign().Accept();

        sale.File(e => e.FilingNumber = "441900B21050000001").Refuse("C-75");
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(31, false)]
    public void C13_a_contract_is_filed_within_thirty_days(int days, bool passes)
    {
        sale.Signed = Day.Of(2021, 4, 10);
        sale.ToSigned();

        var outcome = sale.File(e => e.FilingDate = sale.Signed.AddDays(days).Number);

        if (passes)
            outcome.Accept();
        else
            Assert.Equal(Severity.Warning, outcome.Refuse("C-13").Of("C-13").Severity);
    }

    [Fact]
    public void C13_a_late_filing_is_acknowledged()
    {
        sale.Signed = Day.Of(2021, 4, 10);

        sale.ToSigned().File(e => (e.Act, e.FilingDate) = (Acts.Of("C-13"), 20210511)).Accept();
    }

    [Fact]
    public void A_filing_that_is_returned_leaves_the_contract_signed_and_comes_again()
    {
        sale.ToSigned().ReturnFiling().Accept();

        Assert.Equal((ContractState.Signed, 20210511u), (sale.Contract.State, sale.Contract.FilingReturned));
        sale.File(e => e.FilingDate = 20210510).Refuse("C-57");
        sale.File(e => e.FilingDate = 20210512).Accept();
    }

    [Fact]
    public void STATE_a_filed_contract_is_not_returned() => sale.ToFiled().ReturnFiling().Refuse("STATE");

    [Fact]
    public void STATE_an_unknown_contract_is_not_returned() => sale.Open().ReturnFiling().Refuse("STATE");

    [Theory]
    [InlineData(20210509u)]
    [InlineData(20210602u)]
    public void C57_a_return_follows_the_signing_and_is_not_in_the_future(uint date) => sale.ToSigned().ReturnFiling(e => e.Date = date).Refuse("C-57");

    [Fact]
    public void A_pre_sale_moves_its_row_of_the_house_table()
    {
        var presale = new PresaleCase().ToFiled();
        Assert.Equal(HouseState.Filed, presale.House().State);

        presale.Sale.Revoke().Accept();

        Assert.Equal(HouseState.ForSale, presale.House().State);
        Assert.Null(presale.Ledger.Read<DealPage>(PageKeys.Deal(SaleCase.Flat)));
    }

    [Fact]
    public void A_double_sale_waits_until_the_first_contract_is_revoked()
    {
        sale.ToSigned();
        sale.Sign(e => e.ContractNumber = "441900B21050000002").Refuse("C-05");

        sale.Revoke().Accept();

        sale.Sign(e => e.ContractNumber = "441900B21050000002").Accept();
    }

    [Fact]
    public void An_amendment_lowers_the_price_and_counts_as_the_next_version()
    {
        sale.ToFiled();

        sale.Amend(Lower).Accept();

        var page = sale.Contract;
        Assert.Equal((2u, 100_000_000ul, ContractState.Filed, 20210512u), (page.Version, page.PriceFen, page.State, page.Amended));
        Assert.Equal(3u, sale.Amendment().Version);
    }

    [Fact]
    public void C46_a_mortgagees_consent_ends_with_what_it_consented_to()
    {
        var mortgage = new MortgageCase(sale).ToRegistered();
        sale.Sign().Accept();
        sale.File().Accept();
        mortgage.Consent(e => e.Date = 20210521).Accept();
        mortgage.Consent(ConsentSubject.Waiver, SaleCase.Flat).Accept();

        sale.Amend(Lower).Accept();

        Assert.False(MortgageNotes.Consents(mortgage.Page, ConsentSubject.Transfer, sale.Number));
        Assert.True(MortgageNotes.Consents(mortgage.Page, ConsentSubject.Waiver, SaleCase.Flat));
        mortgage.Consent(e => e.Date = 20210521).Accept();
        Assert.True(MortgageNotes.Consents(mortgage.Page, ConsentSubject.Transfer, sale.Number));
    }

    [Theory]
    [InlineData(1u)]
    [InlineData(3u)]
    public void STATE_an_amendment_is_of_the_contract_as_it_stands(uint version) => sale.ToFiled().Amend(e => e.Version = version).Refuse("STATE");

    [Fact]
    public void STATE_a_contract_that_has_ended_is_not_amended()
    {
        sale.ToFiled();
        var amendment = sale.Amendment();
        sale.Revoke().Accept();

        sale.Ledger.Submit(Members.Transaction, amendment).Refuse("STATE");
    }

    [Fact]
    public void C01_an_amendment_names_the_contracts_units()
    {
        new SaleCase(sale.Ledger) { Units = [SaleCase.Garage], Offset = 1_000 }.Open();
        sale.ToFiled();

        sale.Amend(e => e.Units[0].UnitCode = SaleCase.Garage).Refuse("C-01", "C-06");
    }

    [Fact]
    public void C01_a_unit_takes_the_code_that_its_survey_gave_it()
    {
        var presale = new PresaleCase().ToFiled();
        var survey = presale.Survey(presale.Sale.Area, PresaleCase.SecondFlat);
        survey.Rows[0].Replaces = SaleCase.Flat;
        presale.Publish(survey).Accept();

        presale.Sale.Amend(e =>
        {
            e.Units[0].UnitCode = PresaleCase.SecondFlat;
            e.Buyers[0] = TestParty.Bo.Across(PresaleCase.SecondFlat);
        }).Accept();

        Assert.Null(presale.Ledger.Read<DealPage>(PageKeys.Deal(SaleCase.Flat)));
        Assert.Equal(ContractState.Filed, presale.Ledger.Read<DealPage>(PageKeys.Deal(PresaleCase.SecondFlat))!.State);
        presale.Sale.Revoke().Accept();
        Assert.Equal(HouseState.ForSale, presale.House(PresaleCase.SecondFlat).State);
    }

    [Fact]
    public void C01_a_unit_takes_the_code_of_the_last_of_several_surveys()
    {
        const string last = PresaleCase.Building + "0103";
        var presale = new PresaleCase().ToFiled();
        Survey(SaleCase.Flat, PresaleCase.SecondFlat);
        Survey(PresaleCase.SecondFlat, last);

        presale.Sale.Amend(e => (e.Units[0].UnitCode, e.Buyers[0]) = (last, TestParty.Bo.Across(last))).Accept();

        Assert.Null(presale.Ledger.Read<DealPage>(PageKeys.Deal(SaleCase.Flat)));
        Assert.Equal(ContractState.Filed, presale.Ledger.Read<DealPage>(PageKeys.Deal(last))!.State);
        presale.Sale.Revoke().Accept();
        Assert.Equal(HouseState.ForSale, presale.House(last).State);

        void Survey(string from, string to)
        {
            var survey = presale.Survey(presale.Sale.Area, to);
            survey.Rows[0].Replaces = from;
            presale.Publish(survey).Accept();
        }
    }

    [Fact]
    public void C12_a_pre_sale_is_amended_after_its_permit_has_ended()
    {
        var presale = new PresaleCase().ToFiled();
        presale.Change(PermitState.Ended, Day.Of(2021, 5, 20)).Accept();

        presale.Sale.Amend(e => e.Date = 20210521).Accept();
    }

    [Fact]
    public void STATE_what_is_registered_is_no_pre_sale_any_more()
    {
        var presale = new PresaleCase().ToForSale();
        new SaleCase(presale.Ledger) { Owners = [new(TestParty.Developer)], Offset = 1_000 }.Open();

        presale.Sale.Sign().Refuse("STATE");
        presale.Sale.Permit = "";
        presale.Sale.Sign().Accept();
    }

    [Fact]
    public void C05_another_buyer_needs_a_contract_of_its_own()
        => sale.ToFiled().Amend(e => e.Buyers[0] = TestParty.Chen.Across(SaleCase.Flat)).Refuse("C-05");

    [Fact]
    public void C05_a_spouse_or_child_is_added_where_the_city_allows_it()
    {
        sale.ToFiled();
        sale.Amend(e => WithSpouse(e, ChangedBuyer.None)).Refuse("C-05");
        sale.Amend(e => WithSpouse(e, ChangedBuyer.Spouse)).Accept();
        Assert.Equal(2, sale.Contract.Buyers.Count);
        sale.Amend(e => Alone(e, ChangedBuyer.Child)).Accept();

        var never = new SaleCase(TestLedger.Two("dongguan", file => file.ContractBuyerChange = BuyerChange.Never)).ToFiled();
        never.Amend(e => WithSpouse(e, ChangedBuyer.Spouse)).Refuse("C-05");
    }

    [Fact]
    public void C05_one_of_the_buyers_stays()
        => sale.ToFiled().Amend(e => (e.Buyers[0], e.ChangedBuyer) = (TestParty.Chen.Across(SaleCase.Flat), ChangedBuyer.Spouse)).Refuse("C-05");

    [Fact]
    public void C05_a_change_that_is_stated_and_none_is_refused() => sale.ToFiled().Amend(e => e.ChangedBuyer = ChangedBuyer.Spouse).Refuse("C-05");

    [Fact]
    public void C06_an_amendment_sells_what_its_sellers_own()
        => sale.ToFiled().Amend(e => (e.Sellers[0], e.PriceFen) = (TestParty.Chen.Across(SaleCase.Flat), e.PriceFen)).Refuse("C-05", "C-06");

    [Fact]
    public void C23_an_amendment_has_the_registered_area() => sale.ToFiled().Amend(e => e.Units[0].Area = 4_475).Refuse("C-23");

    [Theory]
    [InlineData(20210509u)]
    [InlineData(20210602u)]
    public void C57_an_amendment_follows_the_signing_and_is_not_in_the_future(uint date) => sale.ToFiled().Amend(e => e.Date = date).Refuse("C-57");

    [Fact]
    public void C57_an_amendment_follows_the_one_before()
    {
        sale.ToFiled().Amend().Accept();

        sale.Amend(e => e.Date = 20210511).Refuse("C-57");
    }

    [Fact]
    public void C10_a_city_that_asks_for_no_filing_lets_a_signed_contract_be_transferred()
    {
        var free = new SaleCase(TestLedger.Two("dongguan", file => file.FilingRequired = false)).ToSigned();
        Assert.True(free.Contract.FilingNotRequired);
        var home = new SaleCase(TestLedger.Two("dongguan", file => file.FilingRequired = false))
        {
            Owners = [new(TestParty.Developer)],
            Number = "441900A21050000001",
        }.ToSigned();

        Assert.False(home.Contract.FilingNotRequired);
    }

    [Fact]
    public void C34_a_contract_with_a_live_notice_is_neither_revoked_nor_amended()
    {
        sale.ToFiled();
        Notice(row => row.Basis = sale.Number);

        sale.Revoke().Refuse("C-34");
        sale.Revoke(e => e.Act.Consents.Add(new Consent { Of = Proof, Document = Acts.Bytes(1) })).Refuse("C-34");
        sale.Amend().Refuse("STATE");
        Notice(row => (row.Basis, row.Ended) = (sale.Number, 20210512));
        sale.Amend().Accept();
        sale.Revoke().Accept();
    }

    [Fact]
    public void C34_a_notice_of_another_stops_a_contract_until_its_holder_consents()
    {
        sale.Open();
        Notice(row => row.Basis = "441900B20010000001");

        sale.Sign().Refuse("C-34");
        sale.Sign(e => e.Act.Consents.Add(new Consent { Of = Proof, Document = Acts.Bytes(1) })).Accept();
    }

    [Fact]
    public void C04_a_case_that_rests_on_the_contract_is_withdrawn_before_it_ends_or_changes()
    {
        sale.ToFiled();
        sale.Ledger.PutOld(PageKeys.Case("202105110001"), new CasePage { AcceptanceNumber = "202105110001", Basis = sale.Number, State = CaseState.Accepted });
        var desk = new DeskPage { UnitCode = SaleCase.Flat };
        desk.Cases.Add(new DeskCase { AcceptanceNumber = "202105110001", Flows = { FlowCode.F211 } });
        sale.Ledger.PutOld(PageKeys.Desk(SaleCase.Flat), desk);

        sale.Revoke().Refuse("C-04");
        Assert.Contains(sale.Amend().Findings, finding => finding is { Rule: "C-04", Severity: Severity.Reject });
    }

    private const string Proof = "粤（2021）东莞不动产证明第0000009号";

    private void Notice(Action<AdvanceNoticeRow> change)
    {
        var page = sale.Ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(SaleCase.Flat))!;
        var row = new AdvanceNoticeRow { Kind = AdvanceNoticeKind.OtherSale, Proof = new() { Number = Proof }, RecordingMs = 1 };
        row.Beneficiaries.Add(TestParty.Chen.At(SaleCase.Flat));
        row.Obligors.Add(TestParty.An.At(SaleCase.Flat));
        change(row);
        page.Notices.Clear();
        page.Notices.Add(row);
        sale.Ledger.PutOld(PageKeys.Encumbrances(SaleCase.Flat), page);
    }

    private static void Lower(ContractAmended e)
    {
        e.PriceFen = 100_000_000;
        SaleCase.Spread(e.Units, e.PriceFen);
    }

    private static void WithSpouse(ContractAmended e, ChangedBuyer change)
    {
        e.Buyers.Add(TestParty.Chen.Across(SaleCase.Flat));
        var sorted = e.Buyers.OrderBy(buyer => buyer, Comparer<PartyAcrossUnits>.Create(PartyOrder.Compare)).ToList();
        e.Buyers.Clear();
        e.Buyers.AddRange(sorted);
        e.Units[0].BuyerCoOwnership = CoOwnership.Joint;
        e.Units[0].Buyers.Clear();
        e.Units[0].Buyers.AddRange([new Stake(), new Stake { Party = 1 }]);
        e.ChangedBuyer = change;
    }

    private static void Alone(ContractAmended e, ChangedBuyer change)
    {
        var bo = TestParty.Bo.Across(SaleCase.Flat);
        e.Buyers.Clear();
        e.Buyers.Add(bo);
        e.Units[0].BuyerCoOwnership = CoOwnership.Single;
        e.Units[0].Buyers.RemoveAt(1);
        e.ChangedBuyer = change;
    }
}
