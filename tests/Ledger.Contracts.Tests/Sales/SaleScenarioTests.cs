using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>The scenarios of events.md 11 as far as they are the transaction department's own.</summary>
public sealed class SaleScenarioTests
{
    [Fact]
    public void Scenario_1_a_cash_sale_is_signed_and_filed()
    {
        var sale = new SaleCase(TestLedger.Two()).Open();

        sale.Sign().Accept();
        sale.File().Accept();

        Assert.Equal((ContractState.Filed, sale.Number), (sale.Contract.State, sale.Ledger.Read<FilingPage>(PageKeys.Filing(sale.Number))!.ContractNumber));
    }

    [Fact]
    public void Scenario_3_a_new_home_is_sold_from_permit_to_filing_without_a_title()
    {
        var presale = new PresaleCase();
        presale.Sale.Signed = Day.Of(2021, 4, 15);
        presale.OpenLand().Issue().Accept();
        presale.Publish(presale.Rows()).Accept();
        Assert.Null(presale.Ledger.Read<TitlePage>(PageKeys.Title(SaleCase.Flat)));
        presale.Publish(presale.Rows(e => e.PermitNumber = "", SaleCase.Garage)).Accept();
        presale.Sale.Sign(e => (e.Units[0].UnitCode, e.Buyers[0]) = (SaleCase.Garage, TestParty.Bo.Across(SaleCase.Garage))).Refuse("C-12");

        presale.Sale.Sign().Accept();

        presale.Ledger.Judge(Members.Transaction, presale.Sale.Filing(e => e.FilingDate = 20210516)).Refuse("C-13");
        presale.Sale.File(e => e.FilingDate = 20210515).Accept();
        Assert.Equal(HouseState.Filed, presale.House().State);
    }

    [Fact]
    public void Scenario_8_a_double_sale()
    {
        var sale = new SaleCase(TestLedger.Two()).Open();
        ContractSigned Second() => sale.Signing(e => e.ContractNumber = "441900B21050000002");
        sale.Ledger.Submit(Members.Transaction, sale.Signing(), Second()).Refuse("C-05");
        sale.Sign().Accept();
        sale.Ledger.Submit(Members.Transaction, Second()).Refuse("C-05");

        sale.Ledger.Submit(Members.Transaction, sale.Revocation(), Second()).Accept();
    }

    [Fact]
    public void Scenario_28_a_buyer_defaults_and_the_supervised_money_goes_back_to_it()
    {
        var fund = new FundCase().ToArrived();
        var bank = fund.Releasing(e => (e.To, e.Ground) = (FundPayee.Buyer, FundReleaseGround.ContractEnded));

        fund.Sale.Revoke().Accept();

        fund.Release().Refuse("C-59");
        fund.Ledger.Submit(Members.Transaction, bank).Accept();
        Assert.Equal(FundState.Closed, fund.Page.State);
    }

    [Fact]
    public void C82_an_approved_exception_lets_one_signing_pass_a_seizure()
    {
        var sale = new SaleCase(TestLedger.Two()).Open();
        var page = sale.Ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(SaleCase.Flat))!;
        page.Seizures.Add(Encumbrances.Seizure(start: Day.Of(2021, 5, 1)));
        sale.Ledger.PutOld(PageKeys.Encumbrances(SaleCase.Flat), page);
        sale.Ledger.PutOld(PageKeys.Exception("202105100001"), new ExceptionPage
        {
            Number = "202105100001",
            Rule = "C-29",
            Event = "ContractSigned",
            Subject = SaleCase.Flat,
            Restriction = page.Seizures[0].DocumentNumber,
            Ground = "COURT_AGREES",
            Approver = Acts.Bytes(9),
            Until = 20211231,
            Member = Members.Transaction.CreditCode,
        });
        static void Excepted(ContractSigned e) => e.Act.Exceptions.Add(new ExceptionUse { Rule = "C-29", Number = "202105100001" });

        sale.Sign().Refuse("C-29");
        Assert.Equal(Severity.Exception, sale.Sign(Excepted).Accept().Of("C-29").Severity);

        sale.Revoke().Accept();
        sale.Sign(e =>
        {
            Excepted(e);
            e.ContractNumber = "441900B21050000002";
        }).Refuse("C-29", "C-82");
    }
}
