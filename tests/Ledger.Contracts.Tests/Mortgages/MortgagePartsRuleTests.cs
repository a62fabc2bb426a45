using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>A mortgage contract on more units than a page holds, in numbered parts.</summary>
public sealed class MortgagePartsRuleTests
{
    private readonly SaleCase sale = new(TestLedger.Two()) { Units = [SaleCase.Flat, SaleCase.Garage] };

    [Fact]
    public void The_parts_of_a_contract_are_signed_registered_and_cancelled_each_by_itself()
    {
        var (first, second) = Parts();
        first.Sign(Of(2)).Accept();
        second.Sign(Of(2)).Accept();

        first.Register().Accept();
        second.Register().Accept();

        Assert.Equal((2u, 2u), (Head.Parts, Head.PartsSigned));
        Assert.NotEqual(first.Page.Certificate, second.Page.Certificate);
        Assert.Equal((1u, 2u), (first.Rows()[0].Id.Part, second.Rows()[0].Id.Part));
        first.Release().Accept();
        first.Cancel().Accept();
        Assert.Empty(first.Rows());
        Assert.Single(second.Rows());
        Assert.Equal(MortgageState.Registered, second.Page.State);
    }

    [Fact]
    public void STATE_the_last_part_comes_last_and_nothing_is_registered_before_it()
    {
        var (first, second) = Parts();
        second.Sign(Of(2)).Refuse("STATE");
        first.Sign(Of(2)).Accept();
        first.Sign(Of(2)).Refuse("STATE");
        first.Register().Refuse("STATE");
        second.Sign(Of(2)).Accept();

        first.Register().Accept();
    }

    [Fact]
    public void STATE_a_part_that_is_withdrawn_is_missing()
    {
        var (first, second) = Parts();
        first.Sign(Of(2)).Accept();
        second.Sign(Of(2)).Accept();
        second.Withdraw().Accept();

        first.Register().Refuse("STATE");
    }

    [Fact]
    public void STATE_the_parts_secure_one_claim()
    {
        var (first, second) = Parts();
        first.Sign(Of(2)).Accept();

        second.Sign(e => (e.Parts, e.Terms.AmountFen) = (2, 79_999_999)).Refuse("STATE");
        second.Sign(e => (e.Parts, e.SigningDate) = (2, 20210510)).Refuse("STATE");
        second.Sign(Of(3)).Refuse("STATE");
        second.Sign(Of(2)).Accept();
    }

    [Fact]
    public void STATE_a_contract_is_in_parts_or_in_one()
    {
        var (first, _) = Parts();
        var whole = new MortgageCase(sale);
        first.Sign(Of(2)).Accept();
        whole.Sign().Refuse("STATE");
        whole.Register().Refuse("STATE");
        whole.Release().Refuse("C-49");

        var one = new MortgageCase(sale) { Number = "DY-2021-000002" };
        one.Sign().Accept();
        new MortgageCase(sale) { Number = one.Number, Part = 1, Units = [SaleCase.Flat] }.Sign(Of(2)).Refuse("STATE");
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(1, 2, true)]
    [InlineData(1, 100, true)]
    [InlineData(0, 2, false)]
    [InlineData(1, 0, false)]
    [InlineData(1, 1, false)]
    [InlineData(3, 2, false)]
    [InlineData(1, 101, false)]
    [InlineData(101, 101, false)]
    public void C69_a_part_is_one_of_two_to_a_hundred(uint part, uint parts, bool accepted)
    {
        sale.Open();
        var outcome = new MortgageCase(sale) { Part = part, Units = [SaleCase.Flat] }.Sign(Of(parts));

        if (accepted)
            outcome.Accept();
        else
            outcome.Refuse("C-69");
    }

    [Theory]
    [InlineData(57_142_858, false)]
    [InlineData(57_142_857, true)]
    public void C44_the_values_of_all_parts_stand_against_the_claim(ulong appraised, bool warns)
    {
        var (first, second) = Parts(appraised);
        Assert.DoesNotContain(first.Sign(Of(2)).Accept().Findings, finding => finding.Rule == "C-44");

        var outcome = sale.Ledger.Judge(Members.BankA, second.Signing(Of(2)));

        Assert.Equal(warns, outcome.Findings.Any(finding => finding.Rule == "C-44"));
    }

    [Fact]
    public void STATE_a_mortgage_of_the_old_book_goes_on_in_a_further_part_behind_150_units()
    {
        var old = Encumbrances.Mortgage();
        var page = new MortgagePage
        {
            Id = old.Id,
            State = MortgageState.Registered,
            Terms = old.Terms,
            Certificate = old.Certificate,
            Origin = Origin.Migrated,
        };
        page.Units.AddRange(Enumerable.Range(1, 149)
            .Select(i => new MortgageUnit { UnitCode = $"441900004001GB00099F0001{i:D4}", Share = old.Share, Epoch = 1 }));
        sale.Ledger.PutOld(PageKeys.Mortgage(old.Id), page);
        sale.Ledger.PutOld(PageKeys.Certificate(old.Certificate), new CertificatePage { Kind = CertificateKind.Proof, Live = true });

        sale.Ledger.Submit(Members.Registration, sale.Migration(SaleCase.Flat, e => e.Mortgages.Add(Encumbrances.Mortgage()))).Accept();
        sale.Ledger.Submit(Members.Registration, sale.Migration(SaleCase.Garage, e => e.Mortgages.Add(Encumbrances.Mortgage()))).Refuse("STATE");
    }

    [Theory]
    [InlineData(1, 2, false)]
    [InlineData(0, 1, false)]
    [InlineData(0, 1, true)]
    public void The_proof_of_an_old_mortgage_in_parts_falls_with_the_last_of_them(uint first, uint second, bool back)
    {
        Old(SaleCase.Flat, first).Accept();
        Old(SaleCase.Garage, second).Accept();
        var proof = PageKeys.Certificate(Encumbrances.Mortgage().Certificate);

        var (last, lastPart) = back ? (SaleCase.Flat, first) : (SaleCase.Garage, second);
        if (back)
            End(SaleCase.Garage, second);
        else
            End(SaleCase.Flat, first);
        Assert.True(sale.Ledger.Read<CertificatePage>(proof)!.Live);
        End(last, lastPart);
        Assert.False(sale.Ledger.Read<CertificatePage>(proof)!.Live);

        Outcome Old(string unit, uint part) => sale.Ledger.Submit(Members.Registration, sale.Migration(unit, e =>
        {
            e.Mortgages.Add(Encumbrances.Mortgage());
            e.Mortgages[0].Id.Part = part;
        }));
        void End(string unit, uint part)
        {
            var mortgage = new MortgageCase(sale) { Number = "DY-2021-0001", Part = part, Units = [unit] };
            mortgage.Release().Accept();
            mortgage.Cancel().Accept();
        }
    }

    private MortgagePage Head => sale.Ledger.Read<MortgagePage>(PageKeys.Mortgage(new MortgageCase(sale).Id))!;

    private static Action<MortgageContractSigned> Of(uint parts) => e => e.Parts = parts;

    private (MortgageCase First, MortgageCase Second) Parts(ulong appraised = 0)
    {
        sale.Open();
        return (
            new(sale) { Part = 1, Units = [SaleCase.Flat], Appraised = appraised },
            new(sale) { Part = 2, Units = [SaleCase.Garage], Appraised = appraised });
    }
}
