using Ledger.V1;

namespace Ledger.Departments.Tests;

/// <summary>The unit rows of contracts and instruments.</summary>
internal static class Deeds
{
    /// <summary>One unit, given by some and taken by others.</summary>
    public static ContractUnitInput Unit(SoldUnit unit, string share, Stake[] givers, Stake[] takers, CoOwnership takersOwn)
    {
        var row = new ContractUnitInput
        {
            UnitCode = unit.Code,
            Share = share,
            Area = unit.Area,
            Price = Yuan.OfSome(unit.Price),
            BuyerCoOwnership = takersOwn,
            CoOwnersWaived = share != "1/1",
        };
        row.Sellers.AddRange(Stakes(givers));
        row.Buyers.AddRange(Stakes(takers));
        return row;
    }

    private static IEnumerable<StakeInput> Stakes(Stake[] stakes)
        => stakes.Select(static (stake, i) => new StakeInput { Party = (uint)i, Share = stake.Share, NotSigning = !stake.Signs });
}
