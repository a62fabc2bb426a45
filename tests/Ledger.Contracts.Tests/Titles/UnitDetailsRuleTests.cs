using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>What a unit is changes: address, use, area, land term, nature, resale bar.</summary>
public sealed class UnitDetailsRuleTests
{
    private readonly SaleCase sale = new(new() { Profile = 2 });
    private readonly TitleActs acts;

    public UnitDetailsRuleTests()
    {
        sale.Open();
        acts = new(sale);
    }

    [Fact]
    public void A_new_address_leaves_no_trace_but_its_recording()
    {
        var before = acts.Title;

        Submit(UnitDetail.Address).Accept();

        var after = acts.Title;
        Assert.Equal(20210514u, after.RecordingDate);
        Assert.Equal(sale.Ledger.EntryOf(PageKeys.Title(SaleCase.Flat)).Length, after.PreviousEntry.Length);
        (after.RecordingDate, after.RecordingMs, after.BusinessNumber, after.PreviousEntry)
            = (before.RecordingDate, before.RecordingMs, before.BusinessNumber, before.PreviousEntry);
        Assert.Equal(before, after);
    }

    [Fact]
    public void A_changed_use_replaces_the_owners_certificate()
    {
        var old = acts.Title.Owners[0].Certificate;

        Submit(UnitDetail.Use, e => e.Use = 20).Accept();

        Assert.Equal(20u, acts.Title.Use);
        var replacement = acts.Title.Owners[0].Certificate;
        Assert.Equal((CertificateState.Void, "REPLACED"), (acts.Certificate(old).State, acts.Certificate(old).VoidReason));
        Assert.Equal(replacement, acts.Certificate(old).ReplacedBy);
        Assert.Equal(CertificateState.Live, acts.Certificate(replacement).State);
    }

    [Fact]
    public void A_bar_is_set_and_lifted()
    {
        Submit(UnitDetail.ResaleBar, e => e.ResaleBarredUntil = 20240501).Accept();
        Assert.Equal(20240501u, acts.Title.ResaleBarredUntil);

        Submit(UnitDetail.ResaleBar).Accept();
        Assert.Equal(0u, acts.Title.ResaleBarredUntil);
    }

    [Fact]
    public void A_nature_and_a_term_are_written_to_the_page()
    {
        Submit(UnitDetail.Nature, e => (e.LandNature, e.HouseNature) = (102, 1)).Accept();
        Submit(UnitDetail.LandTerm, e => e.LandTermEnd = 20810101).Accept();

        Assert.Equal((102u, 1u, 20810101u), (acts.Title.LandNature, acts.Title.HouseNature, acts.Title.LandTermEnd));
    }

    // 89.50 m², of which 3 % is 2.685.
    [Theory]
    [InlineData(9_218u, true)]
    [InlineData(9_219u, false)]
    [InlineData(8_682u, true)]
    [InlineData(8_681u, false)]
    public void C23_an_area_may_differ_by_three_per_cent_and_beyond_by_exception(uint area, bool passes)
    {
        var outcome = Submit(UnitDetail.Area, e => e.Area = area);

        if (passes)
            outcome.Accept();
        else
            Assert.Equal(Severity.Exception, outcome.Refuse("C-23").Of("C-23").Severity);
    }

    [Theory]
    [InlineData(7_000u, 1_952u, true)]
    [InlineData(7_000u, 1_953u, false)]
    [InlineData(7_000u, 1_948u, true)]
    [InlineData(7_000u, 1_947u, false)]
    public void C24_inner_and_shared_area_make_the_built_area_within_two_hundredths(uint inner, uint shared, bool passes)
    {
        var outcome = Submit(UnitDetail.Area, e => (e.Area, e.InnerArea, e.SharedArea) = (8_950, inner, shared));

        if (passes)
            outcome.Accept();
        else
            outcome.Refuse("C-24");
    }

    [Fact]
    public void C25_the_land_term_runs_on_the_day_of_recording()
    {
        Submit(UnitDetail.LandTerm, e => e.LandTermEnd = 20210515).Accept();
        Assert.Equal(Severity.Warning, Submit(UnitDetail.LandTerm, e => e.LandTermEnd = 20210514).Refuse("C-25").Of("C-25").Severity);

        Submit(UnitDetail.Use, e => e.Use = 20).Accept();
        Assert.Equal(Severity.Reject, Submit(UnitDetail.LandTerm, e => e.LandTermEnd = 20210514).Refuse("C-25").Of("C-25").Severity);
    }

    [Fact]
    public void C77_a_land_premium_is_recalled_where_one_may_be_owed()
    {
        Assert.Equal(Severity.Information, Submit(UnitDetail.Use, e => e.Use = 20).Accept().Of("C-77").Severity);
        Assert.DoesNotContain(Submit(UnitDetail.Area, e => e.Area = 8_951).Accept().Findings, finding => finding.Rule == "C-77");
    }

    [Fact]
    public void C54_what_the_certificate_shows_needs_a_new_one_for_every_owner()
    {
        Submit(UnitDetail.Use, e =>
        {
            e.Use = 20;
            e.Certificates.Clear();
        }).Refuse("C-54");
        Submit(UnitDetail.Use, e =>
        {
            e.Use = 20;
            e.Certificates[0].Old = sale.Certificate();
        }).Refuse("C-54");
        Submit(UnitDetail.Address, e => e.Certificates.AddRange(acts.Renewals())).Accept();
    }

    [Fact]
    public void C54_a_number_is_issued_once()
        => Submit(UnitDetail.Use, e => (e.Use, e.Certificates[0].Replacement) = (20, acts.Title.Owners[0].Certificate)).Refuse("C-54");

    [Fact]
    public void C54_an_old_certificate_of_several_units_is_split_first()
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

        Submit(UnitDetail.Use, e => e.Use = 20).Refuse("C-54");
    }

    [Fact]
    public void F03_the_new_certificate_bears_the_year_of_the_recording()
        => Submit(UnitDetail.Use, e => (e.Use, e.Certificates[0].Replacement) = (20, new() { Number = "粤（2020）东莞不动产权第0000001号" })).Refuse("F-03");

    [Fact]
    public void C03_only_a_live_title_changes()
        => Submit(UnitDetail.Address, e => e.UnitCode = SaleCase.Garage).Refuse("C-03");

    [Fact]
    public void C69_only_the_fields_of_its_kind_are_stated()
    {
        Submit(UnitDetail.Address, e => e.Use = 20).Refuse("C-69");
        Submit(UnitDetail.Address, e => e.AddressChange = "").Refuse("C-69");
        Submit(UnitDetail.Use).Refuse("C-69");
        Submit(UnitDetail.Area).Refuse("C-69");
        Submit(UnitDetail.LandTerm).Refuse("C-69");
        Submit(UnitDetail.Nature).Refuse("C-69");
    }

    private Outcome Submit(UnitDetail kind, Action<UnitDetailsChanged>? change = null) => acts.Submit(acts.Details(kind, change));
}
