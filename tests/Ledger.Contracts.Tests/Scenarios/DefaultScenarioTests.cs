using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>A buyer of a new home who does not pay (scenario 28 of events.md).</summary>
public sealed class DefaultScenarioTests
{
    [Fact]
    public void Scenario_28_a_buyer_defaults_and_bank_notices_contract_taxes_and_money_are_unwound_in_their_order()
    {
        var presale = new PresaleCase();
        var (sale, ledger) = (presale.Sale, presale.Ledger);
        (sale.PaidBy, sale.Vat) = (PaymentMode.Loan, 9_000);
        presale.ToFiled();
        var funds = new FundCase(sale).ToArrived();
        var mortgage = new MortgageCase(sale) { Mortgagors = [new(TestParty.Bo)], PaysFor = sale.Number };
        mortgage.Sign().Accept();
        var book = new EncumbranceBook(sale).At(Day.Of(2021, 6, 2));
        var purchase = book.Notice(AdvanceNoticeKind.Presale);
        var loan = book.MortgageNotice(mortgage.Page, AdvanceNoticeKind.PresaleMortgage);
        book.Submit(purchase, loan).Accept();
        sale.Assess().Accept();
        sale.Pay().Accept();

        var end = Day.Of(2021, 7, 1);
        book.At(end);
        ContractRevoked Revoked() => sale.Revocation(e => (e.Date, e.Reason) = (end.Number, "BUYER_DEFAULTS"));
        ledger.Submit(Members.Transaction, Revoked()).Refuse("C-34");
        book.Submit(book.NoticeEnd(purchase.Proof, AdvanceNoticeCancellation.ContractEnded)).Refuse("C-36");
        book.Submit(book.NoticeEnd(loan.Proof, AdvanceNoticeCancellation.ClaimEnded)).Refuse("C-48");
        mortgage.Release(e => (e.Date, e.Reason) = (end.Number, ReleaseReason.Waived)).Accept();
        mortgage.WithdrawRelease(e => e.Date = end.Number).Accept();
        Assert.Equal(MortgageState.Signed, mortgage.Page.State);
        mortgage.Release(e => e.Units.Add(SaleCase.Flat)).Refuse("C-49");
        mortgage.Release(e => (e.Date, e.Reason) = (end.Number, ReleaseReason.Waived)).Accept();
        sale.Ledger.Judge(Members.Registration, mortgage.Cancellation(e => e.Recording = book.Recording())).Refuse("C-49");
        book.Submit(book.NoticeEnd(loan.Proof, AdvanceNoticeCancellation.ClaimEnded)).Accept();
        Assert.Equal(MortgageState.Cancelled, mortgage.Page.State);
        book.Submit(book.NoticeEnd(purchase.Proof, AdvanceNoticeCancellation.ContractEnded)).Accept();
        ledger.Submit(Members.Transaction, Revoked()).Accept();
        sale.Refund(RefundReason.ContractFailed, e => e.Date = end.Number).Accept();

        funds.Release(e => (e.Ground, e.Date) = (FundReleaseGround.ContractEnded, end.Number)).Refuse("C-59");
        funds.Release(e => (e.To, e.Ground, e.Date) = (FundPayee.Buyer, FundReleaseGround.ContractEnded, end.Number)).Accept();

        Assert.Equal((ContractState.FilingCancelled, HouseState.ForSale), (sale.Contract.State, presale.House().State));
        Assert.Equal(FundState.Closed, funds.Page.State);
        Assert.Equal(0ul, ledger.Read<TaxPage>(PageKeys.Tax(sale.Number))!.Tickets.Aggregate(0ul, (sum, row) => sum + row.AmountFen - row.RefundedFen));
    }
}
