using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Every finding on an act that has a row in the severity matrix names the flow it was judged in.</summary>
public sealed class FindingFlowTests
{
    private readonly SaleCase sale = new(TestLedger.Two());

    [Fact]
    public void What_is_found_before_the_flow_is_known_names_it_too()
    {
        sale.Open().Sign().Accept();

        // C-05 is asked before the columns of K1.
        var refused = sale.Sign(e => e.ContractNumber = "441900B21050000009").Refuse("C-05");

        Assert.All(refused.Findings, finding => Assert.Equal("K1", finding.Flow));
    }

    [Fact]
    public void What_has_no_sound_form_names_every_flow_that_it_may_be_of()
    {
        sale.Open();

        Assert.Equal("K1/K2", sale.Sign(e => e.SigningDate = 20210231).Refuse("C-69").Of("C-69").Flow);
        Assert.Equal("101/102/103", sale.Ledger.Submit(Members.Tax, sale.FirstRegistration(SaleCase.Garage)).Refuse("C-70").Of("C-70").Flow);
    }

    [Fact]
    public void A_step_that_is_no_flow_of_registration_names_none()
        => Assert.Equal("", sale.ToFiled().Declare(e => e.Date = 20210231).Refuse("C-69").Of("C-69").Flow);
}
