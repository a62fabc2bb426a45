using Ledger.Facts;
using Ledger.V1;
using Share = Ledger.Facts.Share;

namespace Ledger.Network;

/// <summary>
/// Takes a unit over from an old book that never was: the ledger does not know the unit, so an invented person has held the
/// whole of it for five years.
/// </summary>
internal static class UnitOpening
{
    private const int YearsHeld = 5;
    private const uint LandUse = 3;
    private const uint LandUseAndBuilding = 4;

    /// <summary>The opening of one unit.</summary>
    /// <param name="deal">The deal that needs it.</param>
    /// <param name="numbers">Its numbers.</param>
    /// <param name="place">Place of the unit in the deal.</param>
    public static RegistrationAct Act(PlannedDeal deal, DealNumbers numbers, int place)
    {
        var unit = deal.Units[place];
        var title = Title(deal, numbers, place);
        var opening = new OpeningInput
        {
            UnitCode = unit.Code,
            BusinessNumber = numbers.OpeningBusiness(place),
            RightType = unit.IsParcel ? LandUse : LandUseAndBuilding,
            Use = unit.Use,
            Area = CaseText.Area(unit.Area),
            CoOwnership = CoOwnership.Single,
            Owners = { new OwnerInput { Party = numbers.Holder.ToInput(), Certificate = title.Owners[0].Certificate } },
        };
        opening.FurtherParcels.AddRange(unit.FurtherParcels);
        return new RegistrationAct
        {
            OpenMigrated = new OpenMigratedRequest
            {
                Recording = CaseText.Recording(numbers.OpeningAcceptance, numbers.Date, Held(numbers)),
                Opening = opening,
                MigrationDate = numbers.Date.ToString(),
                Document = new DocumentInput { Fields = { new DocumentField { Name = "source.id", Value = deal.Id } } },
            },
        };
    }

    /// <summary>The title it makes.</summary>
    public static HeldTitle Title(PlannedDeal deal, DealNumbers numbers, int place)
    {
        var held = Held(numbers);
        return new HeldTitle(
            deal.Units[place].Use,
            [new HeldShare(numbers.Holder.CitizenNumber, Share.One.ToString(), numbers.OpeningCertificate(place, held), held.Number)]);
    }

    private static Day Held(DealNumbers numbers) => numbers.Date.AddYears(-YearsHeld);
}
