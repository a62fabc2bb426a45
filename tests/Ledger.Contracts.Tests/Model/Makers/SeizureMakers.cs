using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Seizures and locks.</summary>
internal static class SeizureMakers
{
    /// <summary>The makers.</summary>
    public static IEnumerable<(int Weight, Func<Town, Lots, Draft?> Make)> All => [(26, Seize), (14, Renew), (16, Lift), (5, HandOver), (5, Lock), (6, Unlock)];

    /// <summary>A lift by who seized, or whom the seizure was handed over to.</summary>
    public static SeizureLifted Lifting(Town town, Lots lots, string unit, NaiveSeizure row, LiftOutcome outcome)
    {
        var recording = AtOnce(town, lots);
        var handed = row.HandedTo.Length > 0 && lots.Chance(50);
        return new()
        {
            Act = Acts.Of(),
            Recording = recording,
            UnitCode = unit,
            BusinessNumber = town.Business(),
            Authority = handed ? row.HandedTo : row.Authority,
            DocumentNumber = row.Document,
            LiftDocumentNumber = town.Document(),
            Outcome = outcome,
            DeliveryTimeMs = Delivered(lots, recording),
            By = handed ? SeizureLifter.HandedOver : SeizureLifter.Same,
        };
    }

    // Entered when it comes, or days after.
    private static ulong Delivered(Lots lots, Recording recording)
        => recording.AcceptanceTimeMs - ((ulong)lots.Of(0, 5, 50, 500, 1_500, 10_000) * 60_000);

    private static Recording AtOnce(Town town, Lots lots)
    {
        var recording = town.Recording(lots);
        recording.RecordingMs = Math.Max(recording.AcceptanceTimeMs, recording.RecordingMs);
        return recording;
    }

    private static Draft? Seize(Town town, Lots lots)
    {
        var known = town.Book.Units.Values.Where(unit => unit.Status == NaiveStatus.Registered
            || (unit.Status == NaiveStatus.Unopened && town.Book.DealOn(unit.Code) is not null)).ToList();

        // Courts come back to what is seized.
        var queued = known.FindAll(unit => unit.Seizures.Count > 0);
        if (lots.OfAny(queued.Count > 0 && lots.Chance(40) ? queued : known) is not { } unit || (unit.Code == Town.Land && lots.Chance(70)))
            return null;
        var deal = town.Book.DealOn(unit.Code) is { State: ContractState.Filed } basis ? basis : null;
        var pre = deal is not null && (unit.Status == NaiveStatus.Unopened || lots.Chance(40));
        var holders = pre ? deal!.Takers.GetValueOrDefault(unit.Code) ?? [] : [.. unit.Owners];
        List<Party> debtors = [.. Town.Everybody.Select(party => Town.At(party, unit.Code)).Where(party => holders.Contains(NaiveBook.KeyOf(party)))];
        if (debtors.Count == 0 || lots.Chance(4))
            debtors = [Town.At(lots.Of(Town.Everybody), unit.Code)];
        if (debtors.Count > 1 && lots.Chance(60))
            debtors = [lots.Of(debtors)];
        var recording = AtOnce(town, lots);
        var police = lots.Chance(20);
        var e = new SeizureEntered
        {
            Act = Acts.Of(),
            Recording = recording,
            UnitCode = unit.Code,
            BusinessNumber = town.Business(),
            Kind = pre ? SeizureKind.PreSeizure : SeizureKind.Seizure,
            Authority = police ? SeizureBook.Police : lots.Of(SeizureBook.Court, SeizureBook.Court, SeizureBook.Police),
            DocumentNumber = police ? $"东公（经）查封字〔{town.Today.Year}〕{town.Next():D5}号" : town.Document(),
            DeliveryTimeMs = Delivered(lots, recording),
            Organ = police ? SeizureOrgan.Police : SeizureOrgan.Court,
            Scope = new() { Numerator = 1, Denominator = 1 },
            Epoch = 1,
        };
        if (debtors.Count == 1 && unit.Holdings.Count > 1 && lots.Chance(80)
            && unit.Holdings.Find(holding => holding.Members.Contains(NaiveBook.KeyOf(debtors[0]))) is { } share)
        {
            e.Scope = new() { Numerator = (ulong)share.Share.Numerator, Denominator = (ulong)share.Share.Denominator };
        }

        e.Debtors.AddRange(Town.Sorted(debtors));
        if (lots.Chance(12))
            e.StatedLast = Day.At(e.DeliveryTimeMs).AddDays(lots.Between(10, 1_300)).Number;
        else if (lots.Chance(15))
            e.Term = new() { Months = (uint)lots.Below(3), Days = (uint)lots.Between(1, 40) };
        else
            e.Term = new() { Months = lots.Of(1u, 2u, 6u, 12u, 36u, 40u) };
        return new(Members.Registration, [e]);
    }

    private static (NaiveUnit Unit, NaiveSeizure Row)? Alive(Town town, Lots lots)
    {
        if (lots.OfAny(town.Book.Units.Values.Where(unit => unit.Seizures.Count > 0)) is not { } unit)
            return null;
        var alive = NaiveQueue.AliveOn(unit.Seizures, lots.Chance(20) ? town.Today.AddDays(-3) : town.Today);
        return lots.OfAny(unit.Seizures.Where(row => alive.Contains(row.Document) || lots.Chance(3))) is { } row ? (unit, row) : null;
    }

    private static Draft? Renew(Town town, Lots lots)
    {
        if (Alive(town, lots) is not (var unit, var row))
            return null;
        var recording = AtOnce(town, lots);
        return new(Members.Registration,
        [
            new SeizureRenewed
            {
                Act = Acts.Of(),
                Recording = recording,
                UnitCode = unit.Code,
                BusinessNumber = town.Business(),
                Authority = row.Authority,
                DocumentNumber = row.Document,
                RenewalDocumentNumber = town.Document(),
                Term = new() { Months = lots.Of(1u, 3u, 12u, 36u, 40u) },
                DeliveryTimeMs = Math.Max(row.DeliveryMs, Delivered(lots, recording)),
            },
        ]);
    }

    private static Draft? Lift(Town town, Lots lots)
    {
        if (Alive(town, lots) is not (var unit, var row))
            return null;
        var e = Lifting(town, lots, unit.Code, row, lots.Chance(90) ? LiftOutcome.Released : lots.Of(LiftOutcome.DisposedPart, LiftOutcome.DisposedWhole));
        e.DeliveryTimeMs = Math.Max(row.DeliveryMs, e.DeliveryTimeMs);
        return new(Members.Registration, [e]);
    }

    private static Draft? HandOver(Town town, Lots lots)
    {
        if (Alive(town, lots) is not (var unit, var row))
            return null;
        return new(Members.Registration,
        [
            new SeizureHandedOver
            {
                Act = Acts.Of(),
                Recording = AtOnce(town, lots),
                UnitCode = unit.Code,
                BusinessNumber = town.Business(),
                Authority = row.Authority,
                DocumentNumber = row.Document,
                ToAuthority = Town.Authorities.First(authority => authority != row.Authority),
                HandOverDocumentNumber = town.Document(),
                Date = town.Today.Number,
            },
        ]);
    }

    private static Draft? Lock(Town town, Lots lots)
    {
        if (town.Live.Count == 0)
            return null;
        return new(Members.Registration,
        [
            new LockPlaced
            {
                Act = Acts.Of(),
                Recording = AtOnce(town, lots),
                UnitCode = lots.Chance(95) ? lots.Of(town.Live) : Town.Land,
                BusinessNumber = town.Business(),
                Kind = lots.Of(LockKind.Expropriation, LockKind.IllegalBuilding, LockKind.Dispute),
                Authority = SeizureBook.Police,
                DocumentNumber = $"东府征字〔{town.Today.Year}〕{town.Next()}号",
                From = town.Today.Number,
                Until = lots.Chance(70) ? town.Today.AddDays(lots.Between(5, 200)).Number : 0,
            },
        ]);
    }

    private static Draft? Unlock(Town town, Lots lots)
    {
        var locked = town.Book.Units.Values.SelectMany(unit => unit.Rights.Where(right => right is { Kind: EncumbranceKind.Lock, Ended: null })
            .Select(right => (unit, right))).ToList();
        if (locked.Count == 0)
            return null;
        var (at, row) = lots.Of(locked);
        return new(Members.Registration,
        [
            new LockRemoved
            {
                Act = Acts.Of(),
                Recording = AtOnce(town, lots),
                UnitCode = at.Code,
                BusinessNumber = town.Business(),
                Authority = SeizureBook.Police,
                DocumentNumber = row.Name,
                ReleaseDocumentNumber = $"东府征字〔{town.Today.Year}〕{town.Next()}号",
                Date = town.Today.Number,
            },
        ]);
    }
}
