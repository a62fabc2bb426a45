using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Release, partial release, its withdrawal and the grounds of a cancellation: C-48, C-49, C-50 of profile 2.</summary>
public sealed class MortgageReleaseTwoRuleTests
{
    private readonly SaleCase sale = new(TestLedger.Two()) { Units = [SaleCase.Flat, SaleCase.Garage] };

    [Fact]
    public void One_unit_is_released_and_taken_out_while_the_other_keeps_mortgage_and_rank()
    {
        var mortgage = new MortgageCase(sale).ToRegistered();
        var old = mortgage.Page.Certificate;

        mortgage.Change(MortgageChangeKind.UnitsOut, Only(SaleCase.Garage)).Refuse("STATE");
        mortgage.Release(e => e.Units.Add(SaleCase.Garage)).Accept();
        Assert.Equal(MortgageState.Registered, mortgage.Page.State);
        mortgage.Change(MortgageChangeKind.UnitsOut, Only(SaleCase.Garage)).Accept();

        Assert.Empty(mortgage.Rows(SaleCase.Garage));
        Assert.Equal(1u, mortgage.Rows(SaleCase.Flat).Single().Rank);
        Assert.Equal(1u, mortgage.Page.LiveUnits);
        Assert.Equal([SaleCase.Flat], mortgage.Page.Units.Select(unit => unit.UnitCode));
        Assert.Single(mortgage.Page.Mortgagors[0].Tokens);
        Assert.False(mortgage.Ledger.Read<CertificatePage>(PageKeys.Certificate(old))!.Live);
        Assert.Equal(mortgage.Page.Certificate, mortgage.Ledger.Read<CertificatePage>(PageKeys.Certificate(old))!.ReplacedBy);
        Assert.Equal(MortgageChangeKind.UnitsOut, mortgage.Page.Changes.Single().What);
    }

    [Fact]
    public void C48_the_release_of_one_unit_cancels_nothing_as_a_whole()
    {
        var mortgage = new MortgageCase(sale).ToRegistered();
        mortgage.Release(e => e.Units.Add(SaleCase.Garage)).Accept();

        mortgage.Cancel().Refuse("C-48");
        mortgage.Release(e => e.Units.Add(SaleCase.Flat)).Accept();
        mortgage.Cancel().Accept();

        Assert.DoesNotContain(mortgage.Ledger.Keys, key => key.StartsWith("release/", StringComparison.Ordinal));
    }

    [Fact]
    public void C49_a_unit_is_released_once()
    {
        var mortgage = new MortgageCase(sale).ToRegistered();
        mortgage.Release(e => e.Units.Add(SaleCase.Garage)).Accept();

        mortgage.Release(e => e.Units.Add(SaleCase.Garage)).Refuse("C-49");
    }

    [Fact]
    public void C01_only_units_of_the_mortgage_are_released()
        => new MortgageCase(sale).ToRegistered().Release(e => e.Units.Add("441900004001GB00099F00010001")).Refuse("C-01");

    [Fact]
    public void STATE_a_release_is_withdrawn_until_the_cancellation_is_in_hand()
    {
        var mortgage = new MortgageCase(sale).ToReleased();
        PutDesk(FlowCode.M9);
        mortgage.WithdrawRelease().Refuse("STATE");
        sale.Ledger.Remove(PageKeys.Desk(SaleCase.Flat));

        mortgage.WithdrawRelease(signer: Members.BankB).Refuse("C-41");
        mortgage.WithdrawRelease().Accept();

        Assert.Equal(MortgageState.Registered, mortgage.Page.State);
        mortgage.Cancel().Refuse("C-48");
        mortgage.WithdrawRelease().Refuse("STATE");
    }

    [Theory]
    [InlineData(FlowCode.F211, false)]
    [InlineData(FlowCode.F219, false)]
    [InlineData(FlowCode.F310, true)]
    public void STATE_a_release_is_not_withdrawn_while_a_transfer_is_accepted(FlowCode flow, bool accepted)
    {
        var mortgage = new MortgageCase(sale).ToReleased();
        PutDesk(flow);

        var outcome = mortgage.WithdrawRelease();

        if (accepted)
            outcome.Accept();
        else
            outcome.Refuse("STATE");
    }

    [Theory]
    [InlineData(20210521u, true)]
    [InlineData(20210522u, false)] // the day of the release
    [InlineData(20210523u, false)]
    public void STATE_a_release_is_not_withdrawn_once_a_title_was_recorded_since(uint recorded, bool accepted)
    {
        var mortgage = new MortgageCase(sale).ToReleased();
        var title = sale.Title(SaleCase.Garage);
        title.RecordingDate = recorded;
        sale.Ledger.PutOld(PageKeys.Title(SaleCase.Garage), title);

        var outcome = mortgage.WithdrawRelease();

        if (accepted)
            outcome.Accept();
        else
            outcome.Refuse("STATE");
    }

    [Fact]
    public void The_release_of_one_unit_is_withdrawn_by_itself()
    {
        var mortgage = new MortgageCase(sale).ToRegistered();
        mortgage.WithdrawRelease(e => e.Units.Add(SaleCase.Garage)).Refuse("STATE");
        mortgage.Release(e => e.Units.Add(SaleCase.Garage)).Accept();

        mortgage.WithdrawRelease(e => e.Units.Add(SaleCase.Garage)).Accept();

        mortgage.Change(MortgageChangeKind.UnitsOut, Only(SaleCase.Garage)).Refuse("STATE");
    }

    [Fact]
    public void C48_a_mortgage_of_the_old_book_whose_bank_is_outside_the_ledger_is_cancelled_by_exception()
    {
        var mortgage = Migrated();

        mortgage.Cancel().Refuse("C-48");
        var e = mortgage.Cancellation();
        mortgage.Ledger.Submit(Members.Registration, mortgage.Excepted(e, "C-48", e.Recording.AcceptanceNumber)).Accept();

        Assert.Empty(mortgage.Rows());
    }

    [Fact]
    public void C82_the_exception_of_another_case_cancels_nothing()
    {
        var mortgage = Migrated();
        var e = mortgage.Cancellation();

        mortgage.Ledger.Submit(Members.Registration, mortgage.Excepted(e, "C-48", "202105310009")).Refuse("C-48", "C-82");
    }

    [Fact]
    public void C48_a_member_releases_itself_and_by_no_exception()
    {
        var mortgage = new MortgageCase(sale).ToRegistered();
        var e = mortgage.Cancellation();

        mortgage.Ledger.Submit(Members.Registration, mortgage.Excepted(e, "C-48", e.Recording.AcceptanceNumber)).Refuse("C-48", "C-82");
    }

    [Fact]
    public void C48_a_courts_document_cancels_by_exception()
    {
        var mortgage = new MortgageCase(sale).ToRegistered();

        mortgage.Cancel(e => e.Ground = CancellationGround.Court).Refuse("C-48");
        var e = mortgage.Cancellation(e => e.Ground = CancellationGround.Court);
        mortgage.Ledger.Submit(Members.Registration, mortgage.Excepted(e, "C-48", e.Recording.AcceptanceNumber)).Accept();
    }

    [Fact]
    public void C48_a_realised_mortgage_falls_in_the_case_of_the_court_transfer()
    {
        var mortgage = new MortgageCase(sale).ToRegistered();

        mortgage.Cancel(e => e.Ground = CancellationGround.Realised).Refuse("C-48");
        var e = mortgage.Cancellation(e => e.Ground = CancellationGround.Realised);
        var page = new CasePage
        {
            AcceptanceNumber = e.Recording.AcceptanceNumber,
            AcceptanceMs = e.Recording.AcceptanceTimeMs,
            Town = 441900119,
            ExecutingTown = 441900119,
            State = CaseState.Reviewed,
            PromisedDays = 1,
            Acceptor = Acts.Bytes(7),
            Reviewer = Acts.Bytes(5),
        };
        page.Flows.AddRange(sale.Units.Select(
            unit => new CaseFlow { Flow = FlowCode.F218, UnitCode = unit, BusinessNumber = sale.Business(mortgage.Later), Recorded = true }));
        sale.Ledger.PutOld(PageKeys.Case(page.AcceptanceNumber), page);
        sale.Ledger.Submit(Members.Registration, e).Accept();
    }

    [Fact]
    public void C48_merger_needs_the_mortgagee_to_own_the_units()
    {
        var mortgage = new MortgageCase(sale).ToRegistered();
        mortgage.Cancel(e => e.Ground = CancellationGround.MergedRight).Refuse("C-48");
        foreach (var unit in sale.Units)
        {
            var title = sale.Title(unit).Clone();
            title.Owners[0].Party = new() { Kind = PartyKind.Organisation, IdentityClass = IdentityClass.CreditCode, CreditCode = mortgage.Bank.CreditCode };
            sale.Ledger.PutOld(PageKeys.Title(unit), title);
        }

        mortgage.Cancel(e => e.Ground = CancellationGround.MergedRight).Accept();
    }

    [Fact]
    public void C50_a_maximum_amount_mortgage_is_realised_once_determined()
    {
        var mortgage = new MortgageCase(sale);
        mortgage.Terms.Mode = MortgageMode.Maximum;
        mortgage.Terms.DeterminationStart = 20210520;
        mortgage.Terms.DeterminationEnd = 20310520;
        mortgage.ToRegistered();

        mortgage.Cancel(e => e.Ground = CancellationGround.Realised).Refuse("C-48", "C-50");
    }

    private MortgageCase Migrated()
    {
        sale.Units = [SaleCase.Flat];
        var outside = new Member { CreditCode = "91441900MA0000093F" };
        var row = Encumbrances.Mortgage(bank: outside);
        sale.Ledger.Submit(Members.Registration, sale.Migration(SaleCase.Flat, e =>
        {
            e.Act = Acts.Of("C-41");
            e.Mortgages.Add(row);
        })).Accept();
        return new MortgageCase(sale) { Bank = outside, Number = row.Id.ContractNumber };
    }

    private void PutDesk(FlowCode flow)
    {
        var page = new DeskPage { UnitCode = SaleCase.Flat };
        page.Cases.Add(new DeskCase { AcceptanceNumber = "202105310001", AcceptanceMs = sale.Ledger.TimeMs, Flows = { flow } });
        sale.Ledger.PutOld(PageKeys.Desk(SaleCase.Flat), page);
    }

    private static Action<MortgageChanged> Only(string unit) => e =>
    {
        var kept = e.Units.Single(row => row.UnitCode == unit);
        e.Units.Clear();
        e.Units.Add(kept);
    };

    [Theory]
    [InlineData(20210519u, true)] // the day before the release
    [InlineData(20210520u, false)]
    public void STATE_a_bank_does_not_take_a_release_back_from_under_a_contract_that_was_filed_since(uint filed, bool accepted)
    {
        var mortgage = new MortgageCase(sale) { Signed = Day.Of(2021, 5, 6), Recorded = Day.Of(2021, 5, 9) }.ToRegistered();
        mortgage.Release(e =>
        {
            e.Date = 20210520;
            e.Units.Add(SaleCase.Flat);
        }).Accept();
        sale.Ledger.PutOld(PageKeys.Contract(sale.Number), new ContractPage { ContractNumber = sale.Number, State = ContractState.Filed, FilingDate = filed });
        sale.Ledger.PutOld(PageKeys.Deal(SaleCase.Flat), new DealPage { ContractNumber = sale.Number, State = ContractState.Filed, Epoch = 1 });

        var outcome = mortgage.WithdrawRelease(e =>
        {
            e.Date = 20210521;
            e.Units.Add(SaleCase.Flat);
        });

        if (accepted)
            outcome.Accept();
        else
            outcome.Refuse("STATE");
    }

    [Theory]
    [InlineData(0u, true)]
    [InlineData(1u, false)]
    public void STATE_a_bank_that_the_buyers_money_was_paid_to_does_not_take_its_release_back(uint paid, bool accepted)
    {
        var mortgage = new MortgageCase(sale) { Signed = Day.Of(2021, 5, 6), Recorded = Day.Of(2021, 5, 9) }.ToRegistered();
        sale.Sign().Accept();
        sale.File().Accept();
        var fund = new FundCase(sale).ToArrived();
        mortgage.Release(e => e.Date = 20210530).Accept();
        Action<FundsReleased> toBank = e => (e.To, e.Mortgagee, e.AmountFen) = (FundPayee.OldMortgagee, mortgage.Bank.CreditCode, paid);
        if (paid > 0)
            fund.Release(toBank).Accept();

        var outcome = mortgage.WithdrawRelease(e => e.Date = 20210531);

        if (accepted)
            outcome.Accept();
        else
            Assert.Contains(PageKeys.Fund(fund.Number), outcome.Refuse("STATE").Of("STATE").Values.Select(value => value.Source));
    }

    [Theory]
    [InlineData(20210508u, true)] // the mortgage of 9 May is the buyer's own
    [InlineData(20210510u, false)]
    public void STATE_a_bank_that_was_paid_after_the_transfer_does_not_take_its_release_back(uint transferred, bool accepted)
    {
        var mortgage = new MortgageCase(sale) { Signed = Day.Of(2021, 5, 6), Recorded = Day.Of(2021, 5, 9) }.ToRegistered();
        mortgage.Release(e => e.Date = 20210530).Accept();
        const string Fund = "202105120001";
        sale.Ledger.PutOld(
            PageKeys.Contract(sale.Number),
            new ContractPage { ContractNumber = sale.Number, State = ContractState.Registered, Registered = transferred, SupervisionNumber = Fund });
        sale.Ledger.PutOld(
            PageKeys.Fund(Fund),
            new FundPage { ContractNumber = sale.Number, Mortgagees = { new MortgageePaid { Mortgagee = mortgage.Bank.CreditCode, PaidFen = 1 } } });
        var title = sale.Title(SaleCase.Flat);
        title.ContractNumber = sale.Number;
        sale.Ledger.PutOld(PageKeys.Title(SaleCase.Flat), title);

        var outcome = mortgage.WithdrawRelease(e => e.Date = 20210531);

        if (accepted)
            outcome.Accept();
        else
            outcome.Refuse("STATE");
    }
}
