using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

public sealed class TaxRuleTests
{
    [Fact]
    public void C01_an_assessment_of_other_units_is_refused()
        => new SaleCase { Units = [SaleCase.Flat, SaleCase.Garage] }.ToFiled().Assess(e =>
        {
            e.Units.RemoveAt(1);
            foreach (var line in e.Lines)
                line.Taxpayer.Tokens.RemoveAt(1);
        }).Refuse("C-01");

    [Fact]
    public void C01_an_assessment_of_all_units_of_the_contract_is_accepted()
        => new SaleCase { Units = [SaleCase.Flat, SaleCase.Garage] }.ToFiled().Assess().Accept();

    [Fact]
    public void C07_a_deed_tax_payer_who_is_no_buyer_is_refused()
        => new SaleCase().ToFiled().Assess(e => Deed(e).Taxpayer = TestParty.Chen.Across(SaleCase.Flat)).Refuse("C-07", "C-17");

    [Fact]
    public void C07_every_buyer_has_its_deed_tax()
    {
        var sale = new SaleCase { BuyerKind = CoOwnership.Joint, Buyers = [new(TestParty.Bo), new(TestParty.Chen)] }.ToFiled();

        sale.Assess(e =>
        {
            var lines = e.Lines.Where(line => line.Tax == TaxKind.Deed).ToList();
            e.Lines.Remove(lines[1]);
            lines[0].BaseFen = e.BaseFen;
            lines[0].DueFen = e.BaseFen / 100;
        }).Refuse("C-07");
        sale.Assess().Accept();
    }

    [Fact]
    public void C09_an_individual_seller_always_has_a_tax_record()
        => new SaleCase().ToFiled().Assess(e => e.Lines.Remove(e.Lines.First(line => line.Tax == TaxKind.Income))).Refuse("C-09");

    [Fact]
    public void C09_seller_taxes_of_somebody_else_are_refused()
        => new SaleCase().ToFiled().Assess(e => e.Lines.Add(new SaleCase().Line(TaxKind.Vat, TaxSide.Transferor, TestParty.Chen, 100, 5_000))).Refuse("C-09");

    [Fact]
    public void C09_seller_taxes_of_the_seller_are_accepted()
        => new SaleCase().ToFiled().Assess(e => e.Lines.Add(new SaleCase().Line(TaxKind.Vat, TaxSide.Transferor, TestParty.An, 120_000_000, 5_000))).Accept();

    [Fact]
    public void C17_tax_is_base_times_rate()
    {
        var outcome = new SaleCase().ToFiled().Assess(e => Deed(e).DueFen++).Refuse("C-17");

        Assert.Contains("1200000.00元", outcome.Of("C-17").AdviceEn + outcome.Of("C-17").Values[1].Value, StringComparison.Ordinal);
    }

    [Fact]
    public void C17_tax_is_rounded_half_up_to_the_fen()
        => new SaleCase { Price = 120_000_050 }.ToFiled().Assess(e => Deed(e).DueFen = 1_200_001).Accept();

    [Theory]
    [InlineData(BuyerClass.OnlyHome, false)]
    [InlineData(BuyerClass.SecondHome, false)]
    [InlineData(BuyerClass.Other, true)]
    public void C17_an_organisation_has_no_preference_of_a_family(BuyerClass buyerClass, bool allowed)
    {
        var outcome = new SaleCase { Buyers = [new(TestParty.Developer)], Class = buyerClass }.ToFiled().Assess();

        if (allowed)
            outcome.Accept();
        else
            outcome.Refuse("C-17");
    }

    [Fact]
    public void C17_a_reduction_needs_its_code()
    {
        var sale = new SaleCase().ToFiled();

        sale.Assess(e => Deed(e).ReductionFen = 100).Refuse("C-17");
        sale.Assess(e =>
        {
            Deed(e).ReductionFen = 100;
            Deed(e).Exemption = "TALENT";
        }).Accept();
    }

    // domain.md 4.1; buyer class, area in 0.01 m², signing, declaration, rate per 100,000, allowed.
    [Theory]
    [InlineData(BuyerClass.OnlyHome, 9_000ul, "2021-05-10", "2021-05-12", 1_000u, true)]
    [InlineData(BuyerClass.OnlyHome, 9_001ul, "2021-05-10", "2021-05-12", 1_000u, false)]
    [InlineData(BuyerClass.OnlyHome, 9_001ul, "2021-05-10", "2021-05-12", 1_500u, true)]
    [InlineData(BuyerClass.SecondHome, 9_001ul, "2021-05-10", "2021-05-12", 2_000u, true)]
    [InlineData(BuyerClass.SecondHome, 9_001ul, "2021-05-10", "2021-05-12", 1_500u, false)]
    [InlineData(BuyerClass.Other, 9_000ul, "2021-05-10", "2021-05-12", 3_000u, true)]
    [InlineData(BuyerClass.Other, 9_000ul, "2021-05-10", "2021-05-12", 1_000u, false)]
    [InlineData(BuyerClass.OnlyHome, 14_000ul, "2024-11-30", "2024-11-30", 1_000u, false)]
    [InlineData(BuyerClass.OnlyHome, 14_000ul, "2024-11-30", "2024-12-02", 1_000u, true)]
    [InlineData(BuyerClass.OnlyHome, 14_000ul, "2024-11-30", "2024-12-02", 1_500u, true)]
    [InlineData(BuyerClass.OnlyHome, 14_000ul, "2024-12-01", "2024-12-01", 1_000u, true)]
    [InlineData(BuyerClass.OnlyHome, 14_000ul, "2024-12-01", "2024-12-01", 1_500u, false)]
    [InlineData(BuyerClass.OnlyHome, 14_001ul, "2024-12-01", "2024-12-01", 1_500u, true)]
    [InlineData(BuyerClass.SecondHome, 14_000ul, "2024-12-01", "2024-12-01", 1_000u, true)]
    [InlineData(BuyerClass.SecondHome, 14_001ul, "2024-12-01", "2024-12-01", 2_000u, true)]
    [InlineData(BuyerClass.OnlyHome, 0ul, "2024-12-01", "2024-12-01", 1_500u, true)]
    [InlineData(BuyerClass.OnlyHome, 0ul, "2024-12-01", "2024-12-01", 2_000u, false)]
    public void C17_the_deed_tax_rate_follows_class_area_and_deciding_date(
        BuyerClass buyerClass, ulong area, string signed, string declared, uint rate, bool allowed)
    {
        var sale = new SaleCase { Area = area, Class = buyerClass, Signed = Day.Parse(signed), Declared = Day.Parse(declared), DeedRate = rate };
        sale.Ledger.TimeMs = (ulong)Day.Of(2025, 1, 10).StartMilliseconds;
        sale.ToSigned().File(e => e.FilingDate = Day.Parse(signed).Number).Accept();

        var outcome = sale.Assess();

        if (allowed)
            outcome.Accept();
        else
            outcome.Refuse("C-17");
    }

    // Whole table of 4.1, the old regulation included.
    [Theory]
    [InlineData("2016-02-21", BuyerClass.OnlyHome, 80, "3%")]
    [InlineData("2016-02-22", BuyerClass.OnlyHome, 80, "1%")]
    [InlineData("2016-02-22", BuyerClass.OnlyHome, 91, "1.5%")]
    [InlineData("2021-08-31", BuyerClass.SecondHome, 91, "2%")]
    [InlineData("2021-09-01", BuyerClass.SecondHome, 90, "1%")]
    [InlineData("2021-09-01", BuyerClass.Other, 90, "3%")]
    public void The_deed_tax_table_has_the_rates_of_its_time(string day, BuyerClass buyerClass, int area, string rate)
        => Assert.Equal(
            [Rate.Parse(rate)],
            Profiles.One.DeedTax.RatesFor(buyerClass, residential: true, Area.FromHundredths((ulong)area * 100), Day.Parse(day), Day.Parse(day)));

    [Fact]
    public void C17_a_non_residential_unit_has_no_home_preference()
    {
        var sale = new SaleCase { Use = { [SaleCase.Flat] = 31 }, Class = BuyerClass.OnlyHome, DeedRate = 1_000 }.ToFiled();

        sale.Assess().Refuse("C-17");
        sale.Class = BuyerClass.Other;
        sale.DeedRate = 3_000;
        sale.Assess().Accept();
    }

    [Fact]
    public void C17_a_home_and_a_garage_of_one_contract_may_bear_two_rates()
    {
        var sale = new SaleCase { Units = [SaleCase.Flat, SaleCase.Garage], Use = { [SaleCase.Garage] = 31 } }.ToFiled();

        sale.Assess(e =>
        {
            var home = Deed(e);
            home.BaseFen = 110_000_000;
            home.DueFen = 1_100_000;
            e.Lines.Add(sale.Line(TaxKind.Deed, TaxSide.Transferee, TestParty.Bo, 10_000_000, 3_000, BuyerClass.Other));
        }).Accept();
        sale.Pay().Accept();
        sale.Record().Accept();
    }

    [Fact]
    public void C18_a_base_below_the_net_price_is_refused()
        => new SaleCase().ToFiled().Assess(e => SetBase(e, e.BaseFen - 1)).Refuse("C-18");

    [Fact]
    public void C18_a_base_assessed_down_for_a_reason_is_accepted()
        => new SaleCase().ToFiled().Assess(e =>
        {
            SetBase(e, e.BaseFen - 1);
            e.BaseReason = BaseReason.AssessedDown;
        }).Accept();

    [Fact]
    public void C18_a_base_above_the_net_price_is_information()
    {
        var outcome = new SaleCase().ToFiled().Assess(e =>
        {
            SetBase(e, e.BaseFen + 100);
            e.BaseReason = BaseReason.AssessedUp;
        }).Accept();

        Assert.Equal(Severity.Information, outcome.Of("C-18").Severity);
    }

    [Fact]
    public void C18_the_net_price_is_the_price_without_vat_rounded_half_up()
    {
        // 1,200,000.00 ÷ 1.09 = 1,100,917.431… → 1,100,917.43
        var sale = new SaleCase { Vat = 9_000, Owners = [new(TestParty.Developer)], Number = "441900A21050000001" }.ToFiled();
        Assert.Equal(110_091_743ul, sale.Assessment().BaseFen);

        sale.Assess(e => SetBase(e, 110_091_742)).Refuse("C-18");
        sale.Assess().Accept();
    }

    [Fact]
    public void C18_the_buyers_bases_add_up_to_the_base()
        => new SaleCase().ToFiled().Assess(e =>
        {
            Deed(e).BaseFen -= 100;
            Deed(e).DueFen -= 1;
        }).Refuse("C-18");

    [Fact]
    public void C19_another_price_declared_to_tax_is_refused()
        => new SaleCase().ToFiled().Assess(e => e.DeclaredPriceFen += 2).Refuse("C-19");

    [Fact]
    public void C19_a_rounding_difference_warns()
    {
        var sale = new SaleCase().ToFiled();

        Assert.Equal(Severity.Warning, sale.Assess(e => e.DeclaredPriceFen += 1).Refuse("C-19").Of("C-19").Severity);
        sale.Assess(e =>
        {
            e.DeclaredPriceFen += 1;
            e.Act = Acts.Of("C-19");
        }).Accept();
    }

    [Fact]
    public void C19_the_price_of_the_contract_is_accepted()
        => Assert.Empty(new SaleCase().ToFiled().Assess().Accept().Findings);

    [Fact]
    public void C20_the_liability_date_is_the_day_of_signing()
        => new SaleCase().ToFiled().Assess(e => e.LiabilityDate = 20210511).Refuse("C-20");

    [Fact]
    public void C20_the_day_of_signing_is_accepted()
        => new SaleCase().ToFiled().Assess(e => e.LiabilityDate = 20210510).Accept();

    [Fact]
    public void C57_assessment_does_not_precede_filing()
        => new SaleCase { Declared = Day.Of(2021, 5, 10) }.ToFiled().Assess().Refuse("C-57");

    [Fact]
    public void F07_a_declared_price_converted_from_wan_yuan_is_noted()
    {
        var sale = new SaleCase().ToFiled();

        var finding = sale.Assess(e => e.PriceConverted = true).Accept().Of("F-07");

        Assert.Equal(Severity.Information, finding.Severity);
        Assert.Equal(("1200000.00元", "event.declared_price_fen"), (finding.Values[0].Value, finding.Values[0].Source));
        Assert.DoesNotContain(sale.Assess().Accept().Findings, other => other.Rule == "F-07");
    }

    [Fact]
    public void C57_an_exemption_lies_between_assessment_and_today()
    {
        var sale = new SaleCase().ToAssessed();

        Exempt(20210511).Refuse("C-57");
        Exempt(20210602).Refuse("C-57");
        Exempt(20210512).Accept();

        Outcome Exempt(uint date) => sale.Exempt(TaxKind.Income, TaxSide.Transferor, TestParty.An, e => e.Date = date);
    }

    [Fact]
    public void C57_a_refund_lies_between_payment_and_today()
    {
        var sale = new SaleCase().ToPaid();
        sale.Revoke().Accept();

        Refund(20210512).Refuse("C-57");
        Refund(20210602).Refuse("C-57");
        Refund(20210513).Accept();

        Outcome Refund(uint date) => sale.Refund(RefundReason.ContractFailed, e => e.Date = date);
    }

    [Fact]
    public void C57_payment_does_not_precede_assessment()
        => new SaleCase().ToAssessed().Pay(e => e.PaymentDate = 20210511).Refuse("C-57");

    [Fact]
    public void C57_payment_on_the_day_of_assessment_is_in_order()
        => new SaleCase().ToAssessed().Pay(e => e.PaymentDate = 20210512).Accept();

    [Fact]
    public void C22_a_ticket_of_another_contract_is_refused()
    {
        var first = new SaleCase().ToPaid();
        var second = new SaleCase(first.Ledger)
        {
            Units = [SaleCase.Garage],
            Number = "441900B21050000002",
            Offset = 1_000,
        }.ToAssessed();

        var outcome = second.Pay(e => e.Tickets[0].Number = "344196210500000001").Refuse("C-22");

        Assert.Contains(outcome.Of("C-22").Values, value => value.Value == first.Number && value.Source == PageKeys.Ticket("344196210500000001"));
        second.Pay().Accept();
    }

    [Fact]
    public void C22_new_tickets_are_accepted_and_bound_to_their_contract()
    {
        var sale = new SaleCase().ToAssessed();
        var payment = sale.Payment();

        sale.Ledger.Submit(Members.Tax, payment).Accept();

        Assert.All(payment.Tickets, ticket => Assert.Equal(sale.Number, sale.Ledger.Read<TicketPage>(PageKeys.Ticket(ticket.Number))!.ContractNumber));
        sale.Ledger.Submit(Members.Tax, payment).Refuse("C-22");
    }

    [Fact]
    public void C16_a_ticket_for_a_tax_that_was_not_assessed_is_refused()
        => new SaleCase().ToAssessed().Pay(e => e.Tickets[0].Tax = TaxKind.Stamp).Refuse("C-16");

    [Fact]
    public void C16_a_part_payment_is_booked_and_noted()
    {
        var sale = new SaleCase().ToAssessed();

        var outcome = sale.Pay(e => e.Tickets.RemoveAt(1)).Accept();

        Assert.Equal(Severity.Information, outcome.Of("C-16").Severity);
        Assert.DoesNotContain(sale.Pay().Accept().Findings, finding => finding.Rule == "C-16");
    }

    [Fact]
    public void STATE_tax_is_assessed_on_a_filed_contract()
        => new SaleCase().ToSigned().Assess().Refuse("STATE");

    [Fact]
    public void STATE_tax_is_paid_after_assessment()
        => Assert.Contains("TaxAssessed", new SaleCase().ToFiled().Ledger.Submit(Members.Tax, new TaxPaid
        {
            Act = Acts.Of(),
            ContractNumber = "441900B21050000001",
            PaymentDate = 20210513,
            Tickets = { new Ticket { Number = "344196210500000001", Tax = TaxKind.Deed, Side = TaxSide.Transferee,
                Taxpayer = TestParty.Bo.Across(SaleCase.Flat), AmountFen = 1 } },
        }).Refuse("STATE").Of("STATE").AdviceEn, StringComparison.Ordinal);

    [Fact]
    public void STATE_a_tax_that_was_not_assessed_is_not_exempted()
        => new SaleCase().ToAssessed().Exempt(TaxKind.Vat, TaxSide.Transferor, TestParty.An).Refuse("STATE");

    [Fact]
    public void STATE_a_tax_is_exempted_once()
    {
        var sale = new SaleCase().ToAssessed();
        sale.Exempt(TaxKind.Income, TaxSide.Transferor, TestParty.An).Accept();

        sale.Exempt(TaxKind.Income, TaxSide.Transferor, TestParty.An).Refuse("STATE");
    }

    [Fact]
    public void A_new_assessment_replaces_the_last_and_keeps_the_tickets()
    {
        var sale = new SaleCase().ToPaid();
        var before = sale.Ledger.Read<TaxPage>(PageKeys.Tax(sale.Number))!;

        sale.Assess(e =>
        {
            SetBase(e, e.BaseFen + 10_000);
            e.BaseReason = BaseReason.AssessedUp;
            e.AssessmentDate = 20210513;
        }).Accept();

        var after = sale.Ledger.Read<TaxPage>(PageKeys.Tax(sale.Number))!;
        Assert.Equal(before.Tickets, after.Tickets);
        Assert.Equal(1_200_100ul, after.Lines.First(state => state.Line.Tax == TaxKind.Deed).Line.DueFen);
        Assert.Equal(1_200_000ul, after.Lines.First(state => state.Line.Tax == TaxKind.Deed).PaidFen);
        sale.Record().Refuse("C-14", "C-16");
        sale.Pay().Accept();
        sale.Record().Accept();
    }

    [Fact]
    public void C21_a_refund_for_a_failed_contract_needs_a_revoked_contract()
    {
        var sale = new SaleCase().ToPaid();

        sale.Refund(RefundReason.ContractFailed).Refuse("C-21");
        sale.Revoke().Accept();
        sale.Refund(RefundReason.ContractFailed).Accept();
        Assert.All(sale.Ledger.Read<TaxPage>(PageKeys.Tax(sale.Number))!.Lines, state => Assert.Equal(0ul, state.PaidFen));
    }

    [Fact]
    public void C21_no_refund_for_a_failed_contract_once_the_transfer_is_recorded()
    {
        var sale = new SaleCase().ToPaid();
        sale.Record().Accept();

        sale.Refund(RefundReason.ContractFailed).Refuse("C-21");
    }

    [Fact]
    public void C21_a_refund_never_exceeds_the_payment()
    {
        var sale = new SaleCase().ToPaid();
        sale.Revoke().Accept();

        sale.Refund(RefundReason.ContractFailed, e => e.Refunds[0].AmountFen++).Refuse("C-21");
        sale.Refund(RefundReason.ContractFailed).Accept();
        sale.Refund(RefundReason.ContractFailed).Refuse("C-21");
    }

    [Fact]
    public void C21_a_refund_of_a_ticket_of_another_contract_is_refused()
    {
        var sale = new SaleCase().ToPaid();
        sale.Revoke().Accept();

        sale.Refund(RefundReason.ContractFailed, e => e.Refunds[1].Number = "344196210599999999").Refuse("C-21");
    }

    [Fact]
    public void C21_an_overpaid_refund_leaves_what_was_assessed_and_blocks_nothing()
    {
        var sale = new SaleCase().ToAssessed();
        sale.Pay(e => e.Tickets[0].AmountFen += 500).Accept();
        var ticket = sale.Ledger.Read<TaxPage>(PageKeys.Tax(sale.Number))!.Tickets[0].Number;
        sale.Record().Refuse("C-16");

        sale.Refund(RefundReason.Overpaid, Only(ticket, 499)).Refuse("C-21");
        sale.Refund(RefundReason.Overpaid, Only(ticket, 501)).Refuse("C-21");
        sale.Refund(RefundReason.Overpaid, e =>
        {
            Only(ticket, 500)(e);
            e.Date = 20210514;
        }).Accept();
        sale.Record().Accept();
    }

    private static Action<TaxRefunded> Only(string ticket, ulong fen) => e =>
    {
        e.Refunds.Clear();
        e.Refunds.Add(new Refund { Number = ticket, AmountFen = fen });
    };

    private static TaxLine Deed(TaxAssessed e) => e.Lines.First(line => line.Tax == TaxKind.Deed);

    private static void SetBase(TaxAssessed e, ulong fen)
    {
        e.BaseFen = fen;
        var deed = Deed(e);
        deed.BaseFen = fen;
        deed.DueFen = Money.FromFen(fen).MultiplyRoundHalfUp(Rate.FromPerHundredThousand(deed.Rate)).Fen;
    }
}
