using Ledger.Facts;
using Ledger.V1;
using Share = Ledger.Facts.Share;

namespace Ledger.Import;

/// <summary>
/// Takes a unit over from the old book: as its sales before 1970 left it, or, where the ledger has no sale of it, from a book that never
/// was, in which an invented person has held the whole of it for five years.
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
    /// <param name="title">The unit's title in the old book.</param>
    public static RegistrationAct Act(PlannedDeal deal, DealNumbers numbers, int place, HeldTitle title)
    {
        var unit = deal.Units[place];
        var held = Day.FromNumber(title.Recorded);
        var shared = title.Owners.Count > 1;
        var opening = new OpeningInput
        {
            UnitCode = unit.Code,
            BusinessNumber = numbers.OpeningBusiness(place),
            RightType = unit.IsParcel ? LandUse : LandUseAndBuilding,
            Use = title.Use,
            Area = CaseText.Area(unit.Area),
            CoOwnership = shared ? CoOwnership.Shares : CoOwnership.Single,
        };
        opening.Owners.AddRange(title.Owners.Select(owner => new OwnerInput
        {
            Party = new InventedPerson(owner.CitizenNumber).ToInput(),
            Share = shared ? owner.Share : "",
            Certificate = owner.Certificate,
        }));
        opening.FurtherParcels.AddRange(unit.FurtherParcels);
        var read = numbers.Date.ToString();
        var request = new OpenMigratedRequest
        {
            Recording = new RecordingInput
            {
                AcceptanceNumber = numbers.OpeningAcceptance,
                AcceptanceTimeMs = CaseText.AcceptedAt(numbers.Date),
                RecordingDate = held.ToString(),
                RecordingTimeMs = held < DealDay.FirstInstant ? 0 : CaseText.RecordedAt(held),
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
            [new HeldShare(numbers.Holder.CitizenNumber, Share.One.ToString(), numbers.OpeningCertificate(place, held), held.Number)])
        {
            IsOpen = false,
            Recorded = held.Number,
        };
    }

    private static Day Held(DealNumbers numbers) => numbers.Date.AddYears(-YearsHeld);
}
