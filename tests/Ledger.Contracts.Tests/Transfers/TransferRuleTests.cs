using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

public sealed class TransferRuleTests
{
    [Fact]
    public void C01_a_transfer_of_one_of_two_units_is_refused()
    {
        var sale = new SaleCase { Units = [SaleCase.Flat, SaleCase.Garage] }.ToPaid();

        sale.Record(e => e.Units.RemoveAt(1)).Refuse("C-01");
        sale.Record().Accept();
    }

    [Fact]
    public void C03_a_unit_without_a_live_title_is_not_transferred()
    {
        var sale = new SaleCase().ToPaid();

        // Another unit that was never opened: it is not the contract's either.
        sale.Record(e => e.Units[0].UnitCode = SaleCase.Garage).Refuse("C-01", "C-03");
    }

    [Fact]
    public void C03_a_unit_with_one_live_title_is_transferred()
    {
        var sale = new SaleCase().ToPaid();
        var title = sale.Title();
        title.Status = TitleStatus.Ended;
        sale.Ledger.Put(PageKeys.Title(SaleCase.Flat), title);
        var transfer = new SaleCase().ToPaid().Transfer();

        sale.Ledger.Submit(Members.Registration, transfer).Refuse("C-03", "C-06");
        title.Status = TitleStatus.Registered;
        sale.Ledger.Put(PageKeys.Title(SaleCase.Flat), title);
        sale.Ledger.Submit(Members.Registration, transfer).Accept();
    }

    [Fact]
    public void C06_the_transferors_are_the_contracts_sellers()
        => new SaleCase().ToPaid().Record(e => e.Units[0].Sellers[0].Party = TestParty.Chen.At(SaleCase.Flat)).Refuse("C-06");

    [Fact]
    public void C08_a_transferee_who_is_not_the_buyer_is_refused()
    {
        var outcome = new SaleCase().ToPaid().Record(e => e.Units[0].Buyers[0].Party = TestParty.Chen.At(SaleCase.Flat)).Refuse("C-08");

        var values = outcome.Of("C-08").Values;
        Assert.Contains(values, value => value.Source == "event.units[0].buyers");
        Assert.Contains(values, value => value.Source == PageKeys.Contract("441900B21050000001"));
    }

    [Fact]
    public void C08_the_buyers_of_the_contract_are_accepted_in_the_books_order()
    {
        var sale = new SaleCase
        {
            Units = [SaleCase.Flat, SaleCase.Garage],
            BuyerKind = CoOwnership.Joint,
            Buyers = [new(TestParty.Chen), new(TestParty.Bo), new(TestParty.Dai)],
        }.ToPaid();

        sale.Record().Accept();

        foreach (var unit in sale.Units)
        {
            var owners = sale.Title(unit).Owners;
            Assert.Equal(3, owners.Count);
            Assert.True(PartyOrder.Compare(owners[0], owners[1]) < 0 && PartyOrder.Compare(owners[1], owners[2]) < 0);
            Assert.Single(owners.Select(owner => owner.Certificate).Distinct());
        }
    }

    [Fact]
    public void C08_shares_other_than_the_contracts_are_refused()
        => new SaleCase { BuyerKind = CoOwnership.Shares, Buyers = [new(TestParty.Bo, "1/3"), new(TestParty.Chen, "2/3")] }.ToPaid()
            .Record(e => (e.Units[0].Buyers[0].Share, e.Units[0].Buyers[1].Share) = (e.Units[0].Buyers[1].Share, e.Units[0].Buyers[0].Share)).Refuse("C-08");

    [Fact]
    public void C10_an_unfiled_contract_is_not_transferred()
    {
        var sale = new SaleCase().ToSigned();

        sale.Record().Refuse("C-10", "C-14", "C-15");
    }

    [Fact]
    public void C10_a_contract_filed_after_acceptance_is_refused()
    {
        var sale = new SaleCase().ToPaid();

        // Accepted the day before filing, everything else in order.
        sale.Record(e => e.Recording = Acts.Recorded(Day.Of(2021, 5, 10), Day.Of(2021, 5, 17), 77)).Refuse("C-10");
        sale.Record(e => e.Recording = Acts.Recorded(Day.Of(2021, 5, 11), Day.Of(2021, 5, 17), 77)).Accept();
    }

    [Fact]
    public void C10_a_contract_filed_on_the_day_of_acceptance_is_transferred()
    {
        var sale = new SaleCase { Declared = Day.Of(2021, 5, 11) }.ToPaid();

        Assert.Equal(20210511u, sale.Ledger.Read<ContractPage>(PageKeys.Contract(sale.Number))!.FilingDate);
        sale.Record(e => e.Recording = Acts.Recorded(Day.Of(2021, 5, 11), Day.Of(2021, 5, 12), 77)).Accept();
    }

    [Fact]
    public void C11_a_revoked_contract_is_not_transferred()
    {
        var sale = new SaleCase().ToPaid();
        sale.Revoke().Accept();

        var finding = sale.Record().Refuse("C-11").Of("C-11");

        Assert.Equal(["已注销备案 / cancelled after filing", "2021-05-18", "2021-05-17"], finding.Values.Select(value => value.Value));
    }

    [Fact]
    public void C11_a_contract_revoked_after_acceptance_is_not_recorded_and_one_still_filed_is()
    {
        var (revoked, filed) = (new SaleCase().ToPaid(), new SaleCase().ToPaid());

        // Accepted on the 14th, revoked on the 15th, recorded on the 17th.
        var transfer = revoked.Transfer();
        revoked.Revoke(e => e.Date = 20210515).Accept();

        revoked.Ledger.Submit(Members.Registration, transfer).Refuse("C-11");
        filed.Ledger.Submit(Members.Registration, transfer).Accept();
    }

    [Fact]
    public void C26_the_co_ownership_after_the_act_follows_from_the_owners()
        => new SaleCase().ToPaid().Record(e => e.Units[0].CoOwnership = CoOwnership.Joint).Refuse("C-26");

    [Fact]
    public void C26_a_third_sold_out_of_a_half_leaves_a_sixth()
    {
        var sale = Halves("1/3").ToPaid();

        sale.Record().Accept();

        var title = sale.Title();
        Assert.Equal(CoOwnership.Shares, title.CoOwnership);
        Assert.Equal("1/6", ShareOf(title, TestParty.An));
        Assert.Equal("1/2", ShareOf(title, TestParty.Bo));
        Assert.Equal("1/3", ShareOf(title, TestParty.Dai));
    }

    [Fact]
    public void C26_a_co_owner_who_buys_the_rest_becomes_sole_owner()
    {
        var sale = Halves("1/2");
        sale.Buyers = [new(TestParty.Bo)];
        sale.ToPaid().Record().Accept();

        var title = sale.Title();
        Assert.Equal(CoOwnership.Single, title.CoOwnership);
        Assert.Null(Assert.Single(title.Owners).Share);
        Assert.Equal(TestParty.Bo.At(SaleCase.Flat), title.Owners[0].Party);

        // Both old certificates fell: the seller's, and the buyer's, whose share grew.
        Assert.All(sale.Certificates.Take(2), number => Assert.False(sale.Ledger.Read<CertificatePage>(PageKeys.Certificate(new() { Number = number }))!.Live));
    }

    [Fact]
    public void C26_a_couple_that_sells_half_of_a_joint_home_stays_a_group()
    {
        var sale = new SaleCase
        {
            OwnerKind = CoOwnership.Joint,
            Owners = [new(TestParty.An), new(TestParty.Bo)],
            Sellers = [new(TestParty.An, "1/2"), new(TestParty.Bo, "1/2")],
            Sold = "1/2",
            Buyers = [new(TestParty.Dai)],
        }.ToPaid();

        sale.Record().Accept();

        var title = sale.Title();
        Assert.Equal(CoOwnership.Groups, title.CoOwnership);
        Assert.Equal([1u, 1u, 2u], title.Owners.Select(owner => owner.Group));
        Assert.All(title.Owners, owner => Assert.Equal(2ul, owner.Share.Denominator));
    }

    [Fact]
    public void C26_shares_that_leave_no_64_bit_fraction_are_refused()
    {
        var sale = new SaleCase
        {
            OwnerKind = CoOwnership.Shares,
            Owners = [new(TestParty.An, "1/4294967291"), new(TestParty.Bo, "4294967290/4294967291")],
            Sellers = [new(TestParty.Bo, "1/9223372036854775783")],
            Sold = "1/9223372036854775783",
            Buyers = [new(TestParty.Dai)],
        };

        sale.Open().Sign(e => e.Act = Acts.Of("F-07")).Refuse("C-26");
    }

    [Fact]
    public void C54_a_certificate_number_is_issued_once()
    {
        var sale = new SaleCase().ToPaid();

        sale.Record(e => e.Units[0].Buyers[0].Certificate.Number = sale.Certificates[0]).Refuse("C-54");
    }

    [Fact]
    public void C54_one_number_does_not_stand_for_two_units()
        => new SaleCase { Units = [SaleCase.Flat, SaleCase.Garage] }.ToPaid()
            .Record(e => e.Units[1].Buyers[0].Certificate = e.Units[0].Buyers[0].Certificate).Refuse("C-54");

    [Fact]
    public void C54_other_co_owners_certificates_stay_valid()
    {
        var sale = Halves("1/2").ToPaid();
        var other = sale.Title().Owners.First(owner => owner.Party.Equals(TestParty.Bo.At(SaleCase.Flat))).Certificate;

        sale.Record().Accept();

        Assert.True(sale.Ledger.Read<CertificatePage>(PageKeys.Certificate(other))!.Live);
        Assert.Equal(other, sale.Title().Owners.First(owner => owner.Party.Equals(TestParty.Bo.At(SaleCase.Flat))).Certificate);
    }

    [Fact]
    public void C54_who_keeps_a_rest_gets_a_new_certificate()
    {
        var sale = Halves("1/3").ToPaid();

        sale.Record(e => e.Units[0].Reissues.Clear()).Refuse("C-54");
        sale.Record().Accept();
    }

    [Fact]
    public void C54_nobody_else_gets_a_new_certificate()
        => Halves("1/2").ToPaid().Record(e => e.Units[0].Reissues.Add(new Reissue
        {
            Party = TestParty.Bo.At(SaleCase.Flat),
            Certificate = new() { Number = "粤（2021）东莞不动产权第0777777号" },
        })).Refuse("C-54");

    [Fact]
    public void C54_a_shared_certificate_falls_and_the_other_owner_gets_its_own()
    {
        var sale = Halves("1/2");
        foreach (var unit in sale.Units)
        {
            sale.Ledger.Submit(
                Members.Registration, sale.FirstRegistration(unit, e => e.Opening.Owners[1].Certificate = e.Opening.Owners[0].Certificate)).Accept();
        }

        sale.Sign().Accept();
        sale.File().Accept();
        sale.Assess().Accept();
        sale.Pay().Accept();

        var transfer = sale.Transfer();
        Assert.Equal(TestParty.Bo.At(SaleCase.Flat), Assert.Single(transfer.Units[0].Reissues).Party);
        sale.Ledger.Submit(Members.Registration, transfer).Accept();
    }

    [Fact]
    public void C56_another_previous_certificate_is_refused()
        => new SaleCase().ToPaid().Record(e => e.Units[0].Previous[0].Number = "粤（2021）东莞不动产权第0999999号").Refuse("C-56");

    [Fact]
    public void C56_the_sellers_live_certificate_is_accepted_again_and_again()
    {
        var first = new SaleCase().ToPaid();
        first.Record().Accept();
        var certificate = first.Title().Owners[0].Certificate;
        var second = new SaleCase(first.Ledger)
        {
            Owners = [new(TestParty.Bo)],
            Buyers = [new(TestParty.Chen)],
            Number = "441900B21050000002",
            Signed = Day.Of(2021, 5, 18),
            Offset = 1_000,
        };
        second.Sign().Accept();
        second.File().Accept();
        second.Assess().Accept();
        second.Pay().Accept();

        var transfer = second.Transfer();
        Assert.Equal(certificate, Assert.Single(transfer.Units[0].Previous));
        second.Ledger.Submit(Members.Registration, transfer).Accept();
    }

    [Fact]
    public void C57_recording_does_not_precede_payment()
        => new SaleCase().ToPaid().Record(e => e.Recording = Acts.Recorded(Day.Of(2021, 5, 12), Day.Of(2021, 5, 12), 77)).Refuse("C-57");

    [Fact]
    public void C57_recording_does_not_precede_the_units_last_recording()
    {
        var sale = new SaleCase();
        sale.Ledger.Submit(Members.Registration,
            sale.FirstRegistration(SaleCase.Flat, e => e.Recording = Acts.Recorded(Day.Of(2021, 5, 20), Day.Of(2021, 5, 20), 9))).Accept();
        sale.Sign().Accept();
        sale.File().Accept();
        sale.Assess().Accept();
        sale.Pay().Accept();

        sale.Record(e => e.Recording = Acts.Recorded(Day.Of(2021, 5, 14), Day.Of(2021, 5, 19), 77)).Refuse("C-57");
        sale.Record(e => e.Recording = Acts.Recorded(Day.Of(2021, 5, 14), Day.Of(2021, 5, 20), 77)).Accept();
    }

    [Fact]
    public void C57_recording_does_not_precede_acceptance_nor_lie_in_the_future()
    {
        var sale = new SaleCase().ToPaid();

        sale.Record(e => e.Recording.RecordingDate = 20210513).Refuse("C-57");
        sale.Record(e => e.Recording.RecordingDate = 20210602).Refuse("C-57");
    }

    [Fact]
    public void C57_the_acceptance_number_bears_the_day_of_acceptance()
        => new SaleCase().ToPaid().Record(e => e.Recording.AcceptanceNumber = "202105130001").Refuse("C-57");

    [Fact]
    public void F03_a_new_certificate_bears_the_year_of_recording()
        => new SaleCase().ToPaid().Record(e => e.Units[0].Buyers[0].Certificate.Number = "粤（2020）东莞不动产权第0999999号").Refuse("F-03");

    [Fact]
    public void F02_the_transfer_of_a_virtual_unit_warns()
    {
        const string Placeholder = "441900000000GB00012F00010101";
        var sale = new SaleCase { Units = [Placeholder] };
        sale.Ledger.Submit(Members.Registration, sale.FirstRegistration(Placeholder, e =>
        {
            e.Opening.Parcels[0] = "441900000000GB00012W00000000";
            e.Act = Acts.Of("F-02");
        })).Accept();
        sale.Sign().Accept();
        sale.File().Accept();
        sale.Assess().Accept();
        sale.Pay().Accept();

        Assert.Equal(Severity.Warning, sale.Record().Refuse("F-02").Of("F-02").Severity);
        sale.Record(e => e.Act = Acts.Of("F-02")).Accept();
    }

    [Fact]
    public void F06_who_buys_back_what_it_sells_is_refused_in_the_book_too()
    {
        var sale = new SaleCase { BuyerKind = CoOwnership.Joint, Buyers = [new(TestParty.Bo), new(TestParty.Chen)] }.ToPaid();
        Assert.DoesNotContain(sale.Ledger.Judge(Members.Registration, sale.Transfer()).Accept().Findings, finding => finding.Rule == "F-06");

        // The contract's signing refuses it: only a page written otherwise comes here.
        Change(sale, contract => contract.Buyers[0] = contract.Sellers[0]);

        Assert.Contains(sale.Record().Findings, finding => finding is { Rule: "F-06", Severity: Severity.Reject });
    }

    [Fact]
    public void C27_a_co_owner_who_did_not_sign_stops_the_transfer_too()
    {
        var sale = new SaleCase
        {
            OwnerKind = CoOwnership.Joint,
            Owners = [new(TestParty.An), new(TestParty.Chen)],
        }.ToPaid();
        sale.Ledger.Judge(Members.Registration, sale.Transfer()).Accept();
        Change(sale, contract => contract.Units[0].Sellers[1].NotSigning = true);

        var finding = sale.Record().Refuse("C-27").Of("C-27");

        Assert.Equal([PageKeys.Contract(sale.Number), PageKeys.Title(SaleCase.Flat)], finding.Values.Select(value => value.Source));
        Change(sale, contract => contract.Units[0].Sellers[1].NotSigning = false);
        sale.Record().Accept();
    }

    [Fact]
    public void F03_a_registration_proof_is_no_certificate()
        => new SaleCase().ToPaid().Record(e => e.Units[0].Buyers[0].Certificate.Number = "粤（2021）东莞不动产证明第0999999号").Refuse("F-03");

    [Fact]
    public void STATE_a_transfer_is_recorded_once()
    {
        var sale = new SaleCase().ToPaid();
        var transfer = sale.Transfer();
        sale.Ledger.Submit(Members.Registration, transfer).Accept();

        var outcome = sale.Ledger.Submit(Members.Registration, transfer);

        Assert.False(outcome.Accepted);
        Assert.Contains(outcome.Findings, finding => finding.Rule == "STATE" && finding.MessageEn.Contains("registered", StringComparison.Ordinal));
    }

    [Fact]
    public void STATE_tokens_of_another_epoch_are_not_recorded()
    {
        var sale = new SaleCase().ToPaid();

        var finding = sale.Record(e => e.Units[0].Epoch = 2).Refuse("STATE").Of("STATE");

        Assert.Contains("epoch 1", finding.AdviceEn, StringComparison.Ordinal);
        Assert.Equal(["event.units[0].epoch", PageKeys.Title(SaleCase.Flat)], finding.Values.Select(value => value.Source));
        sale.Record().Accept();
    }

    [Fact]
    public void STATE_a_business_number_is_used_once()
    {
        var sale = new SaleCase { Units = [SaleCase.Flat, SaleCase.Garage] }.ToPaid();

        sale.Record(e => e.Units[1].BusinessNumber = e.Units[0].BusinessNumber).Refuse("STATE");
        var opened = sale.Title().BusinessNumber;
        sale.Record(e => e.Units[0].BusinessNumber = opened).Refuse("STATE");
    }

    [Fact]
    public void A_finding_speaks_both_languages_down_to_its_values()
    {
        var finding = new SaleCase().ToSigned().Record().Of("C-10");

        Assert.Equal("先备案后登记", finding.NameZh);
        Assert.Equal("已签订 / signed", finding.Values[0].Value);
        Assert.Contains("备案", finding.MessageZh, StringComparison.Ordinal);
    }

    [Fact]
    public void All_failures_are_reported_at_once()
    {
        var sale = new SaleCase().ToAssessed();

        sale.Record(e =>
        {
            e.PriceFen += 500;
            e.Units[0].Buyers[0].Party = TestParty.Chen.At(SaleCase.Flat);
            e.Recording.AcceptanceNumber = "202105130001";
        }).Refuse("C-08", "C-14", "C-15", "C-16", "C-19", "C-57");
    }

    private static void Change(SaleCase sale, Action<ContractPage> change)
    {
        var page = sale.Ledger.Read<ContractPage>(PageKeys.Contract(sale.Number))!;
        change(page);
        sale.Ledger.Put(PageKeys.Contract(sale.Number), page);
    }

    private static SaleCase Halves(string sold) => new()
    {
        OwnerKind = CoOwnership.Shares,
        Owners = [new(TestParty.An, "1/2"), new(TestParty.Bo, "1/2")],
        Sellers = [new(TestParty.An, sold)],
        Sold = sold,
        Buyers = [new(TestParty.Dai)],
    };

    private static string ShareOf(TitlePage title, TestParty party)
    {
        var share = title.Owners.First(owner => owner.Party.Equals(party.At(title.UnitCode))).Share;
        return $"{share.Numerator}/{share.Denominator}";
    }
}
