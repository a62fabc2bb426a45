using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Supervised funds: agreed, arrived, released to whom the contract's state allows.</summary>
public sealed class FundRuleTests
{
    private readonly FundCase fund = new();

    [Fact]
    public void Money_comes_and_goes_and_the_agreement_is_closed_at_zero()
    {
        fund.ToArrived();
        Assert.Equal(fund.Number, fund.Sale.Contract.SupervisionNumber);
        Register();

        fund.Release(e => e.AmountFen = 20_000_000).Accept();
        Assert.Equal(FundState.Open, fund.Page.State);
        fund.Release(e => e.AmountFen = 30_000_000).Accept();

        Assert.Equal((FundState.Closed, 50_000_000ul, 50_000_000ul), (fund.Page.State, fund.Page.ArrivedFen, fund.Page.ReleasedFen));
        fund.Deposit().Refuse("STATE");
        fund.Release().Refuse("STATE");
    }

    [Fact]
    public void C75_an_agreement_has_a_number_of_its_own()
    {
        fund.ToSupervised();
        var other = new SaleCase(fund.Ledger) { Units = [SaleCase.Garage], Number = "441900B21050000002", Offset = 1_000 }.ToSigned();

        new FundCase(other).Supervise().Refuse("C-75");
        new FundCase(other) { Number = "202105120002" }.Supervise().Accept();
    }

    [Fact]
    public void STATE_a_contract_has_one_agreement()
    {
        fund.ToSupervised();

        new FundCase(fund.Sale) { Number = "202105120002" }.Supervise().Refuse("STATE");
    }

    [Fact]
    public void STATE_a_contract_that_ended_or_is_unknown_has_no_agreement()
    {
        fund.Sale.Revoke().Accept();

        fund.Supervise().Refuse("STATE");
        fund.Supervise(e => e.ContractNumber = "441900B21050000009").Refuse("STATE");
    }

    [Fact]
    public void C01_an_agreement_names_the_contracts_units() => fund.Supervise(e => e.UnitCodes[0] = SaleCase.Garage).Refuse("C-01");

    [Fact]
    public void C59_what_is_required_is_at_most_the_price()
    {
        fund.Supervise(e => e.RequiredFen = fund.Sale.Price + 1).Refuse("C-59");
        fund.Supervise(e => e.RequiredFen = fund.Sale.Price).Accept();
    }

    [Fact]
    public void C59_the_supervising_bank_is_a_member_that_can_tell_what_arrives()
        => fund.Supervise(e => e.Bank = TestParty.Developer.Number).Refuse("C-59");

    [Theory]
    [InlineData(20210509u)]
    [InlineData(20210602u)]
    public void C57_an_agreement_follows_the_signing_and_is_not_in_the_future(uint date) => fund.Supervise(e => e.Date = date).Refuse("C-57");

    [Fact]
    public void C70_only_the_supervising_bank_tells_of_an_arrival()
    {
        fund.ToSupervised();

        fund.Deposit(signer: Members.BankB).Refuse("C-70");
        fund.Deposit(signer: Members.Transaction).Refuse("C-70");
        fund.Deposit().Accept();
    }

    [Fact]
    public void C59_an_arrival_that_leaves_a_rest_is_told()
    {
        fund.ToSupervised();

        Assert.Equal(Severity.Information, fund.Deposit(e => e.AmountFen = fund.Required - 1).Accept().Of("C-59").Severity);
        Assert.Empty(fund.Deposit(e => e.AmountFen = 1).Accept().Findings);
    }

    [Theory]
    [InlineData(20210511u)]
    [InlineData(20210602u)]
    public void C57_money_follows_the_agreement_and_is_not_in_the_future(uint date)
    {
        fund.ToSupervised();

        fund.Deposit(e => e.Date = date).Refuse("C-57");
    }

    [Fact]
    public void C69_the_sum_of_what_arrived_is_an_amount()
    {
        fund.ToSupervised();
        fund.Deposit(e => e.AmountFen = Money.MaximumFen).Accept();

        fund.Deposit(e => e.AmountFen = 1).Refuse("C-69");
    }

    [Fact]
    public void STATE_nothing_moves_without_an_agreement()
    {
        fund.Deposit().Refuse("STATE");
        fund.Release().Refuse("STATE");
    }

    [Fact]
    public void STATE_no_more_is_released_than_is_held()
    {
        fund.ToArrived();
        Register();

        fund.Release(e => e.AmountFen = fund.Required + 1).Refuse("STATE");
        fund.Release().Accept();
    }

    [Fact]
    public void C59_the_seller_is_paid_once_the_transfer_is_recorded()
    {
        fund.ToArrived();
        fund.Release().Refuse("C-59");
        fund.Release(e => (e.Ground, e.Node) = (FundReleaseGround.Node, 1)).Refuse("C-59");

        Register();

        fund.Release(e => (e.Ground, e.Node, e.AmountFen) = (FundReleaseGround.Node, 1, 1)).Accept();
        fund.Release(e => e.AmountFen--).Accept();
    }

    [Fact]
    public void C59_a_release_on_the_mortgage_waits_for_one_that_is_recorded_since()
    {
        fund.Supervise(e => e.Condition = ReleaseCondition.MortgageRecorded).Accept();
        fund.Deposit().Accept();
        Register();
        Mortgage(recorded: 20210516);
        fund.Release().Refuse("C-59");

        Mortgage(recorded: 20210517);

        fund.Release().Accept();
    }

    [Fact]
    public void C59_buyer_and_lender_get_their_money_back_of_a_contract_that_has_ended()
    {
        fund.ToArrived();
        fund.Release(e => (e.To, e.Ground) = (FundPayee.Buyer, FundReleaseGround.ContractEnded)).Refuse("C-59");
        fund.Release(e => (e.To, e.Ground) = (FundPayee.Lender, FundReleaseGround.ConditionMet)).Refuse("C-59");

        Assert.Equal(Severity.Information, fund.Sale.Revoke().Accept().Of("C-59").Severity);

        fund.Release(e => e.Ground = FundReleaseGround.ContractEnded).Refuse("C-59");
        fund.Release(e => e.To = FundPayee.Buyer).Refuse("C-59");
        fund.Release(e => (e.To, e.Ground, e.AmountFen) = (FundPayee.Lender, FundReleaseGround.ContractEnded, 1)).Accept();
        fund.Release(e => (e.To, e.Ground, e.AmountFen) = (FundPayee.Buyer, FundReleaseGround.ContractEnded, fund.Required - 1)).Accept();
        Assert.Equal(FundState.Closed, fund.Page.State);
    }

    [Fact]
    public void C59_a_former_mortgagee_is_paid_while_its_mortgage_is_live()
    {
        fund.ToArrived();
        Action<FundsReleased> toBank = e => (e.To, e.Mortgagee) = (FundPayee.OldMortgagee, Members.BankA.CreditCode);
        fund.Release(toBank).Refuse("C-59");

        Mortgage(recorded: 20210202);

        fund.Release(e => (e.To, e.Mortgagee) = (FundPayee.OldMortgagee, Members.BankB.CreditCode)).Refuse("C-59");
        fund.Release(toBank).Accept();
    }

    [Fact]
    public void C59_a_former_mortgagee_is_paid_nothing_of_a_contract_that_has_ended()
    {
        fund.ToArrived();
        Mortgage(recorded: 20210202);
        fund.Sale.Revoke().Accept();

        fund.Release(e => (e.To, e.Mortgagee, e.Ground) = (FundPayee.OldMortgagee, Members.BankA.CreditCode, FundReleaseGround.ContractEnded)).Refuse("C-59");
    }

    [Theory]
    [InlineData(20210516u, true)]
    [InlineData(20210517u, false)] // the buyer's, recorded with the transfer
    public void C59_a_former_mortgagees_mortgage_is_older_than_the_transfer(uint recorded, bool accepted)
    {
        fund.ToArrived();
        Register();
        Mortgage(recorded);

        var outcome = fund.Release(e => (e.To, e.Mortgagee) = (FundPayee.OldMortgagee, Members.BankA.CreditCode));

        if (accepted)
            outcome.Accept();
        else
            outcome.Refuse("C-59");
    }

    [Theory]
    [InlineData(40_000_000ul, true)]
    [InlineData(40_000_001ul, false)]
    public void C59_a_former_mortgagee_is_paid_no_more_than_is_secured(ulong fen, bool accepted)
    {
        fund.ToArrived();
        Mortgage(recorded: 20210202, row => (row.DeterminedDate, row.DeterminedFen) = (20210401, 40_000_000));

        var outcome = fund.Release(e => (e.To, e.Mortgagee, e.AmountFen) = (FundPayee.OldMortgagee, Members.BankA.CreditCode, fen));

        if (accepted)
            outcome.Accept();
        else
            outcome.Refuse("C-59");
    }

    [Theory]
    [InlineData(15_000_000ul, true)]
    [InlineData(15_000_001ul, false)]
    public void C59_releases_to_a_former_mortgagee_are_summed_up_against_what_is_secured(ulong second, bool accepted)
    {
        fund.ToArrived();
        Mortgage(recorded: 20210202, row => (row.DeterminedDate, row.DeterminedFen) = (20210401, 40_000_000));
        Action<FundsReleased> Of(ulong fen) => e => (e.To, e.Mortgagee, e.AmountFen) = (FundPayee.OldMortgagee, Members.BankA.CreditCode, fen);
        fund.Release(Of(25_000_000)).Accept();

        var outcome = fund.Release(Of(second));

        if (accepted)
            outcome.Accept();
        else
            outcome.Refuse("C-59");
        Assert.Equal(accepted ? 40_000_000u : 25_000_000u, Assert.Single(fund.Page.Mortgagees).PaidFen);
    }

    [Theory]
    [InlineData(false, PaymentMode.Full, false)]
    [InlineData(true, PaymentMode.Full, true)]
    [InlineData(false, PaymentMode.Loan, true)]
    public void C59_a_contract_does_not_leave_the_supervision_while_its_agreement_is_open(bool supervised, PaymentMode payment, bool accepted)
    {
        fund.Supervise().Accept();

        var outcome = fund.Sale.Amend(e => (e.Supervised, e.Payment) = (supervised, payment));

        if (accepted)
            outcome.Accept();
        else
            outcome.Refuse("C-59");
    }

    [Fact]
    public void C59_a_contract_leaves_the_supervision_once_its_agreement_is_closed()
    {
        fund.ToArrived();
        var page = fund.Page;
        (page.State, page.ReleasedFen) = (FundState.Closed, page.ArrivedFen);
        fund.Ledger.PutOld(PageKeys.Fund(fund.Number), page);

        fund.Sale.Amend(e => (e.Supervised, e.Payment) = (false, PaymentMode.Full)).Accept();
    }

    [Fact]
    public void C59_a_filing_tells_what_has_not_arrived_yet()
    {
        var signed = new SaleCase(TestLedger.Two()) { PaidBy = PaymentMode.Loan }.ToSigned();

        Assert.Equal(Severity.Information, signed.File().Accept().Of("C-59").Severity);

        var arrived = new FundCase(new SaleCase(TestLedger.Two()) { PaidBy = PaymentMode.Loan }.ToSigned()).ToArrived();
        Assert.Empty(arrived.Sale.File(e => e.FilingDate = 20210514).Accept().Findings);
    }

    [Theory]
    [InlineData(PaymentMode.Full, SupervisionRequired.StockWithLoan, false)]
    [InlineData(PaymentMode.Loan, SupervisionRequired.StockWithLoan, true)]
    [InlineData(PaymentMode.Full, SupervisionRequired.Stock, true)]
    public void C59_which_sales_are_supervised_the_city_says(PaymentMode payment, SupervisionRequired required, bool told)
    {
        var ledger = TestLedger.Two("dongguan", file => file.SupervisionRequired = required);

        var outcome = new SaleCase(ledger) { PaidBy = payment }.ToSigned().File().Accept();

        Assert.Equal(told, outcome.Findings.Any(finding => finding.Rule == "C-59"));
    }

    [Fact]
    public void C59_a_supervised_sale_is_recorded_once_the_last_fen_has_arrived()
    {
        var sale = new SaleCase(TestLedger.Two()) { PaidBy = PaymentMode.Loan }.ToPaid();
        sale.Record().Refuse("C-59");
        var funds = new FundCase(sale).ToSupervised();
        funds.Deposit(e => e.AmountFen = funds.Required - 1).Accept();
        sale.Record().Refuse("C-59");

        funds.Deposit(e => e.AmountFen = 1).Accept();

        sale.Record().Accept();
        funds.Release().Accept();
    }

    [Fact]
    public void C69_a_node_and_a_mortgagee_are_stated_where_they_mean_something()
    {
        fund.ToArrived();

        fund.Release(e => e.Node = 1).Refuse("C-69");
        fund.Release(e => e.Ground = FundReleaseGround.Node).Refuse("C-69");
        fund.Release(e => e.Mortgagee = Members.BankA.CreditCode).Refuse("C-69");
        fund.Release(e => e.To = FundPayee.OldMortgagee).Refuse("F-04");
    }

    [Fact]
    public void F07_a_conversion_from_wan_yuan_is_noted()
    {
        Assert.Equal(Severity.Information, fund.Supervise(e => e.RequiredConverted = true).Accept().Of("F-07").Severity);
        Assert.Equal(Severity.Information, fund.Deposit(e => e.AmountConverted = true).Accept().Of("F-07").Severity);
        Register();
        Assert.Equal(Severity.Information, fund.Release(e => e.AmountConverted = true).Accept().Of("F-07").Severity);
    }

    private void Register()
    {
        var page = fund.Sale.Contract;
        (page.State, page.Registered) = (ContractState.Registered, 20210517);
        fund.Ledger.PutOld(PageKeys.Contract(fund.Sale.Number), page);
    }

    private void Mortgage(uint recorded, Action<MortgageRow>? change = null)
    {
        var page = fund.Ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(SaleCase.Flat))!;
        page.Mortgages.Clear();
        page.Mortgages.Add(Encumbrances.Mortgage());
        page.Mortgages[0].RecordingDate = recorded;
        change?.Invoke(page.Mortgages[0]);
        fund.Ledger.PutOld(PageKeys.Encumbrances(SaleCase.Flat), page);
    }
}
