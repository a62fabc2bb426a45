using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Land that a court transfers (C-51).</summary>
public sealed class CourtLandTests
{
    [Fact]
    public void C51_a_court_transfers_land_under_the_buildings_of_others_by_exception_alone()
    {
        var deed = new DeedCase(InstrumentKind.Court, new(new() { Profile = 2 }) { Units = [SaleCase.Parcel] });
        deed.Sale.Open();
        deed.State().Accept();
        deed.Clear();
        Land(SaleCase.Flat[..24]);

        Assert.Equal(Chain.Severity.Exception, Submit().Refuse("C-51").Of("C-51").Severity);
        Land();
        Submit().Accept();

        void Land(params string[] buildings)
        {
            var land = new LandPage { Parcel = SaleCase.Parcel[..19] };
            land.Buildings.AddRange(buildings);
            deed.Ledger.PutOld(PageKeys.Land(land.Parcel), land);
        }

        Outcome Submit()
        {
            var e = CourtTransferRuleTests.Ruling(deed);
            e.Reason = CourtTransferReason.Judgment;
            e.SeizuresEnded.Clear();
            return deed.Ledger.Submit(Members.Registration, e);
        }
    }
}
