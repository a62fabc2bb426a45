using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Units of the same owners become one.</summary>
public sealed class UnitMergeRuleTests
{
    private readonly SaleCase sale = new(new() { Profile = 2 }) { Units = [SaleCase.Flat, SaleCase.Garage] };
    private readonly ReshapeCase reshape;

    public UnitMergeRuleTests() => reshape = new(sale);

    [Fact]
    public void A_seizure_that_was_lifted_on_one_of_the_units_goes_on_from_the_other()
    {
        var lifted = Encumbrances.Seizure(start: Day.Of(2021, 3, 1));
        var live = lifted.Clone();
        lifted.Lifted = 20210401;

        foreach (var order in new[] { new[] { lifted, live }, [live, lifted] })
        {
            var joined = CarriedEncumbrances.Join([.. order.Select(row => new EncumbrancePage { Seizures = { row.Clone() } })], new(), []);
            Assert.Equal(0u, Assert.Single(joined.Seizures).Lifted);
        }
    }

    [Fact]
    public void An_easement_of_one_unit_on_the_other_ends_with_its_proof_when_they_become_one()
    {
        sale.Open();
        var june = Day.Of(2021, 6, 1);
        var book = new EncumbranceBook(sale).At(june, 11);
        var easement = book.Easement();
        book.Submit(easement).Accept();
        book.At(june.AddDays(1), 14);
        (reshape.Acts.Accepted, reshape.Acts.Recorded) = (june, june.AddDays(1));

        reshape.Submit(reshape.Merge(e =>
        {
            e.Act = Acts.Of("C-62", "C-62");
            (e.Act.Acknowledgements[0].Subject, e.Act.Acknowledgements[1].Subject) = (SaleCase.Flat, SaleCase.Garage);
        })).Accept();

        Assert.Empty(reshape.Encumbrances(ReshapeCase.One).Easements);
        Assert.Equal((CertificateState.Void, false), (reshape.Acts.Certificate(easement.Proof).State, reshape.Acts.Certificate(easement.Proof).Live));
    }

    [Fact]
    public void C43_mortgages_of_different_shares_keep_their_own_order_when_units_part_or_join()
    {
        MortgageRow[] rows = [Of(TestParty.An, 1), Of(TestParty.Bo, 2), Of(TestParty.An, 3)];
        (rows[0].Rank, rows[1].Rank, rows[2].Rank) = (1, 1, 2);
        var page = new EncumbrancePage { Mortgages = { rows } };
        var title = new TitlePage { CoOwnership = CoOwnership.Shares, Owners = { Half(TestParty.An), Half(TestParty.Bo) } };

        var whole = CarriedEncumbrances.Of(page, title, SaleCase.Garage, 1, [.. rows.Select(row => row.Id)], new([], 0, 1));
        var behind = CarriedEncumbrances.Of(page, title, SaleCase.Garage, 1, [rows[1].Id, rows[2].Id], new([], 0, 1));
        var joined = CarriedEncumbrances.Join([page, page], title, [rows[2].Id, rows[1].Id, rows[0].Id]);

        Assert.Equal([1u, 1, 2], Ranks(whole));
        Assert.Equal([1u, 1], Ranks(behind));
        Assert.Equal([(1u, rows[2].Id), (1, rows[1].Id), (2, rows[0].Id)], joined.Mortgages.Select(row => (row.Rank, row.Id)));

        static IEnumerable<uint> Ranks(EncumbrancePage page) => page.Mortgages.Select(row => row.Rank);
        static Holder Half(TestParty party) => new() { Party = party.At(SaleCase.Flat), Share = new() { Numerator = 1, Denominator = 2 } };
        static MortgageRow Of(TestParty party, uint number)
        {
            var row = Encumbrances.Mortgage(number, $"DY-2021-000{number}");
            row.Holding.Add(party.At(SaleCase.Flat));
            return row;
        }
    }

    [Fact]
    public void Two_units_become_one_with_both_as_predecessors()
    {
        (sale.OwnerKind, sale.Owners) = (CoOwnership.Shares, [new(TestParty.An, "1/3"), new(TestParty.Bo, "2/3")]);
        sale.Open();

        reshape.Submit(reshape.Merge()).Accept();

        var merged = reshape.Title(ReshapeCase.One);
        Assert.Equal((TitleStatus.Registered, 17_900ul), (merged.Status, merged.Area));
        Assert.Equal([SaleCase.Flat, SaleCase.Garage], merged.Predecessors);
        Assert.Equal(2ul, merged.Owners.Single(owner => owner.Party.Equals(TestParty.Bo.At(ReshapeCase.One))).Share.Numerator);
        foreach (var unit in sale.Units)
        {
            Assert.Equal((TitleStatus.Superseded, ReshapeCase.One), (reshape.Title(unit).Status, Assert.Single(reshape.Title(unit).Successors)));
            Assert.All(reshape.Title(unit).Owners, owner => Assert.Equal(CertificateState.Void, reshape.Acts.Certificate(owner.Certificate).State));
        }
    }

    [Theory]
    [InlineData(17_904u, true)]
    [InlineData(17_905u, false)]
    [InlineData(17_896u, true)]
    [InlineData(17_895u, false)]
    public void C81_the_area_is_that_of_the_parts(uint area, bool passes)
    {
        sale.Open();

        var outcome = reshape.Submit(reshape.Merge(e => e.Merged.Area = area));

        if (passes)
            outcome.Accept();
        else
            outcome.Refuse("C-81");
    }

    [Fact]
    public void C81_the_owners_hold_the_same_shares_of_each()
    {
        (sale.OwnerKind, sale.Owners) = (CoOwnership.Shares, [new(TestParty.An, "1/3"), new(TestParty.Bo, "2/3")]);
        sale.Open();
        var title = reshape.Title(SaleCase.Garage);
        (title.Owners[0].Share, title.Owners[1].Share) = (title.Owners[1].Share, title.Owners[0].Share);
        sale.Ledger.PutOld(PageKeys.Title(SaleCase.Garage), title);

        reshape.Submit(reshape.Merge()).Refuse("C-81");
    }

    [Fact]
    public void C81_the_land_is_of_one_nature()
    {
        sale.Open();
        var title = reshape.Title(SaleCase.Garage);
        title.LandNature = 102;
        sale.Ledger.PutOld(PageKeys.Title(SaleCase.Garage), title);

        reshape.Submit(reshape.Merge()).Refuse("C-81");
        title.LandNature = 0;
        sale.Ledger.PutOld(PageKeys.Title(SaleCase.Garage), title);
        reshape.Submit(reshape.Merge()).Accept();
    }

    [Fact]
    public void C01_every_person_is_listed()
    {
        sale.Open();

        reshape.Submit(reshape.Merge(e => e.Parties.Clear())).Refuse("C-01", "C-81");
    }

    [Fact]
    public void C43_the_ranks_are_those_of_the_mortgages_that_go_on()
    {
        var mortgage = new MortgageCase(sale) { Signed = Day.Of(2021, 4, 1), Recorded = Day.Of(2021, 4, 6) }.ToRegistered();

        reshape.Submit(Consented(reshape.Merge(), mortgage)).Refuse("C-43");
        reshape.Submit(Consented(reshape.Merge(e => e.Ranks.Add(mortgage.Id)), mortgage)).Accept();

        Assert.Equal(mortgage.Id, Assert.Single(reshape.Encumbrances(ReshapeCase.One).Mortgages).Id);
        Assert.Equal(ReshapeCase.One, Assert.Single(mortgage.Page.Units).UnitCode);
        Assert.Equal(TestParty.An.Across(ReshapeCase.One), Assert.Single(mortgage.Page.Mortgagors));
    }

    [Fact]
    public void C43_mortgages_of_several_mortgagees_need_their_agreement_by_exception()
    {
        var first = new MortgageCase(sale) { Signed = Day.Of(2021, 4, 1), Recorded = Day.Of(2021, 4, 6) }.ToRegistered();
        var second = first.Next();
        second.Sign().Accept();
        second.Register().Accept();

        var merged = reshape.Merge(e => e.Ranks.AddRange([second.Id, first.Id]));
        Consented(merged, first);
        Assert.Equal(Severity.Exception, reshape.Submit(Consented(merged, second)).Refuse("C-43").Of("C-43").Severity);
    }

    [Fact]
    public void C69_a_merger_has_at_least_two_units()
    {
        sale.Open();

        reshape.Submit(reshape.Merge(e => e.Units.RemoveAt(1))).Refuse("C-69");
    }

    private UnitMerged Consented(UnitMerged e, MortgageCase mortgage)
    {
        var page = mortgage.Page;
        page.Notes.Add(new MortgageNote { Subject = ConsentSubject.Reshape, Number = e.Recording.AcceptanceNumber, Consent = true, Date = 20210510 });
        sale.Ledger.PutOld(PageKeys.Mortgage(mortgage.Id), page);
        return e;
    }
}
