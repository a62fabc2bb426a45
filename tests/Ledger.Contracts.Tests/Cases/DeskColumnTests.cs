using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>What stands on a unit's desk as the severity matrix asks it: another case (C-04, column J), a correction (C-39, column C).</summary>
public sealed class DeskColumnTests
{
    private readonly SaleCase sale = new(TestLedger.Two());

    [Theory]
    [InlineData(FlowCode.F310, true)]
    [InlineData(FlowCode.M1, true)]
    [InlineData(FlowCode.F920, true)]
    [InlineData(FlowCode.F800, false)]
    [InlineData(FlowCode.F801, false)]
    [InlineData(FlowCode.F802, false)]
    [InlineData(FlowCode.F803, false)]
    [InlineData(FlowCode.F600, false)]
    [InlineData(FlowCode.F601, false)]
    [InlineData(FlowCode.M9, false)]
    [InlineData(FlowCode.F903, false)]
    public void C04_a_transfer_waits_for_another_case_but_for_those_that_disturb_nobody(FlowCode other, bool waits)
    {
        sale.ToPaid();
        Open("202105310099", other);

        if (waits)
            Assert.Equal(Severity.Reject, sale.Record().Refuse("C-04").Of("C-04").Severity);
        else
            sale.Record().Accept();
    }

    [Fact]
    public void C04_a_case_does_not_stand_in_its_own_way()
    {
        sale.ToPaid();
        var transfer = sale.Transfer();
        Open(transfer.Recording.AcceptanceNumber, FlowCode.F211);

        sale.Ledger.Submit(Members.Registration, transfer).Accept();
    }

    [Fact]
    public void C04_a_contract_is_signed_beside_a_case_with_a_reason()
    {
        sale.Open();
        Open("202105310099", FlowCode.F310);

        Assert.Equal(Severity.Warning, sale.Sign().Refuse("C-04").Of("C-04").Severity);
        sale.Sign(e => e.Act = Acts.Of("C-04")).Accept();
    }

    [Fact]
    public void C39_a_transfer_waits_for_an_open_correction()
    {
        sale.ToPaid();
        Correct("202105310099");

        sale.Record().Refuse("C-39");
        Correct("");
        sale.Record().Accept();
    }

    [Fact]
    public void C39_a_contract_is_signed_beside_a_correction_with_a_reason()
    {
        sale.Open();
        Correct("202105310099");

        Assert.Equal(Severity.Warning, sale.Sign().Refuse("C-39").Of("C-39").Severity);
        sale.Sign(e => e.Act = Acts.Of("C-39")).Accept();
    }

    private void Open(string acceptance, FlowCode flow)
    {
        var page = new DeskPage { UnitCode = SaleCase.Flat };
        page.Cases.Add(new DeskCase { AcceptanceNumber = acceptance, AcceptanceMs = 1, Flows = { flow } });
        sale.Ledger.PutOld(PageKeys.Desk(SaleCase.Flat), page);
    }

    private void Correct(string acceptance)
        => sale.Ledger.PutOld(PageKeys.Desk(SaleCase.Flat), new DeskPage { UnitCode = SaleCase.Flat, Correction = acceptance });
}
