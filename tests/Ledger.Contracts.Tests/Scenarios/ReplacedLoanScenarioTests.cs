using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>A home sold while its owner's bank holds a mortgage, in the three modes of 带押过户 (scenario 4 of events.md).</summary>
public sealed class ReplacedLoanScenarioTests
{
    private readonly SaleCase sale = new(TestLedger.Two()) { PaidBy = PaymentMode.Loan };
    private readonly MortgageCase old;

    public ReplacedLoanScenarioTests()
    {
        sale.Open();
        sale.Signed = Day.Of(2021, 5, 22);
        old = new(sale) { Recorded = Day.Of(2021, 5, 19) };
    }

    [Fact]
    public void Scenario_4_combined_the_old_mortgage_falls_and_the_new_one_rises_in_one_envelope()
    {
        Sold(restricted: false);
        var next = Buyers();
        next.Sign().Accept();
        old.Release(e => e.Date = 20210524).Accept();

        var transfer = sale.Transfer();
        var cancelled = old.Cancellation(e => (e.Recording, e.Units[0].BusinessNumber) = (transfer.Recording.Clone(), "20210526000001"));
        transfer.Units[0].BusinessNumber = "20210526000002";
        var registered = next.Registration(e =>
        {
            e.Recording = transfer.Recording.Clone();
            (e.Units[0].BusinessNumber, e.Units[0].Rank) = ("20210526000003", 1);
        });
        sale.Ledger.Submit(Members.Registration, cancelled, transfer, registered).Accept();

        Assert.Equal((next.Id, 1u), (Assert.Single(next.Rows()).Id, next.Rows()[0].Rank));
        Assert.Equal(MortgageState.Cancelled, old.Page.State);
        Assert.Equal(TestParty.Bo.At(SaleCase.Flat), Assert.Single(sale.Title().Owners).Party);
    }

    [Fact]
    public void Scenario_4_staged_the_old_mortgage_is_carried_and_the_new_one_moves_up_when_it_is_paid_off()
    {
        Sold(restricted: true);
        var next = Buyers();
        next.Sign().Accept();
        var transfer = sale.Transfer(e => e.Mortgages = MortgageHandling.Carried);
        var registered = next.Registration(e => (e.Recording, e.Units[0].BusinessNumber) = (transfer.Recording.Clone(), "20210526009000"));
        sale.Ledger.Judge(Members.Registration, transfer).Refuse("C-46");
        old.Consent(e => e.Date = 20210524).Accept();
        Assert.Equal(2u, registered.Units[0].Rank);
        sale.Ledger.Submit(Members.Registration, transfer, registered).Accept();

        old.Release(e => e.Date = 20210530).Accept();
        old.Cancel(e => e.Recording = Acts.Recorded(Day.Of(2021, 5, 30), Day.Of(2021, 5, 31), 901)).Accept();

        Assert.Equal((next.Id, 1u), (Assert.Single(next.Rows()).Id, next.Rows()[0].Rank));
    }

    [Fact]
    public void Scenario_4_changed_the_mortgage_becomes_the_buyers_and_its_banks()
    {
        Sold(restricted: false);
        var next = new MortgageId { Mortgagee = Members.BankB.CreditCode, ContractNumber = "DY-2021-000002" };
        var transfer = sale.Transfer(e => e.Mortgages = MortgageHandling.Changed);
        sale.Ledger.Judge(Members.Registration, transfer).Refuse("C-47");
        old.Agree(MortgageChangeKind.Mortgagor, agreement =>
        {
            agreement.Date = 20210524;
            agreement.Mortgagors.Add(TestParty.Bo.Across(SaleCase.Flat));
        }).Accept();
        void Assigned(MortgageAgreement agreement) => (agreement.Date, agreement.Assignee) = (20210524, next);
        old.Agree(MortgageChangeKind.Assigned, Assigned).Accept();
        old.Agree(MortgageChangeKind.Assigned, Assigned, Members.BankB, accepts: true).Accept();

        var changed = old.Changing(
            MortgageChangeKind.Mortgagor, e => (e.Recording, e.Units[0].BusinessNumber) = (transfer.Recording.Clone(), "20210526009001"));
        var assigned = new MortgageTransferred
        {
            Act = Acts.Of(),
            Recording = transfer.Recording.Clone(),
            Mortgage = old.Id,
            Assignee = next,
            Certificate = old.Proof(),
            Units = { new UnitBusiness { UnitCode = SaleCase.Flat, BusinessNumber = "20210526009002" } },
        };
        sale.Ledger.Submit(Members.Registration, transfer, changed, assigned).Accept();

        var row = Assert.Single(old.Rows());
        Assert.Equal((next, 1u), (row.Id, row.Rank));
        var page = sale.Ledger.Read<MortgagePage>(PageKeys.Mortgage(next))!;
        Assert.Equal(TestParty.Bo.Across(SaleCase.Flat), Assert.Single(page.Mortgagors));
        Assert.Equal(MortgageState.Transferred, old.Page.State);
    }

    [Fact]
    public void Scenario_4_two_notices_keep_the_flat_for_its_buyer_and_its_bank()
    {
        Sold(restricted: false);
        var next = Buyers();
        next.Sign().Accept();
        var book = new EncumbranceBook(sale).At(Day.Of(2021, 6, 2));
        var purchase = book.Notice();
        var loan = book.MortgageNotice(next.Page, AdvanceNoticeKind.OtherMortgage);
        book.Submit(purchase, loan).Accept();

        var second = new SaleCase(sale.Ledger) { Number = "441900B21050000002", Signed = Day.Of(2021, 6, 2), Buyers = [new(TestParty.Chen)], Offset = 4_000 };
        second.Sign().Refuse("C-34", "C-05");
        Assert.Equal(2, book.Page.Notices.Count(row => row.Ended == 0));
    }

    // Mortgaged, sold, its money and taxes paid.
    private void Sold(bool restricted)
    {
        old.Terms.TransferRestricted = restricted;
        old.Sign().Accept();
        old.Register().Accept();
        sale.Sign().Accept();
        sale.File().Accept();
        new FundCase(sale).ToArrived();
        sale.Assess().Accept();
        sale.Pay().Accept();
        if (!restricted)
            old.Notify(e => e.Date = 20210524).Accept();
    }

    private MortgageCase Buyers()
    {
        var next = new MortgageCase(sale)
        {
            Number = "DY-2021-000002",
            Bank = Members.BankB,
            Mortgagors = [new(TestParty.Bo)],
            PaysFor = sale.Number,
            Signed = Day.Of(2021, 5, 24),
            Recorded = Day.Of(2021, 5, 29),
        };
        next.Terms.TermStart = next.Signed.Number;
        return next;
    }
}
