using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Benchmarks;

/// <summary>Opening entries of distinct flats, each owned by a person: first registrations and migrated ones in turn.</summary>
/// <param name="today">Day of every act.</param>
/// <param name="firstParcel">Number of the parcel on which the flats begin.</param>
internal sealed class OpeningPapers(Day today, int firstParcel = 1)
{
    private const uint RightToLandAndHouse = 4;
    private const uint Home = 10;

    /// <summary>Whether a case is migrated; the other half is a first registration.</summary>
    public static bool IsMigrated(int index) => index % 2 == 1;

    /// <summary>First registration of a case's flat.</summary>
    public OpenFirstRegistrationRequest First(int index) => new()
    {
        Recording = Recording(index),
        Opening = Opening(index, Numbers(index).Person),
        Document = Document(),
    };

    /// <summary>A case's flat taken over from the old book, where nothing encumbers it.</summary>
    public OpenMigratedRequest Migrated(int index) => new()
    {
        Recording = Recording(index),
        Opening = Opening(index, Numbers(index).Person),
        MigrationDate = today.ToString(),
        Document = Document(),
    };

    /// <summary>Many openings, for one envelope.</summary>
    public IReadOnlyList<RegistrationAct> Batch(int first, int count) => [.. Enumerable.Range(first, count).Select(index => IsMigrated(index)
        ? new RegistrationAct { OpenMigrated = Migrated(index) }
        : new RegistrationAct { OpenFirstRegistration = First(index) })];

    /// <summary>Acceptance and recording of a case.</summary>
    internal RecordingInput Recording(int index)
    {
        var numbers = Numbers(index);
        return new RecordingInput { AcceptanceNumber = numbers.Acceptance, AcceptanceTimeMs = numbers.TodayMs, RecordingDate = numbers.Today };
    }

    /// <summary>What is opened in a case.</summary>
    internal OpeningInput Opening(int index, PartyInput owner)
    {
        var numbers = Numbers(index);
        return new OpeningInput
        {
            UnitCode = numbers.Unit,
            BusinessNumber = numbers.Business,
            RightType = RightToLandAndHouse,
            Use = Home,
            Area = "89.50",
            Owners = { new OwnerInput { Party = owner, Certificate = numbers.Title } },
        };
    }

    private CaseNumbers Numbers(int index) => new(index, today, firstParcel);

    /// <summary>The document of an act.</summary>
    internal static DocumentInput Document() => new()
    {
        Fields =
        {
            new DocumentField { Name = "address", Value = "东莞市南城街道示例路1号" },
            new DocumentField { Name = "application.form", Value = "不动产登记申请书" },
        },
    };
}
