using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

public sealed class OpeningRuleTests
{
    private readonly SaleCase sale = new();

    [Fact]
    public void A_first_registration_opens_title_and_encumbrances()
    {
        sale.Open();

        var page = sale.Ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(SaleCase.Flat))!;
        Assert.Equal(Origin.FirstRegistration, page.Origin);
        Assert.Equal(20210301u, page.CompleteSince);
        Assert.Equal([SaleCase.Parcel], page.Parcels);
        Assert.Equal([EncumbranceKind.Mortgage, EncumbranceKind.Seizure], page.Kinds);
        Assert.Empty(page.Mortgages);
        Assert.Empty(page.Seizures);
        Assert.Equal(TitleStatus.Registered, sale.Title().Status);
    }

    [Fact]
    public void A_parcel_stands_on_no_parcel()
    {
        sale.Units = [SaleCase.Parcel];
        sale.Open();

        Assert.Empty(sale.Ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(SaleCase.Parcel))!.Parcels);
    }

    [Fact]
    public void F01_the_derived_parcel_is_among_the_parcels()
        => First(e => e.Opening.Parcels[0] = "441900004001GB00013W00000000").Refuse("F-01");

    [Theory]
    [InlineData("441900004001GB00012F00000000")]
    [InlineData("441900004001GB00012W00000001")]
    [InlineData("110101004001GB00012F00010101")]
    [InlineData("441900004001GB00012F0001010")]
    [InlineData("441900004001GB00012F0001010１")]
    public void F01_a_malformed_or_foreign_unit_code_is_refused(string code)
        => First(e => e.Opening.UnitCode = code).Refuse("F-01");

    [Fact]
    public void F01_a_code_of_a_town_prefix_is_accepted()
        => First(e =>
        {
            e.Opening.UnitCode = "441903012003GB00001F00020063";
            e.Opening.Parcels[0] = "441903012003GB00001W00000000";
        }).Accept();

    [Fact]
    public void F02_a_virtual_unit_warns()
    {
        Action<FirstRegistered> placeholder = e =>
        {
            e.Opening.UnitCode = "441900000000GB00012F00010101";
            e.Opening.Parcels[0] = "441900000000GB00012W00000000";
        };

        Assert.Equal(Severity.Warning, First(placeholder).Refuse("F-02").Of("F-02").Severity);
        First(e =>
        {
            placeholder(e);
            e.Act = Acts.Of("F-02");
        }).Accept();
    }

    [Fact]
    public void STATE_a_business_number_opens_one_unit()
    {
        var opening = sale.FirstRegistration(SaleCase.Flat);
        sale.Ledger.Submit(Members.Registration, opening).Accept();

        sale.Ledger.Submit(Members.Registration, sale.FirstRegistration(SaleCase.Garage, e => e.Opening.BusinessNumber = opening.Opening.BusinessNumber))
            .Refuse("STATE");
        sale.Ledger.Submit(Members.Registration, sale.FirstRegistration(SaleCase.Garage)).Accept();
    }

    [Fact]
    public void F03_the_certificate_bears_the_year_of_recording()
        => First(e => e.Opening.Owners[0].Certificate.Number = "粤（2020）东莞不动产权第0000001号").Refuse("F-03");

    [Fact]
    public void F03_half_width_brackets_are_another_spelling_and_refused()
        => First(e => e.Opening.Owners[0].Certificate.Number = "粤(2021)东莞不动产权第0000001号").Refuse("F-03");

    [Fact]
    public void F04_a_credit_code_with_a_wrong_check_character_is_refused()
        => First(e => e.Opening.Owners[0]
            .Party = new Party { Kind = PartyKind.Organisation, IdentityClass = IdentityClass.CreditCode, CreditCode = "91350100M000100Y4Z" }).Refuse("F-04");

    [Fact]
    public void F04_a_valid_credit_code_is_accepted()
        => First(e => e.Opening.Owners[0]
            .Party = new Party { Kind = PartyKind.Organisation, IdentityClass = IdentityClass.CreditCode, CreditCode = "91350100M000100Y43" }).Accept();

    [Fact]
    public void F05_a_person_has_no_credit_code()
        => First(e => e.Opening.Owners[0]
            .Party = new Party { Kind = PartyKind.Person, IdentityClass = IdentityClass.CreditCode, CreditCode = "91350100M000100Y43" }).Refuse("F-05");

    [Fact]
    public void F05_an_organisation_has_no_resident_id()
        => First(e => e.Opening.Owners[0].Party.Kind = PartyKind.Organisation).Refuse("F-05");

    [Fact]
    public void F05_another_document_fits_both()
        => First(e =>
        {
            e.Opening.Owners[0].Party.Kind = PartyKind.Organisation;
            e.Opening.Owners[0].Party.IdentityClass = IdentityClass.Other;
        }).Accept();

    [Fact]
    public void C03_a_registered_unit_is_not_registered_first_again()
    {
        sale.Open();

        First().Refuse("C-03");
        Migrated().Refuse("C-03");
    }

    [Theory]
    [InlineData("1/3", "2/3", true)]
    [InlineData("1/3", "1/3", false)]
    [InlineData("2/3", "2/3", false)]
    [InlineData("1/5919380256", "5919380255/5919380256", true)]
    public void C26_shares_sum_to_one_exactly(string first, string second, bool whole)
    {
        sale.OwnerKind = CoOwnership.Shares;
        sale.Owners = [new(TestParty.An, first), new(TestParty.Bo, second)];

        if (whole)
            First().Accept();
        else
            First().Refuse("C-26");
    }

    [Fact]
    public void C26_groups_of_joint_owners_sum_to_one()
    {
        sale.OwnerKind = CoOwnership.Groups;
        sale.Owners = [new(TestParty.An, "1/2", 1), new(TestParty.Bo, "1/2", 1), new(TestParty.Chen, "1/2", 2)];
        First().Accept();

        sale.Units = [SaleCase.Garage];
        sale.Owners = [new(TestParty.An, "1/2", 1), new(TestParty.Bo, "1/3", 1), new(TestParty.Chen, "1/2", 2)];
        sale.Ledger.Submit(Members.Registration, sale.FirstRegistration(SaleCase.Garage)).Refuse("C-26");
    }

    [Fact]
    public void C26_groups_of_one_owner_each_are_owners_in_shares()
    {
        sale.OwnerKind = CoOwnership.Groups;
        sale.Owners = [new(TestParty.An, "1/2", 1), new(TestParty.Bo, "1/2", 2)];

        First().Refuse("C-26");
    }

    [Fact]
    public void C26_a_sole_owner_has_no_share()
    {
        First(e => e.Opening.Owners[0].Share = new V1.Share { Numerator = 1, Denominator = 2 }).Refuse("C-26");
        Migrated(e => e.Opening.Owners[0].Share = new V1.Share { Numerator = 1, Denominator = 2 }).Refuse("C-26");
        First().Accept();
    }

    [Fact]
    public void C26_one_owner_is_no_joint_owner()
        => First(e => e.Opening.CoOwnership = CoOwnership.Joint).Refuse("C-26");

    [Fact]
    public void C54_a_certificate_number_is_issued_once()
    {
        sale.Open();
        var number = sale.Certificates[0];

        sale.Ledger.Submit(Members.Registration, sale.FirstRegistration(SaleCase.Garage, e => e.Opening.Owners[0].Certificate.Number = number)).Refuse("C-54");
    }

    [Fact]
    public void C57_recording_does_not_precede_acceptance()
        => First(e => e.Recording.RecordingDate = 20210224).Refuse("C-57");

    [Fact]
    public void C57_an_opening_bears_the_day_of_its_acceptance_and_is_not_accepted_in_the_future()
    {
        First(e => e.Recording.AcceptanceNumber = "202102240001").Refuse("C-57");
        Migrated(e => e.Recording.AcceptanceNumber = "202102240001").Refuse("C-57");
        var tomorrow = Acts.Recorded(Day.Of(2021, 6, 2), Day.Of(2021, 6, 2), 77);
        First(e => e.Recording = tomorrow).Refuse("C-57");
        var finding = Migrated(e => (e.Recording.AcceptanceNumber, e.Recording.AcceptanceTimeMs) = (tomorrow.AcceptanceNumber, tomorrow.AcceptanceTimeMs))
            .Refuse("C-57").Of("C-57");
        Assert.Equal(["2021-06-02 10:00:00.000 UTC+8", "2021-06-01 10:00:04.000 UTC+8"], finding.Values.Select(value => value.Value));
        First().Accept();
    }

    [Fact]
    public void STATE_a_mortgage_of_other_terms_is_another_one()
    {
        Migrated(e => e.Mortgages.Add(Encumbrances.Mortgage())).Accept();

        sale.Ledger.Submit(Members.Registration, sale.Migration(SaleCase.Garage, e =>
        {
            e.Mortgages.Add(Encumbrances.Mortgage());
            e.Mortgages[0].Terms.AmountFen++;
        })).Refuse("STATE", "C-54");
    }

    [Fact]
    public void C54_sees_a_proof_stated_by_an_earlier_event_of_the_same_envelope()
    {
        var (flat, garage) = (sale.Migration(SaleCase.Flat), sale.Migration(SaleCase.Garage));
        flat.Mortgages.Add(Encumbrances.Mortgage());
        garage.Mortgages.Add(Encumbrances.Mortgage(number: "DY-2021-0002"));

        var outcome = sale.Ledger.Submit(Members.Registration, flat, garage).Refuse("C-54");

        Assert.Equal(1, outcome.FailedEvent);
        Assert.Equal("event.mortgages[0].certificate", outcome.Of("C-54").Values[0].Source);
        garage.Mortgages[0] = Encumbrances.Mortgage();
        sale.Ledger.Submit(Members.Registration, flat, garage).Accept();
    }

    private Outcome First(Action<FirstRegistered>? change = null)
        => sale.Ledger.Submit(Members.Registration, sale.FirstRegistration(SaleCase.Flat, change));

    private Outcome Migrated(Action<MigratedOpened>? change = null)
        => sale.Ledger.Submit(Members.Registration, sale.Migration(SaleCase.Flat, change));
}
