using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>What the taxes rest on: the version of the contract that was declared and assessed, and the use of its units.</summary>
public sealed class TaxBasisRuleTests
{
    private readonly SaleCase sale = new(TestLedger.Two());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void C_14_Taxes_of_profile_1_are_those_of_the_first_version(bool amended)
    {
        sale.ToPaid();
        var page = sale.Ledger.Read<TaxPage>(PageKeys.Tax(sale.Number))!;
        (page.State, page.Version) = (TaxState.Unspecified, 0);
        sale.Ledger.PutOld(PageKeys.Tax(sale.Number), page);
        if (amended)
            sale.Amend().Accept();

        var outcome = sale.Record();

        if (amended)
            outcome.Refuse("C-14");
        else
            outcome.Accept();
    }

    [Fact]
    public void STATE_What_was_declared_of_an_earlier_version_is_not_assessed()
    {
        sale.ToPaid();
        sale.Amend().Accept();
        sale.Ledger.Submit(Members.Tax, sale.Assessment(e => e.AssessmentDate = 20210516)).Refuse("STATE");

        sale.Declared = sale.Signed.AddDays(4);
        sale.Declare().Accept();

        sale.Ledger.Submit(Members.Tax, sale.Assessment(e => e.AssessmentDate = 20210516)).Accept();
    }

    [Theory]
    [InlineData(0u, 10u, true)]
    [InlineData(0u, 20u, false)]
    [InlineData(0u, 0u, false)]
    [InlineData(10u, 20u, true)]
    [InlineData(20u, 10u, false)]
    public void C_78_A_unit_before_its_registration_is_a_home_by_contract_or_house_table(uint stated, uint planned, bool home)
    {
        sale.ToFiled();
        var contract = sale.Contract;
        contract.Units[0].Use = stated;
        sale.Ledger.PutOld(PageKeys.Contract(sale.Number), contract);
        sale.Ledger.PutOld(PageKeys.House(SaleCase.Flat), new HousePage { UnitCode = SaleCase.Flat, Use = planned });
        sale.Ledger.Remove(PageKeys.Title(SaleCase.Flat));

        var outcome = sale.Assess();

        Assert.Equal(!home, outcome.Findings.Any(finding => finding.Rule == "C-78"));
    }
}
