using Ledger.Facts;
using Ledger.V1;
using Share = Ledger.Facts.Share;

namespace Ledger.Import;

/// <summary>
/// Takes a unit over from an old book that never was: the ledger does not know the unit, so an invented person has held the
/// whole of it for five years.
/// </summary>
internal static class UnitOpening
{
    private const int YearsHeld = 5;

    /// <summary>The first day that has instants; of an older recording the book knows the day alone.</summary>
    private static readonly Day FirstInstant = Day.Of(1970, 1, 1);

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
        var held = Held(numbers);
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
        var read = numbers.Date.ToString();
        var request = new OpenMigratedRequest
        {
            Recording = new RecordingInput
            {
                AcceptanceNumber = numbers.OpeningAcceptance,
                AcceptanceTimeMs = CaseText.AcceptedAt(numbers.Date),
                RecordingDate = held.ToString(),
                RecordingTimeMs = held < FirstInstant ? 0 : CaseText.RecordedAt(held),
            },
            Opening = opening,
            MigrationDate = read,
            Document = new DocumentInput { Fields = { new DocumentField { Name = "source.id", Value = deal.Id } } },
        };

        // The book that never was holds no encumbrance of any kind.
        request.Since.AddRange(Enum.GetValues<EncumbranceKind>().Where(static kind => kind != EncumbranceKind.Unspecified)
            .Select(kind => new OldKindInput { Kind = kind, Day = read }));
        return new RegistrationAct { OpenMigrated = request };
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
