using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Taxes and price at the transfer.</summary>
public sealed class TransferTaxRuleTests
{
    [Fact]
    public void C14_a_transfer_before_the_deed_tax_is_paid_is_refused()
    {
        var sale = new SaleCase().ToAssessed();
        sale.Exempt(TaxKind.Income, TaxSide.Transferor, TestParty.An).Accept();

        sale.Record().Refuse("C-14", "C-16");
    }

    [Fact]
    public void C14_every_buyer_has_paid()
    {
        var sale = new SaleCase { BuyerKind = CoOwnership.Joint, Buyers = [new(TestParty.Bo), new(TestParty.Chen)] }.ToAssessed();
        sale.Pay(e => e.Tickets.Remove(e.Tickets.Last(ticket => ticket.Tax == TaxKind.Deed))).Accept();

        sale.Record().Refuse("C-14", "C-16");
        sale.Pay().Accept();
        sale.Record().Accept();
    }

    [Fact]
    public void C14_an_exempted_deed_tax_is_cleared()
    {
        var sale = new SaleCase().ToAssessed();
        sale.Exempt(TaxKind.Deed, TaxSide.Transferee, TestParty.Bo).Accept();
        sale.Pay().Accept();

        sale.Record().Accept();
    }

    [Fact]
    public void C15_the_income_tax_of_an_individual_seller_is_cleared()
    {
        var sale = new SaleCase().ToAssessed();
        sale.Pay(e => e.Tickets.Remove(e.Tickets.First(ticket => ticket.Tax == TaxKind.Income))).Accept();

        sale.Record().Refuse("C-15", "C-16");
        sale.Exempt(TaxKind.Income, TaxSide.Transferor, TestParty.An).Accept();
        sale.Record().Accept();
    }

    [Fact]
    public void C15_a_developer_clears_its_land_appreciation_tax()
    {
        var sale = new SaleCase { Owners = [new(TestParty.Developer)], Number = "441900A21050000001" }.ToFiled();
        sale.Assess(e => e.Lines.Remove(e.Lines.First(line => line.Tax == TaxKind.LandAppreciation))).Accept();
        sale.Pay().Accept();

        sale.Record().Refuse("C-15");
        sale.Assess(e => e.AssessmentDate = 20210513).Accept();
        sale.Pay().Accept();
        sale.Record().Accept();
    }

    [Fact]
    public void C15_the_seller_of_a_non_residential_unit_clears_its_land_appreciation_tax_too()
    {
        var sale = new SaleCase { Use = { [SaleCase.Flat] = 31 }, Class = BuyerClass.Other }.ToFiled();
        sale.Assess(e => e.Lines.Remove(e.Lines.First(line => line.Tax == TaxKind.LandAppreciation))).Accept();
        sale.Pay().Accept();

        sale.Record().Refuse("C-15");
    }

    [Fact]
    public void C16_an_overpaid_tax_is_refunded_before_the_transfer()
    {
        var sale = new SaleCase().ToAssessed();
        sale.Pay(e => e.Tickets[0].AmountFen++).Accept();

        sale.Record().Refuse("C-16");
    }

    [Fact]
    public void C19_the_price_in_the_book_is_the_contracts()
        => new SaleCase().ToPaid().Record(e => e.PriceFen += 100).Refuse("C-19");

    [Fact]
    public void C19_a_difference_that_tax_assessed_warns()
    {
        var sale = new SaleCase().ToFiled();
        sale.Assess(e => e.BaseReason = BaseReason.AssessedDown).Accept();
        sale.Pay().Accept();

        Assert.Equal(Severity.Warning, sale.Record(e => e.PriceFen -= 100).Refuse("C-19").Of("C-19").Severity);
        sale.Record(e =>
        {
            e.PriceFen -= 100;
            e.Act = Acts.Of("C-19");
        }).Accept();
    }

    [Fact]
    public void C21_a_refund_for_a_failed_contract_blocks_the_transfer()
    {
        var sale = new SaleCase().ToPaid();
        sale.Revoke().Accept();
        sale.Refund(RefundReason.ContractFailed).Accept();

        sale.Record().Refuse("C-11", "C-14", "C-15", "C-16", "C-21");
    }
}
