using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>An owner goes on under another name or document, on every page at once.</summary>
public sealed class OwnerDetailsRuleTests
{
    // The same person by the number of a travel permit that was renewed as a residence card.
    private static readonly TestParty Renewed = new(IdentityClass.HkMacaoPermit, "H12345678");

    private readonly SaleCase sale = new(new() { Profile = 2 });
    private readonly TitleActs acts;
    private readonly MortgageCase mortgage;

    public OwnerDetailsRuleTests()
    {
        acts = new(sale);
        mortgage = new(sale);
    }

    [Fact]
    public void A_new_document_gives_the_owner_a_new_token_on_title_and_encumbrances()
    {
        sale.Open();

        acts.Submit(acts.Owner(TestParty.An, Renewed)).Accept();

        Assert.Equal(Renewed.At(SaleCase.Flat), acts.Title.Owners[0].Party);
    }

    [Fact]
    public void A_new_name_leaves_the_token_and_may_replace_the_certificate()
    {
        sale.Open();
        var old = acts.Title.Owners[0].Certificate;

        acts.Submit(acts.Owner(TestParty.An, TestParty.An, e => e.Certificates.AddRange(acts.Renewals()))).Accept();

        Assert.Equal(TestParty.An.At(SaleCase.Flat), acts.Title.Owners[0].Party);
        Assert.NotEqual(old, acts.Title.Owners[0].Certificate);
        Assert.Equal("REPLACED", acts.Certificate(old).VoidReason);
    }

    [Fact]
    public void C69_only_a_new_name_keeps_the_token()
    {
        sale.Open();

        acts.Submit(acts.Owner(TestParty.An, Renewed, e => e.Kind = OwnerDetail.Name)).Refuse("C-69");
        acts.Submit(acts.Owner(TestParty.An, TestParty.An, e => e.Kind = OwnerDetail.IdentityDocument)).Refuse("C-69");
        acts.Submit(acts.Owner(TestParty.An, TestParty.An, e => e.Parties.Clear())).Refuse("C-69");
    }

    [Fact]
    public void STATE_who_changes_is_an_owner_stays_of_its_kind_and_becomes_nobody_elses_double()
    {
        (sale.OwnerKind, sale.Owners) = (CoOwnership.Joint, [new(TestParty.An), new(TestParty.Bo)]);
        sale.Open();

        acts.Submit(acts.Owner(TestParty.Chen, Renewed)).Refuse("STATE");
        acts.Submit(acts.Owner(TestParty.An, TestParty.Developer)).Refuse("STATE");
        acts.Submit(acts.Owner(TestParty.An, TestParty.Bo)).Refuse("STATE");
        acts.Submit(acts.Owner(TestParty.An, Renewed, e => e.Epoch = 2)).Refuse("STATE");
        acts.Submit(acts.Owner(TestParty.An, Renewed)).Accept();
    }

    [Fact]
    public void C54_a_certificate_that_is_replaced_is_an_owners()
    {
        sale.Open();

        acts.Submit(acts.Owner(TestParty.An, Renewed, e =>
        {
            e.Certificates.AddRange(acts.Renewals());
            e.Certificates[0].Old = sale.Certificate();
        })).Refuse("C-54");
    }

    // Scenario 27: contract, mortgage and taxes name the old token.
    [Fact]
    public void C01_every_open_document_that_names_the_old_token_is_renewed_and_none_left_out()
    {
        OpenWithContractAndMortgage();

        acts.Submit(acts.Owner(TestParty.An, Renewed, All)).Accept();

        Assert.Equal(Renewed.Across(SaleCase.Flat), Assert.Single(sale.Ledger.Read<ContractPage>(PageKeys.Contract(sale.Number))!.Sellers));
        Assert.Equal(Renewed.Across(SaleCase.Flat), Assert.Single(mortgage.Page.Mortgagors));
        Assert.DoesNotContain(
            sale.Ledger.Read<TaxPage>(PageKeys.Tax(sale.Number))!.Lines, state => state.Line.Taxpayer.Equals(TestParty.An.Across(SaleCase.Flat)));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void C01_one_document_left_out_is_refused(bool basis, bool mortgaged)
    {
        OpenWithContractAndMortgage();

        acts.Submit(acts.Owner(TestParty.An, Renewed, e =>
        {
            All(e);
            e.Act = Acts.Of("C-85");
            if (!basis)
                e.Bases.Clear();
            if (!mortgaged)
                e.Mortgages.Clear();
        })).Refuse("C-01");
    }

    [Fact]
    public void C01_a_document_is_renewed_to_what_the_unit_sees()
    {
        OpenWithContractAndMortgage();

        Refused(e => e.Bases[0].Parties[0].Renewed = TestParty.Chen.Across(SaleCase.Flat));
        Refused(e => e.Bases[0].Parties[0].Old = TestParty.Chen.Across(SaleCase.Flat));
        Refused(e => e.Bases[0].Parties[0].Renewed.Tokens.Add(Acts.Bytes(9)));
        Refused(e => e.Bases[0].Number = "441900B21050000009");
        Refused(e => e.Mortgages[0].Mortgage.ContractNumber = "DY-2021-000099");

        void Refused(Action<OwnerDetailsChanged> change) => acts.Submit(acts.Owner(TestParty.An, Renewed, e =>
        {
            All(e);
            e.Act = Acts.Of("C-85");
            change(e);
        })).Refuse("C-01");
    }

    [Fact]
    public void C01_a_document_that_does_not_name_the_party_is_not_listed()
    {
        sale.Open();
        sale.Sign().Accept();
        sale.Revoke().Accept();

        acts.Submit(acts.Owner(TestParty.An, Renewed, e => e.Bases.Add(Basis()))).Refuse("C-01");
        acts.Submit(acts.Owner(TestParty.An, Renewed)).Accept();
    }

    [Fact]
    public void A_signed_mortgage_contract_that_no_page_names_is_renewed_when_it_is_listed()
    {
        mortgage.ToSigned();

        acts.Submit(acts.Owner(TestParty.An, Renewed, e => e.Mortgages.Add(Mortgage()))).Accept();

        Assert.Equal(Renewed.Across(SaleCase.Flat), Assert.Single(mortgage.Page.Mortgagors));
    }

    [Fact]
    public void The_order_of_a_contracts_parties_and_what_refers_to_them_follow_the_new_tokens()
    {
        (sale.OwnerKind, sale.Owners) = (CoOwnership.Shares, [new(TestParty.An, "1/3"), new(TestParty.Bo, "2/3")]);
        sale.Buyers = [new(TestParty.Chen)];
        sale.Open();
        sale.Sign().Accept();
        foreach (var renewed in Enumerable.Range(1, 8).Select(i => new TestParty(IdentityClass.HkMacaoPermit, $"H1234567{i}")))
        {
            var old = current;
            acts.Submit(acts.Owner(old, renewed, e =>
            {
                e.Act = Acts.Of("C-85");
                e.Bases.Add(Basis(old, renewed));
            })).Accept();
            current = renewed;

            var page = sale.Ledger.Read<ContractPage>(PageKeys.Contract(sale.Number))!;
            Assert.Equal(page.Sellers.Order(Comparer<PartyAcrossUnits>.Create(PartyOrder.Compare)), page.Sellers);
            foreach (var (party, share) in new[] { (renewed, 1ul), (TestParty.Bo, 2ul) })
            {
                var place = (uint)page.Sellers.IndexOf(party.Across(SaleCase.Flat));
                Assert.Equal(share, page.Units[0].Sellers.Single(stake => stake.Party == place).Share.Numerator);
            }
        }
    }

    private TestParty current = TestParty.An;

    private void OpenWithContractAndMortgage()
    {
        mortgage.Signed = Day.Of(2021, 4, 1);
        mortgage.Recorded = Day.Of(2021, 4, 6);
        mortgage.ToRegistered();
        sale.Sign().Accept();
        sale.File().Accept();
        sale.Assess().Accept();
        acts.Accepted = Day.Of(2021, 5, 17);
        acts.Recorded = Day.Of(2021, 5, 18);
    }

    private void All(OwnerDetailsChanged e)
    {
        e.Act = Acts.Of("C-85");
        e.Bases.Add(Basis());
        e.Mortgages.Add(Mortgage());
    }

    private BasisRenewal Basis(TestParty? old = null, TestParty? renewed = null)
        => new() { Number = sale.Number, Parties = { Across(old ?? TestParty.An, renewed ?? Renewed) } };

    private MortgageRenewal Mortgage() => new() { Mortgage = mortgage.Id, Parties = { Across(TestParty.An, Renewed) } };

    private static PartyAcrossRenewal Across(TestParty old, TestParty renewed)
        => new() { Old = old.Across(SaleCase.Flat), Renewed = renewed.Across(SaleCase.Flat) };
}
