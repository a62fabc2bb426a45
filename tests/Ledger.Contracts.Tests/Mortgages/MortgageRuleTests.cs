using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

public sealed class MortgageRuleTests
{
    [Fact]
    public void A_mortgage_goes_from_contract_to_book_and_out_of_it_again()
    {
        var mortgage = new MortgageCase().ToSigned();
        Assert.Equal(MortgageState.Signed, mortgage.Page.State);
        Assert.Empty(mortgage.Rows());

        Assert.Empty(mortgage.Register().Accept().Findings);
        var row = Assert.Single(mortgage.Rows());
        Assert.Equal(mortgage.Id, row.Id);
        Assert.Equal(mortgage.Terms, row.Terms);
        Assert.Equal(1u, row.Rank);
        Assert.Equal(20210520u, row.RecordingDate);
        Assert.Equal(mortgage.Page.Certificate, row.Certificate);
        Assert.NotNull(mortgage.Ledger.Read<BusinessPage>(PageKeys.Business(row.BusinessNumber)));
        var proof = mortgage.Ledger.Read<CertificatePage>(PageKeys.Certificate(row.Certificate))!;
        Assert.Equal((CertificateKind.Proof, true, 20210520u), (proof.Kind, proof.Live, proof.Issued));

        Assert.Empty(mortgage.Release().Accept().Findings);
        Assert.Equal(MortgageState.ReleaseInstructed, mortgage.Page.State);
        Assert.Single(mortgage.Rows());

        Assert.Empty(mortgage.Cancel().Accept().Findings);
        Assert.Empty(mortgage.Rows());
        Assert.Equal((MortgageState.Cancelled, 20210524u), (mortgage.Page.State, mortgage.Page.CancelledDate));
        proof = mortgage.Ledger.Read<CertificatePage>(PageKeys.Certificate(row.Certificate))!;
        Assert.Equal((false, 20210524u), (proof.Live, proof.Voided));
    }

    [Fact]
    public void One_mortgage_lies_on_two_units()
    {
        var mortgage = Two().ToRegistered();

        Assert.Equal(2u, Assert.Single(mortgage.Rows(SaleCase.Flat)).Units);
        Assert.Equal(2u, Assert.Single(mortgage.Rows(SaleCase.Garage)).Units);
        mortgage.Release().Accept();
        mortgage.Cancel().Accept();
        Assert.Empty(mortgage.Rows(SaleCase.Flat));
        Assert.Empty(mortgage.Rows(SaleCase.Garage));
    }

    [Fact]
    public void C01_a_registration_of_fewer_units_than_signed_is_refused()
    {
        var outcome = Two().ToSigned().Register(e => e.Units.RemoveAt(1)).Refuse("C-01", "C-42");

        Assert.Contains(outcome.Of("C-01").Values, value => value.Source == "event.units");
        Assert.Contains(outcome.Of("C-01").Values, value => value.Source.StartsWith("mortgage/", StringComparison.Ordinal));
    }

    [Fact]
    public void C01_a_registration_of_a_unit_that_was_not_signed_is_refused()
    {
        var mortgage = new MortgageCase().ToSigned();
        new SaleCase(mortgage.Ledger) { Units = [SaleCase.Garage], Offset = 1_000 }.Open();

        mortgage.Register(e => e.Units[0].UnitCode = SaleCase.Garage).Refuse("C-01", "C-42");
    }

    [Fact]
    public void C29_a_seized_unit_is_not_mortgaged()
    {
        var mortgage = new MortgageCase();
        mortgage.Sale.Open();
        new SeizureBook(mortgage.Ledger).Enter(1).Accept();

        var outcome = mortgage.Sign().Refuse("C-29");

        Assert.Equal(Severity.Exception, outcome.Of("C-29").Severity);
        Assert.Contains(outcome.Of("C-29").Values, value => value.Value == SeizureBook.Document(1) && value.Source == PageKeys.Encumbrances(SaleCase.Flat));
    }

    [Fact]
    public void C29_a_pre_seizure_of_the_parcel_stops_the_mortgage_of_a_flat()
    {
        var mortgage = new MortgageCase();
        mortgage.Sale.Open();
        new SeizureBook(mortgage.Ledger, SaleCase.Parcel).Enter(1, change: e => e.Kind = SeizureKind.PreSeizure).Accept();

        var outcome = mortgage.Sign().Refuse("C-29");

        Assert.Contains(outcome.Of("C-29").Values, value => value.Source == PageKeys.Encumbrances(SaleCase.Parcel));
    }

    [Fact]
    public void C29_a_seizure_after_signing_stops_the_registration_until_it_is_lifted()
    {
        var mortgage = new MortgageCase { Recorded = Day.Of(2021, 6, 1) }.ToSigned();
        var seizures = new SeizureBook(mortgage.Ledger);
        seizures.Enter(1).Accept();

        mortgage.Register().Refuse("C-29");
        seizures.Lift(1).Accept();
        mortgage.Register().Accept();
    }

    [Fact]
    public void C41_a_contract_is_signed_with_the_mortgagees_own_key()
    {
        var mortgage = new MortgageCase();
        mortgage.Sale.Open();

        mortgage.Ledger.Submit(Members.BankB, mortgage.Signing()).Refuse("C-41");
        mortgage.Ledger.Submit(Members.Finance, mortgage.Signing()).Refuse("C-41");
        mortgage.Ledger.Submit(Members.BankA, mortgage.Signing()).Accept();
    }

    [Fact]
    public void C41_a_mortgagee_that_is_no_lender_is_refused()
    {
        var mortgage = new MortgageCase { Bank = Members.Finance };
        mortgage.Sale.Open();

        mortgage.Sign().Refuse("C-41");
    }

    [Fact]
    public void C41_a_mortgagee_that_is_no_member_is_refused()
    {
        var mortgage = new MortgageCase();
        mortgage.Sale.Open();

        mortgage.Sign(e => e.Mortgage.Mortgagee = TestParty.Developer.Number).Refuse("C-41");
    }

    [Fact]
    public void C41_a_mortgagee_that_lost_its_licence_is_not_recorded()
    {
        var mortgage = new MortgageCase().ToSigned();
        var member = Members.BankA.Clone();
        member.Lender = false;
        mortgage.Ledger.Put(PageKeys.Member(member.CreditCode), member);

        var outcome = mortgage.Register().Refuse("C-41");

        Assert.Contains(outcome.Of("C-41").Values, value => value.Source == PageKeys.Member(member.CreditCode));
    }

    [Fact]
    public void C41_who_is_no_party_learns_nothing_of_the_mortgage()
    {
        var mortgage = new MortgageCase().ToReleased();

        Assert.Single(mortgage.Release(signer: Members.BankB).Refuse("C-41").Findings);
    }

    [Fact]
    public void C42_every_term_that_differs_is_reported()
    {
        var outcome = new MortgageCase().ToSigned().Register(e =>
        {
            e.Terms.Mode = MortgageMode.Maximum;
            e.Terms.AmountFen++;
            e.Terms.TermEnd = 20510521;
            (e.Terms.DeterminationStart, e.Terms.DeterminationEnd) = (20210520, 20310520);
            e.Terms.Scope = 2;
            e.Terms.TransferRestricted = true;
        }).Refuse("C-42");

        var found = outcome.Findings.Where(finding => finding.Rule == "C-42").ToList();
        Assert.Equal(
            ["event.terms.mode", "event.terms.amount_fen", "event.terms.term_start", "event.terms.determination_start", "event.terms.scope",
                "event.terms.transfer_restricted"],
            found.Select(finding => finding.Values[0].Source));
        Assert.All(found, finding => Assert.StartsWith("mortgage/", finding.Values[1].Source, StringComparison.Ordinal));
        Assert.All(found, finding => Assert.NotEqual(finding.Values[0].Value, finding.Values[1].Value));
        Assert.Equal("800000.00元", found[1].Values[1].Value);
    }

    [Fact]
    public void C42_the_terms_of_the_contract_are_recorded()
    {
        var mortgage = new MortgageCase { Share = "1/2" };
        mortgage.Sale.OwnerKind = CoOwnership.Shares;
        mortgage.Sale.Owners = [new(TestParty.An, "1/2"), new(TestParty.Bo, "1/2")];
        mortgage.Mortgagors = [new(TestParty.An)];
        mortgage.Terms.TransferRestricted = true;
        mortgage.ToSigned().Register().Accept();

        var row = Assert.Single(mortgage.Rows());
        Assert.Equal(mortgage.Terms, row.Terms);
        Assert.Equal(2ul, row.Share.Denominator);
    }

    [Fact]
    public void C42_another_share_than_signed_is_refused()
        => new MortgageCase().ToSigned().Register(e => e.Units[0].Share.Denominator = 2).Refuse("C-42");

    [Theory]
    [InlineData(0u)]
    [InlineData(2u)]
    public void C43_the_first_mortgage_of_a_unit_has_rank_1(uint rank)
    {
        var outcome = new MortgageCase().ToSigned().Register(e => e.Units[0].Rank = rank).Refuse("C-43");

        Assert.Contains(outcome.Of("C-43").Values, value => value.Source == "event.units[0].rank" && value.Value == $"{rank}");
        Assert.Contains(outcome.Of("C-43").Values, value => value.Source == PageKeys.Encumbrances(SaleCase.Flat) && value.Value == "0");
    }

    [Fact]
    public void C43_a_second_mortgage_comes_after_the_first_and_moves_up_when_it_is_cancelled()
    {
        var first = new MortgageCase().ToReleased();
        var second = first.Next();
        second.Sign().Accept();
        second.Register(e => e.Units[0].Rank = 1).Refuse("C-43");
        second.Register().Accept();
        var third = second.Next("DY-2021-000003", Members.BankA);
        third.Sign().Accept();
        third.Register().Accept();
        Assert.Equal([1u, 2u, 3u], first.Rows().Select(row => row.Rank));

        first.Cancel(e => e.Recording = Acts.Recorded(Day.Of(2021, 5, 28), Day.Of(2021, 5, 28), 9_999)).Accept();

        Assert.Equal([(second.Id, 1u), (third.Id, 2u)], first.Rows().Select(row => (row.Id, row.Rank)));
        var fourth = third.Next("DY-2021-000004");
        fourth.Sign().Accept();
        fourth.Register().Accept();
        Assert.Equal(3u, first.Rows()[2].Rank);
    }

    [Fact]
    public void C57_registration_and_cancellation_bear_the_day_of_their_acceptance()
    {
        var mortgage = new MortgageCase().ToSigned();
        mortgage.Register(e => e.Recording.AcceptanceNumber = "202105170001").Refuse("C-57");
        mortgage.Register().Accept();
        mortgage.Release().Accept();

        mortgage.Cancel(e => e.Recording.AcceptanceNumber = "202105220001").Refuse("C-57");
        mortgage.Cancel().Accept();
    }

    [Fact]
    public void STATE_an_unknown_mortgage_is_neither_registered_nor_released_nor_cancelled()
    {
        var mortgage = new MortgageCase().ToReleased();
        var (registration, release, cancellation) = (mortgage.Registration(), mortgage.Releasing(), mortgage.Cancellation());
        registration.Mortgage = release.Mortgage = cancellation.Mortgage = new() { Mortgagee = mortgage.Bank.CreditCode, ContractNumber = "DY-2021-999999" };
        registration.Units[0].Rank = 2;

        Unknown(mortgage.Ledger.Submit(Members.Registration, registration));
        Unknown(mortgage.Ledger.Submit(mortgage.Bank, release));
        Unknown(mortgage.Ledger.Submit(Members.Registration, cancellation));

        static void Unknown(Outcome outcome)
            => Assert.Contains("MortgageContractSigned", outcome.Refuse("STATE").Of("STATE").AdviceEn, StringComparison.Ordinal);
    }

    [Fact]
    public void F02_a_mortgage_of_a_virtual_unit_warns()
    {
        const string Virtual = "441900000000GB00012F00010101";
        var mortgage = new MortgageCase(new SaleCase { Units = [Virtual] });
        mortgage.Sale.Open(e =>
        {
            e.Act = Acts.Of("F-02");
            e.Opening.Parcels.Clear();
            e.Opening.Parcels.Add("441900000000GB00012W00000000");
        });
        mortgage.Sign().Accept();

        mortgage.Register().Refuse("F-02");
        mortgage.Register(e => e.Act = Acts.Of("F-02")).Accept();
    }

    [Fact]
    public void F03_a_mortgage_is_proved_by_a_proof_and_not_by_a_certificate_of_title()
        => new MortgageCase().ToSigned().Register(e => e.Certificate.Number = e.Certificate.Number.Replace("不动产证明", "不动产权", StringComparison.Ordinal))
            .Refuse("F-03");

    [Fact]
    public void F03_the_proof_bears_the_year_of_recording()
    {
        var mortgage = new MortgageCase().ToSigned();

        mortgage.Register(e => e.Certificate = mortgage.Proof(2020)).Refuse("F-03");
    }

    [Fact]
    public void F05_an_organisation_has_no_resident_id()
    {
        var mortgage = new MortgageCase();
        mortgage.Sale.Open();

        mortgage.Sign(e => e.Mortgagors[0].Kind = PartyKind.Organisation).Refuse("C-40", "F-05");
    }

    [Fact]
    public void F06_a_bank_does_not_mortgage_to_itself()
    {
        var bank = new TestParty(IdentityClass.CreditCode, Members.BankA.CreditCode);
        var mortgage = new MortgageCase(new SaleCase { Owners = [new(bank)] });
        mortgage.Sale.Open();

        mortgage.Sign().Refuse("F-06");
        mortgage.Bank = Members.BankB;
        mortgage.Sign().Accept();
    }

    [Fact]
    public void F07_a_conversion_from_wan_yuan_is_noted()
    {
        var mortgage = new MortgageCase();
        mortgage.Sale.Open();

        var outcome = mortgage.Sign(e => e.AmountConverted = true).Accept();

        Assert.Equal(Severity.Information, outcome.Of("F-07").Severity);
        Assert.Contains(outcome.Of("F-07").Values, value => value.Value == "800000.00元");
    }

    [Fact]
    public void C57_a_mortgage_contract_is_not_signed_tomorrow()
    {
        var mortgage = new MortgageCase { Signed = Day.Of(2021, 6, 2) };
        mortgage.Sale.Open();

        mortgage.Sign().Refuse("C-57");
        mortgage.Signed = Day.Of(2021, 6, 1);
        mortgage.Sign().Accept();
    }

    [Fact]
    public void C57_a_mortgage_is_not_recorded_before_its_contract()
    {
        var mortgage = new MortgageCase { Signed = Day.Of(2021, 5, 20) }.ToSigned();

        mortgage.Recorded = Day.Of(2021, 5, 19);
        mortgage.Register().Refuse("C-57");
        mortgage.Recorded = Day.Of(2021, 5, 20);
        mortgage.Register().Accept();
    }

    [Fact]
    public void C57_a_mortgage_is_not_recorded_before_the_units_last_recording()
    {
        var second = new MortgageCase().ToRegistered().Next();
        second.Sign().Accept();

        second.Recorded = Day.Of(2021, 5, 12);
        second.Register().Refuse("C-57");
    }

    [Fact]
    public void C70_each_step_belongs_to_its_department()
    {
        var mortgage = new MortgageCase();
        mortgage.Sale.Open();

        mortgage.Ledger.Submit(Members.Registration, mortgage.Signing()).Refuse("C-70");
        mortgage.Sign().Accept();
        mortgage.Ledger.Submit(Members.BankA, mortgage.Registration()).Refuse("C-70");
        mortgage.Register().Accept();
        mortgage.Release(signer: Members.Transaction).Refuse("C-70");
        mortgage.Consent(signer: Members.Tax).Refuse("C-70");
        mortgage.Notify(signer: Members.BankA).Refuse("C-70");
    }

    [Fact]
    public void STATE_a_contract_number_of_a_bank_is_used_once()
    {
        var mortgage = new MortgageCase().ToReleased();
        mortgage.Cancel().Accept();

        mortgage.Sign().Refuse("STATE");
        mortgage.Bank = Members.BankB;
        mortgage.Sign().Accept();
    }

    [Fact]
    public void STATE_a_mortgage_is_registered_once()
    {
        var mortgage = new MortgageCase().ToRegistered();

        var finding = mortgage.Register().Refuse("STATE").Of("STATE");

        Assert.Contains("registered", finding.MessageEn, StringComparison.Ordinal);
        Assert.Contains("ReleaseInstructed", finding.AdviceEn, StringComparison.Ordinal);
        Assert.Equal(PageKeys.Mortgage(mortgage.Id), finding.Values[0].Source);
    }

    [Fact]
    public void STATE_a_mortgage_without_contract_is_neither_recorded_nor_released()
    {
        var mortgage = new MortgageCase();
        mortgage.Sale.Open();

        Assert.Contains("MortgageContractSigned", mortgage.Register().Refuse("STATE").Of("STATE").AdviceEn, StringComparison.Ordinal);
        mortgage.Release().Refuse("STATE");
    }

    [Fact]
    public void STATE_tokens_of_another_epoch_are_refused()
    {
        var mortgage = new MortgageCase();
        mortgage.Sale.Open();

        mortgage.Sign(e => e.Units[0].Epoch = 2).Refuse("STATE");
    }

    [Fact]
    public void STATE_a_business_number_is_used_once()
    {
        var mortgage = Two().ToSigned();
        var used = mortgage.Ledger.Keys.First(key => key.StartsWith("biz/", StringComparison.Ordinal))[4..];

        mortgage.Register(e => e.Units[0].BusinessNumber = used).Refuse("STATE");
        mortgage.Register(e => e.Units[1].BusinessNumber = e.Units[0].BusinessNumber).Refuse("STATE");
        mortgage.Register().Accept();
    }

    [Fact]
    public void All_that_is_wrong_with_a_registration_is_reported_at_once()
    {
        var mortgage = new MortgageCase { Recorded = Day.Of(2021, 6, 1) }.ToSigned();
        new SeizureBook(mortgage.Ledger).Enter(1).Accept();

        mortgage.Register(e =>
        {
            e.Terms.AmountFen *= 10_000;
            e.Units[0].Rank = 7;
            e.Certificate = mortgage.Proof(2020);
            e.Recording.RecordingDate = 20210602;
        }).Refuse("C-29", "C-42", "C-43", "C-57", "F-03");
    }

    private static MortgageCase Two() => new(new SaleCase { Units = [SaleCase.Flat, SaleCase.Garage] });

    private static MortgageCase Of(CoOwnership kind, Owner[] owners) => new(new SaleCase { OwnerKind = kind, Owners = owners });
}
