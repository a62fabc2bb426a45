using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments.Tests;

/// <summary>A court's seizures of one unit: each method is the request of one act of the registry, delivered a minute ago.</summary>
/// <param name="city">The city.</param>
/// <param name="unit">The unit.</param>
/// <param name="debtors">Against whom.</param>
internal sealed class Court(ScenarioCity city, string unit, params PartyInput[] debtors)
{
    /// <summary>Credit code of the court.</summary>
    public const string Code = "11441900000000019Y";

    /// <summary>Share of the unit that is seized.</summary>
    public string Share { get; init; } = "1/1";

    /// <summary>The rows of the unit.</summary>
    public IReadOnlyList<SeizureRow> Rows => city.Encumbrances(unit).Seizures;

    /// <summary>The document of the seizure that is active now; empty for none.</summary>
    public string Active => Now?.Row.DocumentNumber ?? "";

    /// <summary>The seizure that is active now.</summary>
    public SeizurePlace? Now => SeizureQueue.At(city.Encumbrances(unit).Seizures, city.NowMs).Active;

    /// <summary>Number of a document of this year's court.</summary>
    public string Document(int number) => $"（{city.Today[..4]}）粤1971执保{number}号";

    /// <summary>The entry of a seizure (查封、预查封、轮候查封).</summary>
    public EnterSeizureRequest Enter(string document, uint months = 36, SeizureKind kind = SeizureKind.Seizure) => new()
    {
        Recording = city.Book(),
        UnitCode = unit,
        BusinessNumber = city.Number(),
        Kind = kind,
        Authority = Code,
        DocumentNumber = document,
        DeliveryTimeMs = JustNow,
        Term = new SeizureTerm { Months = months },
        Document = ScenarioCity.Papers(),
        Debtors = { debtors },
        Share = Share,
        Organ = SeizureOrgan.Court,
    };

    /// <summary>Its renewal (续封).</summary>
    public RenewSeizureRequest Renew(string document, string renewal, uint months = 36) => new()
    {
        Recording = city.Book(),
        UnitCode = unit,
        BusinessNumber = city.Number(),
        Authority = Code,
        DocumentNumber = document,
        RenewalDocumentNumber = renewal,
        Term = new SeizureTerm { Months = months },
        Document = ScenarioCity.Papers(),
        DeliveryTimeMs = JustNow,
    };

    /// <summary>Its end (解封).</summary>
    public LiftSeizureRequest Lift(string document, string lift, LiftOutcome outcome = LiftOutcome.Released) => new()
    {
        Recording = city.Book(),
        UnitCode = unit,
        BusinessNumber = city.Number(),
        Authority = Code,
        DocumentNumber = document,
        LiftDocumentNumber = lift,
        Outcome = outcome,
        Document = ScenarioCity.Papers(),
        DeliveryTimeMs = JustNow,
        By = SeizureLifter.Same,
    };

    private ulong JustNow => city.NowMs - 60_000;
}
