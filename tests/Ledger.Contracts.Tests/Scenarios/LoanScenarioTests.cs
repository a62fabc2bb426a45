using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Whole sales of a stock home that a bank pays for (scenario 2 of events.md).</summary>
public sealed class LoanScenarioTests
{
    private readonly SaleCase sale = new(TestLedger.Two()) { PaidBy = PaymentMode.Loan };

    [Fact]
    public void Scenario_2_a_sale_with_a_loan_in_one_case()
    {
        sale.Open().Sign(e => e.Supervised = true).Accept();
        sale.File().Accept();
        var funds = new FundCase(sale);
        funds.Supervise().Accept();
        var mortgage = new MortgageCase(sale)
        {
            Mortgagors = [new(TestParty.Bo)],
            PaysFor = sale.Number,
            Signed = sale.Signed.AddDays(2),
            Recorded = Day.Of(2021, 5, 17),
        };
        mortgage.Sign().Accept();
        funds.Deposit().Accept();
        sale.Assess().Accept();
        sale.Pay().Accept();

        // The mortgage waits for its mortgagor to own, the seller for the book.
        var transfer = sale.Transfer();
        var registration = mortgage.Registration(e => e.Recording = transfer.Recording.Clone());
        sale.Ledger.Judge(Members.Registration, registration).Refuse("C-40");
        funds.Release().Refuse("C-59");

        sale.Ledger.Submit(Members.Registration, transfer, registration).Accept();
        mortgage.Disburse(mortgage.Terms.AmountFen).Accept();
        funds.Release().Accept();

        Assert.Equal(TestParty.Bo.At(SaleCase.Flat), Assert.Single(sale.Title().Owners).Party);
        Assert.Equal((1u, mortgage.Id), (Assert.Single(mortgage.Rows()).Rank, mortgage.Rows()[0].Id));
        Assert.Equal(
            [FlowCode.F211, FlowCode.M1],
            sale.Ledger.Read<CasePage>(PageKeys.Case(transfer.Recording.AcceptanceNumber))!.Flows.Select(flow => flow.Flow));
        Assert.Equal((ContractState.Registered, FundState.Closed), (sale.Contract.State, funds.Page.State));
    }
}
