using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>What may be mortgaged, for how much and by whom: C-40, C-41, C-44, C-45, C-51, C-57, C-64 of profile 2.</summary>
public sealed class MortgageConditionRuleTests
{
    private const string Fund = "12441900000000035H";

    private readonly SaleCase sale = new(TestLedger.Two());

    [Fact]
    public void C44_what_is_secured_reaches_the_citys_part_of_the_value_and_no_more()
    {
        var mortgage = new MortgageCase(sale) { Appraised = 100_000_000 };
        sale.Open();

        mortgage.Sign(e => e.Terms.AmountFen = 70_000_001).Refuse("C-44");
        mortgage.Sign(e => e.Terms.AmountFen = 70_000_000).Accept();
    }

    [Fact]
    public void C44_a_warning_of_the_value_is_acknowledged_and_counts_earlier_mortgages()
    {
        var first = new MortgageCase(sale) { Appraised = 100_000_000 };
        sale.Open();
        first.Terms.AmountFen = 40_000_000;
        first.Sign().Accept();
        first.Register().Accept();
        var second = first.Next();
        second.Appraised = 100_000_000;

        second.Sign(e => e.Terms.AmountFen = 30_000_001).Refuse("C-44");
        second.Sign(e =>
        {
            e.Terms.AmountFen = 30_000_001;
            e.Act = Acts.Of("C-44");
        }).Accept();
    }

    [Fact]
    public void C45_the_debt_ends_within_the_land_term_of_what_is_no_home()
    {
        sale.Use[SaleCase.Flat] = 31;
        sale.Open();
        var mortgage = new MortgageCase(sale);
        SetTitle(title => title.LandTermEnd = 20510519);

        mortgage.Sign().Refuse("C-45");
        SetTitle(title => title.LandTermEnd = 20510520);
        mortgage.Sign().Accept();
    }

    [Fact]
    public void C45_the_contract_is_signed_by_the_first_day_of_the_debt()
    {
        sale.Open();
        var mortgage = new MortgageCase(sale) { Signed = Day.Of(2021, 5, 21) };

        mortgage.Sign().Refuse("C-45");
        mortgage.Signed = Day.Of(2021, 5, 20);
        mortgage.Sign().Accept();
    }

    [Fact]
    public void C51_a_house_is_mortgaged_with_its_land()
    {
        sale.Open();

        new MortgageCase(sale) { Object = MortgageObject.Land }.Sign().Refuse("C-51");
        new MortgageCase(sale).Sign().Accept();
    }

    [Fact]
    public void C51_land_is_not_mortgaged_without_the_buildings_on_it()
    {
        sale.Owners = [new(TestParty.Developer)];
        sale.Ledger.Submit(Members.Registration, sale.FirstRegistration(SaleCase.Parcel, e => e.Opening.RightType = 3)).Accept();
        var land = new MortgageCase(sale) { Units = [SaleCase.Parcel], Object = MortgageObject.Land };
        land.Sign().Accept();
        sale.Ledger.Submit(Members.Registration, sale.FirstRegistration(SaleCase.Flat)).Accept();

        // The flat was built between contract and registration.
        land.Register().Refuse("C-51");
        land.Number = "DY-2021-000002";
        var finding = land.Sign().Refuse("C-51").Of("C-51");
        Assert.Contains(finding.Values, value => value.Value == SaleCase.Flat[..24] && value.Source == PageKeys.Land(SaleCase.Parcel[..19]));
    }

    [Fact]
    public void C64_a_school_is_not_mortgaged()
    {
        sale.Use[SaleCase.Flat] = 41;
        sale.Open();

        new MortgageCase(sale).Sign().Refuse("C-64");
    }

    [Fact]
    public void C64_a_homestead_is_not_mortgaged()
    {
        sale.Open();
        SetTitle(title => title.RightType = 6);

        new MortgageCase(sale).Sign().Refuse("C-64", "C-80");
    }

    [Fact]
    public void C80_collective_land_is_mortgaged_by_exception_and_allotted_land_without()
    {
        sale.Open();
        SetTitle(title => title.RightType = 8);
        var mortgage = new MortgageCase(sale);
        mortgage.Sign().Refuse("C-80");
        SetTitle(title => (title.RightType, title.LandNature) = (4, 101));

        mortgage.Sign().Accept();
    }

    [Fact]
    public void C57_a_mortgage_is_accepted_on_the_day_its_contract_was_signed_or_later()
    {
        sale.Open();
        var mortgage = new MortgageCase(sale) { Signed = Day.Of(2021, 5, 18) };
        mortgage.Terms.TermStart = 20210518;
        mortgage.Sign().Accept();
        var early = new MortgageCase(sale) { Signed = Day.Of(2021, 5, 19), Number = "DY-2021-000009" };
        early.Sign().Accept();

        early.Register().Refuse("C-57");
        mortgage.Register().Accept();
    }

    [Fact]
    public void C40_the_buyers_of_a_filed_contract_mortgage_before_the_transfer()
    {
        sale.ToSigned();
        var mortgage = new MortgageCase(sale) { Mortgagors = [new(TestParty.Bo)], PaysFor = sale.Number };

        mortgage.Sign().Refuse("C-40");
        sale.File().Accept();
        mortgage.Sign().Accept();
    }

    [Fact]
    public void C40_the_buyers_mortgage_is_registered_only_once_the_unit_is_theirs()
    {
        sale.ToFiled();
        var mortgage = new MortgageCase(sale) { Mortgagors = [new(TestParty.Bo)], PaysFor = sale.Number };
        mortgage.Sign().Accept();

        mortgage.Register().Refuse("C-40");
        SetTitle(title =>
        {
            title.Owners[0].Party = TestParty.Bo.At(SaleCase.Flat);
        });
        sale.Ledger.Remove(PageKeys.Deal(SaleCase.Flat));
        mortgage.Register().Accept();
    }

    [Fact]
    public void C40_a_stranger_to_the_contract_does_not_mortgage_by_it()
    {
        sale.ToFiled();

        new MortgageCase(sale) { Mortgagors = [new(TestParty.Chen)], PaysFor = sale.Number }.Sign().Refuse("C-40");
    }

    [Fact]
    public void C41_the_bank_that_a_lender_entrusted_signs_for_it_and_no_other()
    {
        var ledger = TestLedger.Two("dongguan", file => file.EntrustedLenders.Add(new LenderLink { Lender = Fund, Bank = Members.BankA.CreditCode }));
        var fund = new Member { Organisation = "fund", Department = "finance", CreditCode = Fund, Lender = true };
        ledger.PutOld(PageKeys.Member(Fund), fund);
        var mortgage = new MortgageCase(new SaleCase(ledger)) { Bank = fund };
        mortgage.Sale.Open();

        ledger.Submit(Members.BankB, mortgage.Signing()).Refuse("C-41");
        ledger.Submit(Members.BankA, mortgage.Signing()).Accept();
        mortgage.Register().Accept();
    }

    [Fact]
    public void C41_the_paper_contract_of_a_private_lender_is_entered_by_exception_alone()
    {
        var mortgage = Private();

        mortgage.Ledger.Submit(Members.Registration, Paper(mortgage)).Refuse("C-41");
        var e = Paper(mortgage);
        mortgage.Ledger.Submit(Members.Registration, mortgage.Excepted(e, "C-41", e.Recording.AcceptanceNumber)).Accept();

        var row = mortgage.Rows().Single();
        Assert.Equal(e.Mortgage, row.Id);
        Assert.Equal(MortgageState.Registered, mortgage.Ledger.Read<MortgagePage>(PageKeys.Mortgage(e.Mortgage))!.State);
    }

    [Fact]
    public void C41_a_lender_of_the_ledger_does_not_come_on_paper()
    {
        var mortgage = Private();

        mortgage.Ledger.Submit(Members.Registration, Paper(mortgage, e => e.Mortgage = mortgage.Id)).Refuse("C-41");
    }

    [Fact]
    public void C69_a_mortgage_page_has_at_most_150_units()
    {
        sale.Open();

        new MortgageCase(sale).Sign(e =>
        {
            for (var i = 1; i <= 150; i++)
                e.Units.Add(new MortgageUnit { UnitCode = $"441900004001GB00012F{i:D4}0001", Share = e.Units[0].Share, Epoch = 1 });
            var sorted = e.Units.OrderBy(unit => unit.UnitCode, StringComparer.Ordinal).ToList();
            e.Units.Clear();
            e.Units.AddRange(sorted);
        }).Refuse("C-69");
    }

    [Fact]
    public void STATE_a_withdrawn_contract_is_not_registered_and_its_number_stays_taken()
    {
        var mortgage = new MortgageCase(sale).ToSigned();
        mortgage.Withdraw(signer: Members.BankB).Refuse("C-41");
        mortgage.Withdraw(e => e.Date = mortgage.Signed.AddDays(-1).Number).Refuse("C-57");
        mortgage.Withdraw().Accept();

        Assert.Contains("withdrawn", mortgage.Register().Refuse("STATE").Of("STATE").MessageEn, StringComparison.Ordinal);
        mortgage.Sign().Refuse("STATE");
        mortgage.Withdraw().Refuse("STATE");
    }

    [Fact]
    public void C57_a_loan_paid_out_before_its_mortgage_is_recorded_warns()
    {
        var mortgage = new MortgageCase(sale).ToSigned();

        mortgage.Disburse(1_000, mortgage.Recorded).Refuse("C-57");
        mortgage.Register().Accept();
        mortgage.Disburse(1_000, mortgage.Recorded.AddDays(-1)).Refuse("C-57");
        mortgage.Disburse(1_000, mortgage.Recorded).Accept();

        Assert.Equal(1_000ul, mortgage.Page.DisbursedFen);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(0, true)]
    public void C57_an_advance_notice_that_has_lapsed_secures_no_loan(int daysLeft, bool warned)
    {
        var mortgage = new MortgageCase(sale).ToSigned();
        var page = sale.Ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(SaleCase.Flat))!;
        page.Notices.Add(new AdvanceNoticeRow
        {
            Kind = AdvanceNoticeKind.OtherMortgage,
            Mortgage = mortgage.Id,
            Proof = new() { Number = "粤（2021）东莞不动产证明第0000077号" },
            RecordingMs = (ulong)mortgage.Signed.StartMilliseconds,
            RegistrableSince = mortgage.Signed.Number,
            Lapses = Day.At(sale.Ledger.TimeMs).AddDays(daysLeft).Number,
        });
        sale.Ledger.PutOld(PageKeys.Encumbrances(SaleCase.Flat), page);

        var outcome = mortgage.Disburse(1_000, mortgage.Recorded);

        if (warned)
            outcome.Refuse("C-57");
        else
            outcome.Accept();
    }

    [Fact]
    public void C44_more_disbursed_than_secured_is_told()
    {
        var mortgage = new MortgageCase(sale).ToRegistered();

        Assert.DoesNotContain(mortgage.Disburse(80_000_000).Accept().Findings, finding => finding.Rule == "C-44");
        Assert.Contains(mortgage.Disburse(1).Accept().Findings, finding => finding.Rule == "C-44");
    }

    private MortgageCase Private()
    {
        sale.Open();
        return new MortgageCase(sale);
    }

    private MortgageRegistered Paper(MortgageCase mortgage, Action<MortgageRegistered>? change = null)
        => mortgage.Registration(e =>
        {
            e.Mortgage = new() { ContractNumber = "JD-2021-0001", Token = TestParty.Chen.At(SaleCase.Flat).Token };
            e.Ground = RegistrationGround.PaperContract;
            e.SigningDate = mortgage.Signed.Number;
            e.Units[0].Epoch = 1;
            e.Mortgagors.AddRange(mortgage.Across(TestParty.An));
            e.Debtors.AddRange(mortgage.Across(TestParty.An));
            change?.Invoke(e);
        });

    private void SetTitle(Action<TitlePage> change)
    {
        var title = sale.Title().Clone();
        change(title);
        sale.Ledger.PutOld(PageKeys.Title(SaleCase.Flat), title);
    }
}
