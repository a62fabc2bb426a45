using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>A title ends.</summary>
public sealed class TitleEndRuleTests
{
    private readonly SaleCase sale = new(new() { Profile = 2 });
    private readonly TitleActs acts;

    public TitleEndRuleTests()
    {
        sale.Open();
        acts = new(sale);
    }

    [Theory]
    [InlineData(TitleEndGround.Waiver)]
    [InlineData(TitleEndGround.Destroyed)]
    [InlineData(TitleEndGround.Expropriated)]
    [InlineData(TitleEndGround.Court)]
    [InlineData(TitleEndGround.LandRecovered)]
    public void A_title_ends_with_its_certificate_and_nothing_follows(TitleEndGround ground)
    {
        var certificate = acts.Title.Owners[0].Certificate;

        acts.Submit(acts.Cancellation(ground)).Accept();

        Assert.Equal(TitleStatus.Ended, acts.Title.Status);
        Assert.Equal((CertificateState.Void, "CANCELLED", 20210514u),
            (acts.Certificate(certificate).State, acts.Certificate(certificate).VoidReason, acts.Certificate(certificate).Voided));
        acts.Submit(acts.Cancellation(ground)).Refuse("C-03");
        sale.Ledger.Submit(Members.Registration, sale.FirstRegistration(SaleCase.Flat)).Refuse("C-03", "C-71");
    }

    [Fact]
    public void A_legacy_certificate_stays_for_its_other_units()
    {
        var legacy = new CertificateId { LegacyHash = Acts.Bytes(9) };
        sale.Ledger.PutOld(PageKeys.Certificate(legacy), new CertificatePage
        {
            UnitCode = SaleCase.Flat,
            Kind = CertificateKind.Title,
            Live = true,
            Issued = 20180301,
            Units = { SaleCase.Flat, SaleCase.Garage },
        });
        var title = acts.Title;
        title.Owners[0].Certificate = legacy;
        sale.Ledger.PutOld(PageKeys.Title(SaleCase.Flat), title);

        acts.Submit(acts.Cancellation(TitleEndGround.Destroyed)).Accept();

        Assert.Equal(CertificateState.Live, CertificateStates.Of(acts.Certificate(legacy)));
        Assert.Equal([SaleCase.Garage], CertificateStates.UnitsOf(acts.Certificate(legacy)));
    }

    [Fact]
    public void C57_a_title_ends_before_it_is_recorded_so()
    {
        acts.Submit(acts.Cancellation(TitleEndGround.Destroyed, e => e.Date = 20210515)).Refuse("C-57");
        acts.Submit(acts.Cancellation(TitleEndGround.Destroyed, e => e.Date = 20210514)).Accept();
    }

    [Fact]
    public void C33_a_judgment_ends_what_its_court_seized_or_was_handed_and_no_other_seizure()
    {
        const string document = "（2021）粤1971执保123号";
        var key = PageKeys.Encumbrances(SaleCase.Flat);
        Put(Members.Finance.CreditCode, "");
        Cancel().Refuse("C-29", "C-33");
        Put(Members.Finance.CreditCode, Encumbrances.Court);
        acts.Submit(acts.Cancellation(TitleEndGround.Court)).Refuse("C-29");
        Cancel().Accept();

        Outcome Cancel() => acts.Submit(acts.Cancellation(TitleEndGround.Court, e => e.SeizuresEnded.Add(document)));

        void Put(string by, string handedTo)
        {
            var page = sale.Ledger.Read<EncumbrancePage>(key)!;
            var row = Encumbrances.Seizure(document, start: Day.Of(2021, 3, 1));
            (row.Authority, row.HandedTo) = (by, handedTo);
            page.Seizures.Clear();
            page.Seizures.Add(row);
            sale.Ledger.PutOld(key, page);
        }
    }

    [Fact]
    public void C33_a_judgment_ends_no_seizure_that_is_not_there()
        => acts.Submit(acts.Cancellation(TitleEndGround.Court, e => e.SeizuresEnded.Add("（2021）粤1971执保7号"))).Refuse("C-33");

    [Fact]
    public void C51_land_is_free_of_a_building_once_a_second_person_saw_its_last_unit_end()
    {
        var key = PageKeys.Land(SaleCase.Parcel[..19]);
        Assert.Contains(SaleCase.Flat[..24], sale.Ledger.Read<LandPage>(key)!.Buildings);
        var e = acts.Cancellation(TitleEndGround.Destroyed, e => e.BuildingGone = true);
        Assert.Equal(Chain.Severity.Exception, sale.Ledger.Judge(Members.Registration, e).Refuse("C-51").Of("C-51").Severity);

        acts.Submit(new MortgageCase(sale).Excepted(e, "C-51", SaleCase.Flat)).Accept();

        Assert.DoesNotContain(SaleCase.Flat[..24], sale.Ledger.Read<LandPage>(key)!.Buildings);
    }

    [Fact]
    public void C51_a_building_stays_on_its_land_while_nobody_says_that_it_is_gone()
    {
        acts.Submit(acts.Cancellation(TitleEndGround.Destroyed)).Accept();

        Assert.Contains(SaleCase.Flat[..24], sale.Ledger.Read<LandPage>(PageKeys.Land(SaleCase.Parcel[..19]))!.Buildings);
        acts.Submit(acts.Cancellation(TitleEndGround.Waiver, e => e.BuildingGone = true)).Refuse("C-69");
    }

    [Fact]
    public void C69_a_decision_is_named_where_the_title_rests_on_one_and_only_there()
    {
        acts.Submit(acts.Cancellation(TitleEndGround.Court, e => e.DocumentNumber = "")).Refuse("C-69");
        acts.Submit(acts.Cancellation(TitleEndGround.Court, e => e.Authority = "")).Refuse("F-04");
        acts.Submit(acts.Cancellation(TitleEndGround.Expropriated, e => e.Authority = Encumbrances.Court)).Refuse("C-69");
        acts.Submit(acts.Cancellation(TitleEndGround.Waiver, e => e.DocumentNumber = "（2021）粤1971民初99号")).Refuse("C-69");
        acts.Submit(acts.Cancellation(TitleEndGround.Expropriated, e => e.SeizuresEnded.Add("（2021）粤1971执保1号"))).Refuse("C-69");
    }
}
