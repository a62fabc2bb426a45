using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Events 11 to 17 under profile 2: declaration, assessment by unit and dated table, payment, certificate, return, refund.</summary>
public sealed class DeclaredTaxRuleTests
{
    private readonly SaleCase sale = new(TestLedger.Two());

    [Fact]
    public void A_sale_is_declared_assessed_paid_certified_and_recorded()
    {
        sale.ToFiled().Declare().Accept();
        Assert.Equal(TaxState.Declared, Page.State);
        sale.Assess().Accept();
        sale.Pay().Accept();
        sale.Certify().Accept();
        Assert.Equal((TaxState.Cleared, "344195210500000001"), (Page.State, Page.Clearance));

        sale.Record().Accept();
    }

    [Fact]
    public void STATE_Nothing_is_declared_before_the_filing_and_nothing_assessed_before_the_declaration()
    {
        sale.ToSigned();
        sale.Declare().Refuse("STATE");
        sale.File().Accept();
        sale.Ledger.Submit(Members.Tax, sale.Assessment()).Refuse("STATE");
    }

    [Fact]
    public void STATE_What_was_returned_is_declared_anew()
    {
        sale.ToAssessed();
        sale.ReturnTaxes().Accept();
        Assert.Equal(TaxState.Returned, Page.State);
        sale.Pay().Refuse("STATE");
        sale.Ledger.Submit(Members.Tax, sale.Assessment()).Refuse("STATE");
        sale.ReturnTaxes().Refuse("STATE");
        sale.Declare(e => e.Date = sale.Signed.AddDays(2).Number).Refuse("C-57");
        sale.Declared = sale.Signed.AddDays(3);
        sale.Declare().Accept();
        sale.Ledger.Submit(Members.Tax, sale.Assessment()).Accept();
    }

    [Fact]
    public void C_01_A_declaration_names_every_unit()
    {
        sale.Units = [SaleCase.Flat, SaleCase.Garage];

        sale.ToFiled().Declare(e => e.Units.RemoveAt(1)).Refuse("C-01", "C-19");
    }

    [Fact]
    public void C_19_The_declared_price_is_the_contracts_and_only_rounding_may_be_acknowledged()
    {
        sale.ToFiled().Declare(e => e.Units[0].PriceFen -= 2).Refuse("C-19");
        sale.Declare(e => e.Units[0].PriceFen -= 1).Refuse("C-19");
        sale.Declare(e =>
        {
            e.Units[0].PriceFen -= 1;
            e.Act = Acts.Of("C-19");
        }).Accept();
    }

    [Fact]
    public void C_57_A_declaration_is_not_before_the_signing_nor_a_holding_after_it()
    {
        sale.ToFiled().Declare(e => e.Date = sale.Signed.AddDays(-1).Number).Refuse("C-57");
        sale.Declare(e => e.Units[0].Held[0].Since = sale.Signed.AddDays(1).Number).Refuse("C-57");
        sale.Declare(e => e.Units[0].Held[0].Party = TestParty.Chen.Across(sale.Units)).Refuse("C-69");
    }

    [Fact]
    public void C_07_C_09_Every_buyer_owes_deed_tax_and_every_individual_seller_has_income_tax_and_VAT()
    {
        sale.ToFiled();
        sale.Assess(e => Drop(e, TaxKind.Deed)).Refuse("C-07", "C-78");
        sale.Assess(e => Drop(e, TaxKind.Income)).Refuse("C-09");
        sale.Assess(e =>
        {
            Drop(e, TaxKind.Vat);
            e.VatTreatment = VatTreatment.NotSubject;
        }).Refuse("C-09");
        sale.Assess(e => Line(e, TaxKind.Income).Taxpayer = TestParty.Chen.Across(sale.Units)).Refuse("C-09");
    }

    [Theory]
    [InlineData(14_000, 1_000, true)]
    [InlineData(14_001, 1_000, false)]
    [InlineData(14_001, 1_500, true)]
    [InlineData(14_000, 1_500, false)]
    public void C_17_140_square_metres_still_have_the_lower_rate(ulong area, uint rate, bool accepted)
    {
        (sale.Area, sale.Signed, sale.DeedRate) = (area, Day.Of(2024, 12, 10), rate);
        At(Day.Of(2024, 12, 20));

        Judge(accepted, "C-17");
    }

    [Theory]
    [InlineData("2024-12-02", true)]
    [InlineData("2024-12-01", true)]
    [InlineData("2024-11-30", false)]
    public void C_17_A_contract_of_before_takes_the_new_tier_when_it_is_declared_under_it(string declared, bool accepted)
    {
        (sale.Area, sale.Signed, sale.Declared, sale.DeedRate) = (12_000, Day.Of(2024, 11, 28), Day.Parse(declared), 1_000);
        At(Day.Of(2024, 12, 20));

        Judge(accepted, "C-17");
    }

    [Fact]
    public void C_17_What_is_paid_keeps_its_first_declaration()
    {
        (sale.Area, sale.Signed, sale.Declared) = (12_000, Day.Of(2024, 11, 25), Day.Of(2024, 11, 28));
        At(Day.Of(2024, 12, 20));
        sale.ToPaid();
        sale.ReturnTaxes(e => e.Date = 20241202).Accept();
        sale.Declared = Day.Of(2024, 12, 3);
        sale.Declare().Accept();

        sale.DeedRate = 1_000;
        sale.Assess().Refuse("C-17");
        sale.DeedRate = 1_500;
        sale.Assess().Accept();
    }

    [Theory]
    [InlineData("dongguan", 3_000, true)]
    [InlineData("dongguan", 4_000, false)]
    [InlineData("linlan", 4_000, true)]
    [InlineData("linlan", 3_000, false)]
    public void C_17_The_rate_without_preference_is_the_citys(string city, uint rate, bool accepted)
    {
        var file = Cities.Files.Single(file => file.Id == "dongguan");
        file.DeedOtherRate = Cities.Files.Single(other => other.Id == city).DeedOtherRate;
        sale.Ledger.PutOld(PageKeys.City, file);
        (sale.Class, sale.DeedRate) = (BuyerClass.Other, rate);

        Judge(accepted, "C-17");
    }

    [Theory]
    [InlineData("2025-12-31", 5_000, true)]
    [InlineData("2025-12-31", 3_000, false)]
    [InlineData("2026-01-01", 3_000, true)]
    [InlineData("2026-01-01", 5_000, false)]
    public void C_77_VAT_is_5_percent_through_2025_and_3_from_2026_by_the_day_of_declaration(string declared, uint rate, bool accepted)
    {
        (sale.Signed, sale.Declared, sale.Vat, sale.Held) = (Day.Of(2025, 12, 20), Day.Parse(declared), rate, Day.Of(2024, 6, 1));
        At(Day.Of(2026, 1, 10));

        Judge(accepted, "C-77");
    }

    [Theory]
    [InlineData("2019-05-10", true)]
    [InlineData("2019-05-11", false)]
    public void C_77_Two_years_of_holding_are_full_on_their_day(string held, bool accepted)
    {
        sale.Held = Day.Parse(held);

        Judge(accepted, "C-77");
    }

    [Fact]
    public void C_77_A_rate_or_a_code_that_is_in_no_table_is_refused()
    {
        sale.ToFiled();
        sale.Assess(e => SetRate(Line(e, TaxKind.Income), 0)).Refuse("C-77");
        sale.Assess(e => SetRate(Line(e, TaxKind.Income), 100_000)).Refuse("C-77");
        sale.Assess(e => Line(e, TaxKind.Income).BaseFen = 1).Refuse("C-77");
        sale.Assess(e => Line(e, TaxKind.Vat).Exemption = "ANY_CODE").Refuse("C-77");
        sale.Assess(e =>
        {
            var deed = Line(e, TaxKind.Deed);
            (deed.Exemption, deed.ReductionFen) = ("LEGAL_HEIR", deed.DueFen);
        }).Refuse("C-77");
        sale.Assess(e => Line(e, TaxKind.Vat).ReductionFen -= 1).Refuse("C-17", "C-76");
    }

    [Fact]
    public void C_77_A_surcharge_is_on_the_VAT_owed_with_a_towns_rate_and_halved_for_individuals_from_2022()
    {
        (sale.Signed, sale.Vat, sale.Held) = (Day.Of(2022, 3, 1), 5_000, Day.Of(2021, 6, 1));
        At(Day.Of(2022, 3, 20));
        sale.ToFiled();
        TaxLine Surcharge(TaxAssessed e, uint rate)
        {
            var line = sale.LineOf(SaleCase.Flat, TaxKind.VatSurcharge, TaxSide.Transferor, TestParty.An, Line(e, TaxKind.Vat).DueFen, rate);
            e.Lines.Add(line);
            e.Town = rate == 10_000 ? 441900121u : 441900003u;
            return line;
        }

        sale.Assess(e => Surcharge(e, 11_000)).Refuse("C-77");
        sale.Assess(e => Surcharge(e, 12_000).BaseFen += 100_000).Refuse("C-77");
        sale.Assess(e => (Surcharge(e, 10_000).BaseFen, e.Town) = (Line(e, TaxKind.Vat).DueFen, 441900003)).Refuse("C-77");
        sale.Assess(e => (Surcharge(e, 12_000).BaseFen, e.Town) = (Line(e, TaxKind.Vat).DueFen, 441900121)).Refuse("C-77");
        sale.Assess(e => (Surcharge(e, 12_000).BaseFen, e.Town) = (Line(e, TaxKind.Vat).DueFen, 0)).Refuse("C-77");
        sale.Assess(e => e.Town = 449801001).Refuse("C-69");
        sale.Assess(e => Surcharge(e, 10_000)).Accept();
        Assert.Equal(441900121u, Page.Town);
        sale.Assess(e =>
        {
            var line = Surcharge(e, 12_000);
            (line.Exemption, line.ReductionFen) = ("SMALL_HALF", line.DueFen / 2);
        }).Accept();
        sale.Assess(e =>
        {
            var line = Surcharge(e, 12_000);
            (line.Exemption, line.ReductionFen) = ("SMALL_HALF", line.DueFen);
        }).Refuse("C-17");
    }

    [Fact]
    public void C_76_No_VAT_leaves_the_price_while_it_is_exempt()
    {
        sale.ToFiled();
        sale.Assess(e => e.VatRate = 5_000).Refuse("C-76");
        sale.Assess(e => (e.VatRate, e.VatTreatment) = (5_000, VatTreatment.Taxed)).Refuse("C-76");
        sale.Assess(e => e.VatTreatment = VatTreatment.BySellerInvoice).Refuse("C-69");
        sale.Assess(e => (e.VatTreatment, e.Invoice) = (VatTreatment.BySellerInvoice, Acts.Bytes(9))).Refuse("C-76");
    }

    [Fact]
    public void C_18_A_base_below_the_net_price_needs_an_exception()
    {
        sale.ToFiled();
        var finding = sale.Assess(e => Rebase(e, -1)).Refuse("C-18").Of("C-18");
        Assert.Equal(Chain.Severity.Exception, finding.Severity);
        sale.Assess(e => Rebase(e, 1)).Accept();
    }

    [Theory]
    [InlineData(1_000, false)]
    [InlineData(3_000, true)]
    public void C_78_A_garage_with_a_code_of_its_own_takes_the_rate_of_other_property(uint rate, bool accepted)
    {
        sale.Units = [SaleCase.Flat, SaleCase.Garage];
        sale.Use[SaleCase.Garage] = 20;
        sale.ToFiled();

        var outcome = sale.Assess(e =>
        {
            var garage = e.Lines.Single(line => line.Tax == TaxKind.Deed && line.UnitCode == SaleCase.Garage);
            garage.BuyerClass = accepted ? BuyerClass.Other : BuyerClass.OnlyHome;
            SetRate(garage, rate);
        });

        if (accepted)
            outcome.Accept();
        else
            outcome.Refuse("C-78");
    }

    [Fact]
    public void C_78_The_lines_of_a_unit_add_up_to_its_base_and_name_it()
    {
        sale.Units = [SaleCase.Flat, SaleCase.Garage];
        sale.ToFiled();
        sale.Assess(e => e.BaseFen += 1).Refuse("C-78");
        sale.Assess(e => Line(e, TaxKind.Deed).UnitCode = "").Refuse("C-78");
        sale.Assess(e =>
        {
            foreach (var line in e.Lines.Where(line => line.Tax == TaxKind.Deed))
                line.UnitCode = SaleCase.Flat;
            e.Lines[1].Rate = 1_000;
        }).Refuse("C-69");
    }

    [Fact]
    public void C_20_The_liability_arises_on_the_day_of_signing()
        => sale.ToFiled().Assess(e => e.LiabilityDate = sale.Signed.AddDays(1).Number).Refuse("C-20");

    [Fact]
    public void C_22_One_voucher_pays_several_taxes_once()
    {
        sale.ToAssessed();
        var payment = sale.Payment(e =>
        {
            var income = e.Tickets.Single(ticket => ticket.Lines[0].Tax == TaxKind.Income);
            income.Lines[0].AmountFen -= 100;
        });
        sale.Ledger.Submit(Members.Tax, payment).Accept();
        payment.PaymentDate += 1;
        sale.Ledger.Submit(Members.Tax, payment).Refuse("C-22");

        var vat = new SaleCase(sale.Ledger) { Units = [SaleCase.Garage], Number = "441900B21050000002", Offset = 2_000, Vat = 5_000 };
        vat.ToAssessed().Pay(e =>
        {
            var own = e.Tickets.Where(ticket => ticket.Taxpayer.Equals(TestParty.An.Across(SaleCase.Garage))).ToList();
            own[0].Lines.AddRange(own[1].Lines);
            var lines = own[0].Lines.OrderBy(line => line.Tax).ToList();
            own[0].Lines.Clear();
            own[0].Lines.AddRange(lines);
            e.Tickets.Remove(own[1]);
        }).Accept();
        Assert.Equal(2, vat.Ledger.Read<TaxPage>(PageKeys.Tax(vat.Number))!.Tickets.GroupBy(row => row.Number).Max(rows => rows.Count()));
        vat.Record().Accept();
    }

    [Fact]
    public void C_16_A_certificate_covers_cleared_accounts_only_and_a_new_assessment_or_a_refund_voids_it()
    {
        sale.ToAssessed();
        sale.Certify().Refuse("C-16");
        sale.Pay().Accept();
        sale.Certify().Accept();
        sale.Assess(e => e.AssessmentDate = 20210515).Accept();
        Assert.Equal("", Page.Clearance);
        Assert.Equal(TaxState.Assessed, Page.State);
    }

    [Fact]
    public void C_77_An_exemption_is_granted_by_the_table_and_carried_into_a_new_assessment_unless_withdrawn_by_name()
    {
        sale.ToAssessed();
        sale.Exempt(TaxKind.Income, TaxSide.Transferor, TestParty.An, e => e.Exemption = "INCOME_KIN").Refuse("C-77");
        sale.Exempt(TaxKind.Income, TaxSide.Transferor, TestParty.An, e => e.Exemption = "SMALL_HALF").Refuse("C-77");
        sale.Exempt(TaxKind.Deed, TaxSide.Transferee, TestParty.Bo).Refuse("C-77");
        sale.Exempt(TaxKind.Income, TaxSide.Transferor, TestParty.An).Accept();
        sale.Assess(e => e.AssessmentDate = 20210514).Accept();
        Assert.True(Page.Lines.Single(state => state.Line.Tax == TaxKind.Income).Exempted);

        sale.Assess(e =>
        {
            e.AssessmentDate = 20210515;
            e.WithdrawnExemptions.Add("INCOME_5Y_ONLY");
        }).Accept();
        Assert.False(Page.Lines.Single(state => state.Line.Tax == TaxKind.Income).Exempted);
    }

    [Fact]
    public void C_77_What_was_exempted_of_a_home_exempts_no_garage_that_is_assessed_later()
    {
        sale.Units = [SaleCase.Flat, SaleCase.Garage];
        sale.Use[SaleCase.Garage] = 20;
        sale.ToFiled();
        bool IsOfGarage(TaxLine line) => line is { Tax: TaxKind.Income, UnitCode: SaleCase.Garage };
        sale.Assess(e => e.Lines.Remove(e.Lines.Single(IsOfGarage))).Accept();
        sale.Exempt(TaxKind.Income, TaxSide.Transferor, TestParty.An).Accept();

        sale.Assess(e => e.AssessmentDate = 20210514).Accept();

        Assert.True(Page.Lines.Single(state => state.Line is { Tax: TaxKind.Income, UnitCode: SaleCase.Flat }).Exempted);
        Assert.False(Page.Lines.Single(state => IsOfGarage(state.Line)).Exempted);
    }

    [Theory]
    [InlineData("2016-05-10", true)]
    [InlineData("2016-05-11", false)]
    public void C_77_Five_years_are_full_on_their_day(string held, bool accepted)
    {
        sale.Held = Day.Parse(held);
        var outcome = sale.ToAssessed().Exempt(TaxKind.Income, TaxSide.Transferor, TestParty.An);

        if (accepted)
            outcome.Accept();
        else
            outcome.Refuse("C-77");
    }

    [Fact]
    public void C_21_Overpaid_tax_goes_back_after_the_transfer_once_it_is_assessed_lower()
    {
        sale.ToFiled().Assess(e => Rebase(e, 10_000_000)).Accept();
        sale.Pay().Accept();
        sale.Record().Accept();
        TaxRefunded Part(RefundReason reason, ulong fen) => sale.Refunding(reason, e =>
        {
            var refund = e.Refunds.Single(refund => refund.Tax == TaxKind.Deed);
            e.Refunds.Clear();
            e.Refunds.Add(refund);
            (refund.AmountFen, e.Date) = (fen, 20210601);
        });
        sale.Ledger.Submit(Members.Tax, Part(RefundReason.Overpaid, 100_000)).Refuse("C-21");
        sale.Ledger.Submit(Members.Tax, Part(RefundReason.ContractFailed, 100_000)).Refuse("C-21");
        sale.Ledger.Submit(Members.Tax, Part(RefundReason.Annulled, 100_000)).Refuse("C-21");

        sale.Assess(e => e.AssessmentDate = 20210531).Accept();
        sale.Ledger.Submit(Members.Tax, Part(RefundReason.Overpaid, 100_001)).Refuse("C-21");
        sale.Ledger.Submit(Members.Tax, Part(RefundReason.Overpaid, 99_999)).Refuse("C-21");
        sale.Ledger.Submit(Members.Tax, Part(RefundReason.AreaDifference, 100_000)).Accept();
    }

    [Fact]
    public void C_21_A_swap_of_homes_gives_back_the_sellers_income_tax_after_the_transfer_until_2027()
    {
        sale.ToPaid();
        TaxRefunded Swap(Day day, TaxKind tax) => sale.Refunding(RefundReason.HomeSwap, e =>
        {
            var refund = e.Refunds.Single(refund => refund.Tax == tax);
            e.Refunds.Clear();
            e.Refunds.Add(refund);
            e.Date = day.Number;
        });
        sale.Ledger.Submit(Members.Tax, Swap(Day.Of(2021, 5, 20), TaxKind.Income)).Refuse("C-21");
        sale.Exempt(TaxKind.Income, TaxSide.Transferor, TestParty.An, e => e.Exemption = "HOME_SWAP").Refuse("C-77");
        sale.Record().Accept();
        sale.Ledger.Submit(Members.Tax, Swap(Day.Of(2021, 5, 20), TaxKind.Deed)).Refuse("C-21");
        At(Day.Of(2028, 2, 1));
        sale.Ledger.Submit(Members.Tax, Swap(Day.Of(2028, 1, 1), TaxKind.Income)).Refuse("C-21");
        var late = sale.Ledger.Submit(Members.Tax, Swap(Day.Of(2027, 12, 31), TaxKind.Income)).Accept();
        Assert.Equal(Chain.Severity.Information, late.Of("C-21").Severity);
    }

    [Fact]
    public void C_21_A_revoked_contracts_tax_goes_back()
    {
        sale.ToPaid();
        sale.Refund(RefundReason.ContractFailed).Refuse("C-21");
        sale.Revoke().Accept();
        sale.Refund(RefundReason.Overpaid).Refuse("C-21");
        sale.Refund(RefundReason.ContractFailed).Accept();
        sale.Refund(RefundReason.ContractFailed, e =>
        {
            e.Refunds.RemoveAt(1);
            e.Refunds[0].AmountFen = 1;
        }).Refuse("C-21");
    }

    [Fact]
    public void C_09_The_income_tax_on_a_gift_is_the_takers()
    {
        var deed = new DeedCase(InstrumentKind.Gift, sale);
        sale.Open();
        deed.State().Accept();
        sale.Number = deed.Number;
        (sale.Price, sale.Signed) = (0, deed.Date);
        sale.Declare().Accept();
        TaxAssessed Gift(TaxSide side, TestParty payer, string exemption) => sale.Assessment(e =>
        {
            Drop(e, TaxKind.Vat);
            Drop(e, TaxKind.Income);
            Rebase(e, 100_000_000);
            SetRate(Line(e, TaxKind.Deed), 1_000);
            e.Lines.Add(sale.LineOf(SaleCase.Flat, TaxKind.Income, side, payer, 100_000_000, 20_000, exemption));
            e.VatTreatment = VatTreatment.NotSubject;
        });

        sale.Ledger.Submit(Members.Tax, Gift(TaxSide.Transferor, TestParty.An, "")).Refuse("C-09");
        sale.Ledger.Submit(Members.Tax, Gift(TaxSide.Transferee, TestParty.Bo, "INCOME_KIN")).Accept();
        sale.Ledger.Submit(Members.Tax, Gift(TaxSide.Transferee, TestParty.Bo, "")).Accept();
    }

    private TaxPage Page => sale.Ledger.Read<TaxPage>(PageKeys.Tax(sale.Number))!;

    private void Judge(bool accepted, string rule)
    {
        var outcome = sale.ToFiled().Assess();
        if (accepted)
            outcome.Accept();
        else
            outcome.Refuse(rule);
    }

    private void At(Day day) => sale.Ledger.TimeMs = (ulong)day.StartMilliseconds + 36_000_000;

    private static TaxLine Line(TaxAssessed e, TaxKind tax) => e.Lines.First(line => line.Tax == tax);

    private static void Drop(TaxAssessed e, TaxKind tax)
    {
        foreach (var line in e.Lines.Where(line => line.Tax == tax).ToList())
            e.Lines.Remove(line);
    }

    private static void SetRate(TaxLine line, uint rate)
        => (line.Rate, line.DueFen) = (rate, Money.FromFen(line.BaseFen).MultiplyRoundHalfUp(Rate.FromPerHundredThousand(rate)).Fen);

    private static void Rebase(TaxAssessed e, long by)
    {
        e.BaseFen = (ulong)((long)e.BaseFen + by);
        e.UnitBases[0].BaseFen = (ulong)((long)e.UnitBases[0].BaseFen + by);
        foreach (var line in e.Lines)
        {
            line.BaseFen = (ulong)((long)line.BaseFen + by);
            SetRate(line, line.Rate);
            line.ReductionFen = line.Exemption.Length > 0 ? line.DueFen : 0;
        }
    }
}
