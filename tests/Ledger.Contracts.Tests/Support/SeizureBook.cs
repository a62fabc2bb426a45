using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>
/// Seizures of one unit. Every step is valid as it comes and is accepted and recorded on the day the ledger's clock shows;
/// a test changes one thing in the event before it is submitted.
/// </summary>
/// <param name="ledger">The ledger.</param>
/// <param name="unit">The unit or parcel.</param>
public sealed class SeizureBook(TestLedger ledger, string unit = SaleCase.Flat)
{
    /// <summary>The court that seizes.</summary>
    public const string Court = "11100000MB03271699";

    /// <summary>Another authority.</summary>
    public const string Police = "11441900000000019Y";

    private int serial = 5_000;

    /// <summary>The ledger.</summary>
    public TestLedger Ledger => ledger;

    /// <summary>Against whom, from profile 2 on.</summary>
    public TestParty[] Debtors { get; set; } = [TestParty.An];

    /// <summary>Share of the unit that is seized, from profile 2 on.</summary>
    public string Scope { get; set; } = "1/1";

    /// <summary>The unit's encumbrance page.</summary>
    public EncumbrancePage Page => ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(unit))!;

    /// <summary>The rows as they stand on the page.</summary>
    public RepeatedField<SeizureRow> Rows => Page.Seizures;

    /// <summary>The documents on the page, in order.</summary>
    public IEnumerable<string> Documents => Rows.Select(row => row.DocumentNumber);

    private bool IsTwo => ledger.IsTwo;

    private Day Today => Day.At(ledger.TimeMs);

    /// <summary>A document number.</summary>
    public static string Document(int number) => $"（2021）粤1971执保{number}号";

    /// <summary>Moves the clock to an instant of a day in UTC+8.</summary>
    public SeizureBook At(Day day, int hour = 10)
    {
        ledger.TimeMs = (ulong)day.StartMilliseconds + ((ulong)hour * 3_600_000);
        return this;
    }

    /// <summary>The entry of a seizure, delivered an hour ago unless stated.</summary>
    public SeizureEntered Entry(int number, uint months = 36, ulong? delivered = null, Action<SeizureEntered>? change = null)
    {
        var e = new SeizureEntered
        {
            Act = Acts.Of(),
            Recording = Recording(),
            UnitCode = unit,
            BusinessNumber = Business(),
            Kind = SeizureKind.Seizure,
            Authority = Court,
            DocumentNumber = Document(number),
            DeliveryTimeMs = delivered ?? ledger.TimeMs - 3_600_000,
            Term = new() { Months = months },
        };
        if (IsTwo)
        {
            e.Organ = SeizureOrgan.Court;
            e.Debtors.AddRange(Debtors.Select(debtor => debtor.At(unit)).Order(Comparer<Party>.Create(PartyOrder.Compare)));
            e.Scope = new Owner(Debtors[0], Scope).Message;
            e.Epoch = 1;
        }

        change?.Invoke(e);
        return e;
    }

    /// <summary>Enters a seizure.</summary>
    public Outcome Enter(int number, uint months = 36, ulong? delivered = null, Action<SeizureEntered>? change = null)
        => ledger.Submit(Members.Registration, Entry(number, months, delivered, change));

    /// <summary>The renewal of a seizure.</summary>
    public SeizureRenewed Renewal(int number, uint months = 36, Action<SeizureRenewed>? change = null)
    {
        var e = new SeizureRenewed
        {
            Act = Acts.Of(),
            Recording = Recording(),
            UnitCode = unit,
            BusinessNumber = Business(),
            Authority = Court,
            DocumentNumber = Document(number),
            RenewalDocumentNumber = Document(number + 900),
            Term = new() { Months = months },
        };
        if (IsTwo)
            e.DeliveryTimeMs = ledger.TimeMs - 60_000;
        change?.Invoke(e);
        return e;
    }

    /// <summary>Renews a seizure.</summary>
    public Outcome Renew(int number, uint months = 36, Action<SeizureRenewed>? change = null)
        => ledger.Submit(Members.Registration, Renewal(number, months, change));

    /// <summary>The lifting of a seizure.</summary>
    public SeizureLifted Lifting(int number, LiftOutcome outcome = LiftOutcome.Released, Action<SeizureLifted>? change = null)
    {
        var e = new SeizureLifted
        {
            Act = Acts.Of(),
            Recording = Recording(),
            UnitCode = unit,
            BusinessNumber = Business(),
            Authority = Court,
            DocumentNumber = Document(number),
            LiftDocumentNumber = Document(number + 800),
            Outcome = outcome,
        };
        if (IsTwo)
            (e.DeliveryTimeMs, e.By) = (ledger.TimeMs - 60_000, SeizureLifter.Same);
        change?.Invoke(e);
        return e;
    }

    /// <summary>Lifts a seizure.</summary>
    public Outcome Lift(int number, LiftOutcome outcome = LiftOutcome.Released, Action<SeizureLifted>? change = null)
        => ledger.Submit(Members.Registration, Lifting(number, outcome, change));

    private Recording Recording()
    {
        var recording = Acts.Recorded(Today, Today, ++serial);
        recording.AcceptanceTimeMs = ledger.TimeMs;
        if (IsTwo)
            recording.RecordingMs = ledger.TimeMs;
        return recording;
    }

    private string Business() => $"{Today.Number}{++serial:D6}";
}
