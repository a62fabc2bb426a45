using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>A unit is split: lineage, areas, and all that stood on it goes on with each part.</summary>
public sealed class UnitSplitRuleTests
{
    private readonly SaleCase sale = new(new() { Profile = 2 });
    private readonly ReshapeCase reshape;
    private readonly MortgageCase mortgage;

    public UnitSplitRuleTests()
    {
        reshape = new(sale);
        mortgage = new(sale) { Signed = Day.Of(2021, 4, 1), Recorded = Day.Of(2021, 4, 6) };
    }

    [Fact]
    public void A_unit_becomes_two_of_the_same_owners_and_the_old_code_is_history()
    {
        (sale.OwnerKind, sale.Owners) = (CoOwnership.Shares, [new(TestParty.An, "1/3"), new(TestParty.Bo, "2/3")]);
        sale.Open();
        var old = reshape.Title(SaleCase.Flat);

        reshape.Submit(reshape.Split()).Accept();

        var gone = reshape.Title(SaleCase.Flat);
        Assert.Equal((TitleStatus.Superseded, 2), (gone.Status, gone.Successors.Count));
        foreach (var (unit, area) in new[] { (ReshapeCase.One, 5_000ul), (ReshapeCase.Two, 3_950ul) })
        {
            var title = reshape.Title(unit);
            Assert.Equal((TitleStatus.Registered, area, CoOwnership.Shares), (title.Status, title.Area, title.CoOwnership));
            Assert.Equal([SaleCase.Flat], title.Predecessors);
            Assert.Empty(title.Successors);
            Assert.Equal(1ul, title.Owners.Single(owner => owner.Party.Equals(TestParty.An.At(unit))).Share.Numerator);
            Assert.Equal(2ul, title.Owners.Single(owner => owner.Party.Equals(TestParty.Bo.At(unit))).Share.Numerator);
            Assert.All(title.Owners, owner => Assert.Equal([unit], CertificateStates.UnitsOf(reshape.Acts.Certificate(owner.Certificate))));
            Assert.Equal([SaleCase.Parcel], reshape.Encumbrances(unit).Parcels);
        }

        Assert.All(old.Owners, owner => Assert.Equal("RESHAPED", reshape.Acts.Certificate(owner.Certificate).VoidReason));
        reshape.Submit(reshape.Acts.Details(UnitDetail.Address, e => e.UnitCode = SaleCase.Flat)).Refuse("C-03");
    }

    // 0.02 m² for each of two parts.
    [Theory]
    [InlineData(3_954u, true)]
    [InlineData(3_955u, false)]
    [InlineData(3_946u, true)]
    [InlineData(3_945u, false)]
    public void C81_the_areas_of_the_parts_are_that_of_the_whole(uint second, bool passes)
    {
        sale.Open();

        var outcome = reshape.Submit(reshape.Split(e => e.Parts[1].Area = second));

        if (passes)
            outcome.Accept();
        else
            outcome.Refuse("C-81");
    }

    [Fact]
    public void C81_the_codes_are_new_and_on_the_same_land()
    {
        sale.Units = [SaleCase.Flat, SaleCase.Garage];
        sale.Open();

        reshape.Submit(reshape.Split(e => e.Parts[1].UnitCode = SaleCase.Garage)).Refuse("C-81");
        reshape.Submit(reshape.Split(e => e.Parts[1].UnitCode = "441900004001GB00013F00010112")).Refuse("C-81");
        reshape.Submit(reshape.Split()).Accept();
    }

    [Fact]
    public void C81_land_is_not_split_under_its_buildings()
    {
        sale.Units = [SaleCase.Parcel];
        sale.Open();
        var key = PageKeys.Land(SaleCase.Parcel[..19]);
        sale.Ledger.PutOld(key, new LandPage { Parcel = SaleCase.Parcel[..19], Buildings = { SaleCase.Flat[..24] } });

        Assert.Contains(reshape.Submit(Split()).Findings, finding => finding is { Rule: "C-81", Refuses: true });
        sale.Ledger.Remove(key);
        reshape.Submit(Split()).Accept();

        UnitSplit Split()
        {
            var e = reshape.Split(SaleCase.Parcel, "441900004001GB00021W00000000", "441900004001GB00022W00000000");
            foreach (var part in e.Parts)
                part.Use = sale.Ledger.Read<TitlePage>(PageKeys.Title(SaleCase.Parcel))!.Use;
            return e;
        }
    }

    [Fact]
    public void C81_an_area_that_the_book_does_not_state_compares_with_nothing()
    {
        sale.Area = 0;
        sale.Open();

        reshape.Submit(reshape.Split()).Refuse("C-81");
    }

    [Fact]
    public void C01_every_person_on_the_pages_is_listed_with_a_token_for_each_part()
    {
        sale.Open();
        PutResidence(TestParty.Chen);

        Acknowledged(e => e.Parties.Clear()).Refuse("C-01", "C-61");
        Acknowledged().Refuse("C-01", "C-61");
    }

    [Fact]
    public void C24_inner_and_shared_area_make_a_part()
    {
        sale.Open();

        reshape.Submit(reshape.Split(e => (e.Parts[0].InnerArea, e.Parts[0].SharedArea) = (4_000, 1_003))).Refuse("C-24");
        reshape.Submit(reshape.Split(e => (e.Parts[0].InnerArea, e.Parts[0].SharedArea) = (4_000, 1_002))).Accept();
    }

    [Fact]
    public void C25_another_use_is_confirmed()
    {
        sale.Open();

        Assert.Equal(Severity.Warning, reshape.Submit(reshape.Split(e => e.Parts[0].Use = 20)).Refuse("C-25").Of("C-25").Severity);
        reshape.Submit(reshape.Split(e =>
        {
            e.Parts[0].Use = 20;
            e.Act = Acts.Of("C-25");
        })).Accept();
    }

    [Fact]
    public void C54_each_part_has_new_certificates_in_place_of_the_owners()
    {
        sale.Open();

        reshape.Submit(reshape.Split(e => e.Parts[1].Certificates.Clear())).Refuse("C-54");
        reshape.Submit(reshape.Split(e => e.Parts[1].Certificates[0].Replacement = e.Parts[0].Certificates[0].Replacement)).Refuse("C-54");
    }

    [Fact]
    public void C69_a_split_has_at_least_two_parts_with_an_area()
    {
        sale.Open();

        reshape.Submit(reshape.Split(e => e.Parts.RemoveAt(1))).Refuse("C-69");
        reshape.Submit(reshape.Split(e => e.Parts[0].Area = 0)).Refuse("C-69");
    }

    // Scenario 29: seized, then mortgaged, then split.
    [Fact]
    public void A_seized_unit_is_not_split_and_a_mortgaged_one_with_its_banks_consent()
    {
        mortgage.ToRegistered();
        Put(page => page.Seizures.Add(Encumbrances.Seizure(start: Day.Of(2021, 5, 1))));
        reshape.Submit(reshape.Split()).Refuse("C-29", "C-46");
        Put(page => page.Seizures.Clear());
        reshape.Submit(reshape.Split()).Refuse("C-46");

        var split = reshape.Split();
        Consent(split.Recording.AcceptanceNumber);
        reshape.Submit(split).Accept();

        Assert.Equal([ReshapeCase.One, ReshapeCase.Two], mortgage.Page.Units.Select(unit => unit.UnitCode));
        Assert.Equal(TestParty.An.Across(ReshapeCase.One, ReshapeCase.Two), Assert.Single(mortgage.Page.Mortgagors));
        Assert.All(mortgage.Page.Units, unit => Assert.Equal(mortgage.Id, Assert.Single(reshape.Encumbrances(unit.UnitCode).Mortgages).Id));
        Assert.Empty(reshape.Encumbrances(SaleCase.Flat).Mortgages);
        Assert.Equal([ReshapeCase.One, ReshapeCase.Two], CertificateStates.UnitsOf(reshape.Acts.Certificate(mortgage.Page.Certificate)));
        sale.Sign().Refuse("C-03");
    }

    [Fact]
    public void Rows_are_copied_to_each_part_under_its_own_tokens_and_the_other_side_of_an_easement_follows()
    {
        sale.Units = [SaleCase.Flat, SaleCase.Garage];
        sale.Open();
        var proof = new CertificateId { Number = "粤（2021）东莞不动产证明第8000001号" };
        sale.Ledger.PutOld(PageKeys.Certificate(proof), new CertificatePage
        {
            UnitCode = SaleCase.Flat,
            Kind = CertificateKind.Proof,
            Live = true,
            State = CertificateState.Live,
            Issued = 20210401,
        });
        Put(page => page.Easements.Add(Easement(EasementSide.Servient, SaleCase.Garage, proof)));
        Put(page => page.Easements.Add(Easement(EasementSide.Dominant, SaleCase.Flat, proof)), SaleCase.Garage);
        Put(page => page.Seizures.Add(Lapsed()));
        reshape.Others.Add(TestParty.Chen);

        Acknowledged(e => e.Act = Acts.Of("C-62")).Accept();

        foreach (var unit in new[] { ReshapeCase.One, ReshapeCase.Two })
        {
            Assert.Equal(SaleCase.Garage, Assert.Single(reshape.Encumbrances(unit).Easements).OtherUnit);
            Assert.Equal(TestParty.Chen.At(unit), Assert.Single(Assert.Single(reshape.Encumbrances(unit).Seizures).Debtors));
        }

        Assert.Equal([ReshapeCase.One, ReshapeCase.Two], reshape.Encumbrances(SaleCase.Garage).Easements.Select(row => row.OtherUnit));
        Assert.Equal([ReshapeCase.One, ReshapeCase.Two], CertificateStates.UnitsOf(reshape.Acts.Certificate(proof)));
        Assert.Empty(reshape.Encumbrances(SaleCase.Flat).Easements);
    }

    private Outcome Acknowledged(Action<UnitSplit>? change = null) => reshape.Submit(reshape.Split(change));

    private void Put(Action<EncumbrancePage> change, string unit = SaleCase.Flat)
    {
        var page = reshape.Encumbrances(unit);
        change(page);
        sale.Ledger.PutOld(PageKeys.Encumbrances(unit), page);
    }

    private void PutResidence(TestParty holder) => Put(page => page.Residences.Add(new ResidenceRow
    {
        Holders = { holder.At(SaleCase.Flat) },
        Scope = ResidenceScope.Whole,
        From = 20210401,
        By = ResidenceOrigin.Contract,
        Proof = new() { Number = "粤（2021）东莞不动产证明第8000002号" },
    }));

    private void Consent(string acceptance)
    {
        var page = mortgage.Page;
        page.Notes.Add(new MortgageNote { Subject = ConsentSubject.Reshape, Number = acceptance, Consent = true, Date = 20210510 });
        sale.Ledger.PutOld(PageKeys.Mortgage(mortgage.Id), page);
    }

    private static EasementRow Easement(EasementSide side, string other, CertificateId proof) => new()
    {
        Side = side,
        OtherUnit = other,
        Purpose = "PASSAGE",
        From = 20210401,
        Until = 20410401,
        Proof = proof,
        BusinessNumber = "20210401000001",
        Document = Acts.Document(),
    };

    // One that is over stays on the page until it may be dropped.
    private static SeizureRow Lapsed()
    {
        var row = Encumbrances.Seizure(delivered: Day.Of(2021, 3, 10));
        row.Debtors.Add(TestParty.Chen.At(SaleCase.Flat));
        (row.Lifted, row.RecordingMs) = (20210401, row.DeliveryTimeMs);
        return row;
    }
}
