using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>A seizure that comes while a transfer is in hand stops its case (C-30).</summary>
public sealed class SeizedCaseTests : IDisposable
{
    private readonly CaseFile file;
    private readonly SeizureBook seizures;

    public SeizedCaseTests()
    {
        var sale = new SaleCase(TestLedger.Two()).ToPaid();
        file = new(sale) { Accepted = Day.Of(2021, 6, 2), Basis = sale.Number, Applicants = [TestParty.An, TestParty.Bo] };
        file.Flows = [file.Flow(FlowCode.F211, SaleCase.Flat, 1)];
        seizures = new(file.Ledger);
    }

    [Fact]
    public void Scenario_5_a_seizure_in_hand_stops_the_case_until_it_is_lifted_and_the_case_goes_on()
    {
        file.ToReviewed();
        Seize(Hour(11));
        Assert.Equal((CaseState.Suspended, CaseState.Reviewed, Hour(11)), (file.State, file.Page.Former, file.Page.SeizedMs));
        Transfer().Refuse("C-29", "C-30");

        Counted(() => seizures.Lift(1).Accept());
        Transfer().Refuse("STATE");
        file.Ledger.Submit(Members.Registration, file.Resume(ResumeGround.SuspensionEnded)).Accept();
        Transfer().Accept();
        Assert.Equal(CaseState.Recorded, file.State);
    }

    [Fact]
    public void A_case_that_waits_for_a_supplement_is_not_stopped_twice()
    {
        file.Open();
        file.Ledger.Submit(Members.Registration, file.Supplement()).Accept();

        Seize(Hour(11));

        Assert.Equal((CaseState.Supplement, 0ul), (file.State, file.Page.SeizedMs));
    }

    [Theory]
    [InlineData(FlowCode.M9)]
    [InlineData(FlowCode.F903)]
    public void A_case_that_only_cancels_goes_on(FlowCode flow)
    {
        file.Basis = "";
        file.Flows = [file.Flow(flow, SaleCase.Flat, 1)];
        file.ToReviewed();

        Seize(Hour(11));

        Assert.Equal(CaseState.Reviewed, file.State);
    }

    [Fact]
    public void A_seizure_that_names_a_strangers_case_changes_nothing_of_it()
    {
        file.ToReviewed();
        file.Ledger.TimeMs = Hour(12);
        var e = seizures.Entry(1, delivered: Hour(11));
        e.Recording = file.Recording();
        e.Recording.AcceptanceTimeMs = Hour(12);

        file.Ledger.Submit(Members.Registration, e).Accept();

        Assert.Equal(0ul, file.Page.RecordedMs);
        Assert.All(file.Page.Flows, flow => Assert.False(flow.Recorded));
        Assert.Equal((CaseState.Suspended, Hour(11)), (file.State, file.Page.SeizedMs));
    }

    public void Dispose() => file.Dispose();

    private ulong Hour(ulong hour) => (ulong)file.Accepted.StartMilliseconds + (hour * 3_600_000);

    private void Seize(ulong delivered)
    {
        file.Ledger.TimeMs = delivered + 60_000;
        Counted(() => seizures.Enter(1, delivered: delivered).Accept());
    }

    // What is not the case's own the counter prepares.
    private void Counted(Action act)
    {
        file.Ledger.Counter.Open = true;
        act();
        file.Ledger.Counter.Open = false;
    }

    private TransferRecorded Act() => file.Sale.Transfer(e =>
    {
        e.Recording = file.Recording();
        e.Units[0].BusinessNumber = file.Flows[0].BusinessNumber;
    });

    private Outcome Transfer() => file.Ledger.Submit(Members.Registration, Act());
}
