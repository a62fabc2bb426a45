using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>First registrations of profile 2: what the book says of land and building, and on whose land it stands.</summary>
public sealed class FirstRegistrationRuleTests
{
    private const string Homestead = "441900004001JC00001F00010001";

    private readonly SaleCase sale = new(new() { Profile = 2 });

    [Fact]
    public void The_title_says_what_the_opening_says_and_every_kind_is_known_from_its_day()
    {
        Open(e =>
        {
            e.Opening.LandNature = 102;
            e.Opening.HouseNature = 1;
            e.Opening.LandTermEnd = 20700101;
            e.Opening.InnerArea = 7_000;
            e.Opening.SharedArea = 1_950;
            e.Opening.Floor = 3;
            e.Opening.TotalFloors = 18;
            e.Opening.Completion = 20201231;
        }).Accept();

        var title = sale.Title();
        Assert.Equal((102u, 1u, 20700101u), (title.LandNature, title.HouseNature, title.LandTermEnd));
        Assert.Equal((7_000ul, 1_950ul, 3u, 18u, 20201231u), (title.InnerArea, title.SharedArea, title.Floor, title.TotalFloors, title.Completion));
        Assert.NotEqual(0ul, title.RecordingMs);
        var page = Encumbrances();
        Assert.Equal(7, page.Since.Count);
        Assert.All(page.Since, known => Assert.Equal(20210301u, known.Day));
        Assert.Equal((0u, 0), (page.CompleteSince, page.Kinds.Count));
        Assert.Equal([SaleCase.Flat[..24]], sale.Ledger.Read<LandPage>(PageKeys.Land(SaleCase.Parcel[..19]))!.Buildings);
    }

    [Theory]
    [InlineData("441900004001GB00012F00010101", 4u, 3u)]
    [InlineData("441900004001GS00012F00010101", 4u, 8u)]
    [InlineData("441900004001JB00012F00010101", 8u, 4u)]
    [InlineData("441900004001JC00012F00010101", 6u, 4u)]
    [InlineData("441900004001GB00012W00000000", 3u, 4u)]
    [InlineData("441900004001JA00012W00000000", 1u, 2u)]
    [InlineData("441900004001JD00012W00000000", 9u, 3u)]
    public void C79_the_right_fits_the_unit(string unit, uint fitting, uint other)
    {
        Assert.Contains("C-79", Rules(Judge(unit, e => e.Opening.RightType = other)));
        Assert.DoesNotContain("C-79", Rules(Judge(unit, e => e.Opening.RightType = fitting)));
    }

    [Fact]
    public void C25_a_use_that_no_table_has_is_acknowledged_by_the_registrar()
    {
        Open(e => e.Opening.Use = 9_999).Refuse("C-25");
        Open(e =>
        {
            e.Opening.Use = 9_999;
            e.Act = Acts.Of("C-25");
        }).Accept();
    }

    [Fact]
    public void C25_the_last_day_of_the_land_term_passes_and_the_next_refuses_what_is_no_home()
    {
        Open(e => (e.Opening.Use, e.Opening.LandTermEnd) = (31, 20210301)).Refuse("C-25");
        Assert.Equal(Chain.Severity.Warning, Open(e => e.Opening.LandTermEnd = 20210301).Refuse("C-25").Of("C-25").Severity);
        Open(e => (e.Opening.Use, e.Opening.LandTermEnd) = (31, 20210302)).Accept();
    }

    [Fact]
    public void C24_areas_add_up_within_two_hundredths()
    {
        Open(e => (e.Opening.InnerArea, e.Opening.SharedArea) = (7_000, 1_953)).Refuse("C-24");
        Open(e => (e.Opening.InnerArea, e.Opening.SharedArea) = (7_000, 1_952)).Accept();
    }

    [Fact]
    public void C23_a_survey_within_three_per_cent_of_the_prediction_warns_and_beyond_needs_an_exception()
    {
        House(page => page.PredictedArea = 8_690);
        Assert.Equal(Chain.Severity.Warning, Open(e => e.Opening.Area = 8_950).Refuse("C-23").Of("C-23").Severity);
        House(page => page.PredictedArea = 8_689);
        Assert.Equal(Chain.Severity.Exception, Open(e => e.Opening.Area = 8_950).Refuse("C-23").Of("C-23").Severity);
        House(page => page.PredictedArea = 8_950);
        Open().Accept();
        Assert.Equal(HouseState.Registered, sale.Ledger.Read<HousePage>(PageKeys.House(SaleCase.Flat))!.State);
    }

    [Fact]
    public void C02_the_unit_is_that_of_the_cadastre()
    {
        House(page => page.CadastralId = Acts.Bytes(5));

        Open(e => e.Opening.CadastralId = Acts.Bytes(6)).Refuse("C-02");
        Open(e => e.Opening.CadastralId = Acts.Bytes(5)).Accept();
    }

    [Fact]
    public void C51_a_flat_on_a_parcel_that_was_never_opened_is_refused_unless_a_court_orders_it()
    {
        var e = sale.FirstRegistration(SaleCase.Flat);
        sale.Ledger.PutOld(PageKeys.Title(SaleCase.Parcel), new TitlePage { UnitCode = SaleCase.Parcel, Status = TitleStatus.Ended });

        sale.Ledger.Submit(Members.Registration, e).Refuse("C-51");
        sale.ByJudgment(e);
        sale.Ledger.Submit(Members.Registration, e).Accept();
        Assert.Equal(InstrumentState.Registered, sale.Ledger.Read<InstrumentPage>(PageKeys.Instrument(e.Instrument))!.State);
    }

    [Fact]
    public void STATE_a_registration_by_judgment_rests_on_a_courts_instrument_that_nothing_has_used()
    {
        var e = sale.FirstRegistration(SaleCase.Flat);
        sale.ByJudgment(e);
        var key = PageKeys.Instrument(e.Instrument);
        var page = sale.Ledger.Read<InstrumentPage>(key)!;
        sale.Ledger.Remove(key);
        sale.Ledger.Submit(Members.Registration, e).Refuse("STATE");
        foreach (var (kind, state) in new[]
        {
            (InstrumentKind.Policy, InstrumentState.Stated), (InstrumentKind.Court, InstrumentState.Registered), (InstrumentKind.Court, InstrumentState.Stated),
        })
        {
            (page.Kind, page.State) = (kind, state);
            sale.Ledger.PutOld(key, page);
            var outcome = sale.Ledger.Submit(Members.Registration, e);
            if (kind == InstrumentKind.Court && state == InstrumentState.Stated)
                outcome.Accept();
            else
                outcome.Refuse("STATE");
        }
    }

    [Fact]
    public void C08_a_judgment_registers_a_unit_to_those_whom_it_names()
    {
        var e = sale.FirstRegistration(SaleCase.Flat);
        new SaleCase(sale.Ledger) { Owners = [new(TestParty.Bo)] }.ByJudgment(e);
        sale.Ledger.Submit(Members.Registration, e).Refuse("C-08");
        sale.ByJudgment(e);
        var page = sale.Ledger.Read<InstrumentPage>(PageKeys.Instrument(e.Instrument))!;
        page.Units[0].UnitCode = SaleCase.Garage;
        sale.Ledger.PutOld(PageKeys.Instrument(e.Instrument), page);
        sale.Ledger.Submit(Members.Registration, e).Refuse("C-08");
    }

    [Fact]
    public void C69_a_judgment_or_a_grant_alone_names_an_instrument()
    {
        Open(e => e.Basis = FirstBasis.Court).Refuse("C-69");
        Open(e => e.Instrument = "ZY202105100001").Refuse("C-69");
    }

    [Fact]
    public void C11_a_judgment_that_was_taken_back_registers_nothing()
    {
        var e = sale.FirstRegistration(SaleCase.Flat);
        sale.ByJudgment(e);
        var page = sale.Ledger.Read<InstrumentPage>(PageKeys.Instrument(e.Instrument))!;
        (page.State, page.Ended) = (InstrumentState.Withdrawn, 20210228);
        sale.Ledger.PutOld(PageKeys.Instrument(e.Instrument), page);

        sale.Ledger.Submit(Members.Registration, e).Refuse("C-11");
    }

    [Fact]
    public void C51_an_organisation_holds_the_land_of_what_it_owns_and_nobody_else_names_it()
    {
        var e = sale.FirstRegistration(SaleCase.Flat);
        var key = PageKeys.Title(SaleCase.Parcel);
        var land = sale.Ledger.Read<TitlePage>(key)!;
        land.Owners[0].Party = TestParty.Developer.At(SaleCase.Parcel);
        sale.Ledger.PutOld(key, land);
        e.Opening.LandOwners.Clear();
        e.Opening.LandOwners.Add(TestParty.Developer.At(SaleCase.Parcel));
        sale.Ledger.Submit(Members.Registration, e).Refuse("C-51");

        var both = new SaleCase(new() { Profile = 2 })
        {
            OwnerKind = CoOwnership.Shares,
            Owners = [new(TestParty.An, "1/2"), new(TestParty.Developer, "1/2")],
        };
        both.Ledger.Submit(Members.Registration, both.FirstRegistration(SaleCase.Flat)).Accept();
    }

    [Fact]
    public void C51_a_building_belongs_to_the_holder_of_the_land()
    {
        Open(e =>
        {
            e.Opening.LandOwners.Clear();
            e.Opening.LandOwners.Add(TestParty.Bo.At(SaleCase.Parcel));
        }).Refuse("C-51");
        Open(e => e.Opening.LandOwners.Clear()).Refuse("C-51");
        Open().Accept();

        var developer = new SaleCase(new() { Profile = 2 }) { Owners = [new(TestParty.Developer)] };
        developer.Open();
        Assert.Empty(developer.FirstRegistration(SaleCase.Garage).Opening.LandOwners);
    }

    [Fact]
    public void F01_a_further_parcel_is_of_the_units_own_division()
        => Open(e => e.Opening.Parcels.Add("441903004001GB00012W00000000")).Refuse("F-01");

    [Fact]
    public void C86_a_homestead_is_registered_from_the_day_after_its_notice()
    {
        var e = sale.FirstRegistration(Homestead, e =>
        {
            e.Opening.RightType = 6;
            e.Opening.Parcels.Clear();
            e.Opening.Parcels.Add("441900004001JC00001W00000000");
        });
        sale.Ledger.Judge(Members.Registration, e).Accept();
        sale.Ledger.Counter.Open = false;
        Notice(e, until: 20210302);
        sale.Ledger.Submit(Members.Registration, e).Refuse("C-86");
        Notice(e, until: 20210301);
        sale.Ledger.Submit(Members.Registration, e).Accept();
    }

    [Fact]
    public void C35_what_was_noticed_lapses_ninety_days_after_the_first_registration()
    {
        var row = new AdvanceNoticeRow
        {
            Kind = AdvanceNoticeKind.Presale,
            Proof = new() { Number = "粤（2020）东莞不动产证明第0000009号" },
            Beneficiaries = { TestParty.An.At(SaleCase.Flat) },
            Obligors = { TestParty.An.At(SaleCase.Flat) },
            RecordingMs = 1,
        };
        var page = new EncumbrancePage { UnitCode = SaleCase.Flat, Parcels = { SaleCase.Parcel }, Epoch = 1, Notices = { row } };
        sale.Ledger.PutOld(PageKeys.Encumbrances(SaleCase.Flat), page);

        Open().Accept();

        // Day 90 is Sunday 30 May: it counts through Monday.
        Assert.Equal((20210301u, 20210601u), (Encumbrances().Notices[0].RegistrableSince, Encumbrances().Notices[0].Lapses));
    }

    [Fact]
    public void C54_one_certificate_for_a_building_where_the_city_issues_such()
    {
        var strict = Two(TestLedger.Two("dongguan"));
        strict.Second.Refuse("C-54");

        var shared = Two(TestLedger.Two("dongguan", city => city.FirstCertificate = FirstCertificate.PerBuilding));
        shared.Second.Accept();
        Assert.Equal(
            [SaleCase.Flat, SaleCase.Flat[..24] + "0102"],
            shared.Sale.Ledger.Read<CertificatePage>(PageKeys.Certificate(shared.Sale.Title().Owners[0].Certificate))!.Units);
    }

    private static (SaleCase Sale, Outcome Second) Two(TestLedger ledger)
    {
        var sale = new SaleCase(ledger) { Owners = [new(TestParty.Developer)] };
        var first = sale.FirstRegistration(SaleCase.Flat);
        ledger.Submit(Members.Registration, first).Accept();
        var second = sale.FirstRegistration(SaleCase.Flat[..24] + "0102", e =>
        {
            e.Opening.Owners[0].Certificate = first.Opening.Owners[0].Certificate;
            e.Recording.AcceptanceNumber = first.Recording.AcceptanceNumber;
        });
        return (sale, ledger.Submit(Members.Registration, second));
    }

    private static IEnumerable<string> Rules(Outcome outcome) => outcome.Findings.Where(finding => finding.Refuses).Select(finding => finding.Rule);

    private Outcome Open(Action<FirstRegistered>? change = null)
        => sale.Ledger.Submit(Members.Registration, sale.FirstRegistration(SaleCase.Flat, change));

    private Outcome Judge(string unit, Action<FirstRegistered> change)
        => sale.Ledger.Judge(Members.Registration, sale.FirstRegistration(unit, e =>
        {
            var parcel = UnitCode.Parse(unit).ParcelUnit.ToString();
            e.Opening.Parcels.Clear();
            e.Opening.LandOwners.Clear();
            if (parcel != unit)
                e.Opening.Parcels.Add(parcel);
            change(e);
        }));

    private EncumbrancePage Encumbrances() => sale.Ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(SaleCase.Flat))!;

    private void House(Action<HousePage> change)
    {
        var page = new HousePage { UnitCode = SaleCase.Flat, Epoch = 1, State = HouseState.ForSale };
        change(page);
        sale.Ledger.PutOld(PageKeys.House(SaleCase.Flat), page);
    }

    private void Notice(FirstRegistered e, uint until)
    {
        var key = PageKeys.Case(e.Recording.AcceptanceNumber);
        var page = sale.Ledger.Read<CasePage>(key)!;
        page.Notices.Clear();
        page.Notices.Add(new PublicNotice { Kind = PublicNoticeKind.FirstRegistration, Posted = 20210201, Until = until, Units = { e.Opening.UnitCode } });
        sale.Ledger.PutOld(key, page);
    }
}
