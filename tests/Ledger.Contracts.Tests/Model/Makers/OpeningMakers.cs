using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>How units come into the book.</summary>
internal static class OpeningMakers
{
    /// <summary>The makers.</summary>
    public static IEnumerable<(int Weight, Func<Town, Lots, Draft?> Make)> All =>
        [(30, Land), (40, Migration), (10, First), (25, Project), (4, Completion), (8, Permit), (10, PermitChange), (12, Rows)];

    private static Draft? Land(Town town, Lots lots)
    {
        if (town.Book.Unit(Town.Land).Status != NaiveStatus.Unopened)
            return null;
        if (lots.OfAny(town.Book.Bases.Values.Where(basis => basis is { Kind: InstrumentKind.Grant, State: ContractState.Filed })) is not { } grant)
            return TransferMakers.Grant(town, lots);
        if (!TransferMakers.IsPaid(grant) && !lots.Chance(6))
            return null;
        var e = new FirstRegistered
        {
            Act = Acts.Of(),
            Recording = town.Recording(lots),
            Opening = Opening(town, Town.Land, [TestParty.Developer], CoOwnership.Single, 0),
            Basis = FirstBasis.LandGrant,
            Instrument = grant.Number,
        };
        return town.Case(lots, grant.Number, e);
    }

    private static Draft? First(Town town, Lots lots)
    {
        if (lots.OfAny(Town.NewFlats.Where(unit => town.Book.Unit(unit).Status == NaiveStatus.Unopened)) is not { } code || town.Title(Town.Land) is null)
            return null;
        var house = town.Ledger.Read<HousePage>(PageKeys.House(code));
        var area = house is null ? 8_950 : Math.Max(house.SurveyedArea, house.PredictedArea);
        var e = new FirstRegistered
        {
            Act = Acts.Of(),
            Recording = town.Recording(lots),
            Opening = Opening(town, code, [TestParty.Developer], CoOwnership.Single, area),
            PermitNumber = house?.PermitNumber ?? "",
        };
        return town.Case(lots, "", e);
    }

    private static Draft? Project(Town town, Lots lots)
    {
        List<HousePage> houses = [.. Houses(town).Where(house => town.Book.Unit(house.UnitCode).Status == NaiveStatus.Unopened)];
        if (houses.Count == 0 || town.Title(Town.Land) is null || lots.Chance(50))
            return null;
        var e = new ProjectFirstRegistered
        {
            Act = Acts.Of(),
            Recording = town.Recording(lots),
            PermitNumber = houses[0].PermitNumber,
            Parcel = Town.Land,
            Owner = Town.At(TestParty.Developer, Town.Land),
            RightType = 4,
            Completion = town.Today.AddDays(-30).Number,
            Epoch = 1,
            Part = 1,
            Of = 1,
        };
        e.Rows.AddRange(houses.Select(house => new ProjectRow
        {
            UnitCode = house.UnitCode,
            BusinessNumber = town.Business(),
            Use = 10,
            Area = Math.Max(house.SurveyedArea, house.PredictedArea),
            InnerArea = house.InnerArea,
            SharedArea = house.SharedArea,
            Floor = 1,
            TotalFloors = 18,
            Certificate = town.Certificate(),
        }));
        return town.Case(lots, "", e);
    }

    private static Draft? Migration(Town town, Lots lots)
    {
        if (lots.OfAny(Town.OldFlats.Append(Town.Garage).Where(unit => town.Book.Unit(unit).Status == NaiveStatus.Unopened)) is not { } code)
            return null;
        var (kind, owners) = Ownership(lots);
        var read = town.Today.AddDays(-lots.Below(3));
        var recorded = Day.Of(2018, 3, 1);
        var e = new MigratedOpened
        {
            Act = Acts.Of(),
            Recording = Acts.Recorded(town.Today, recorded, town.Next() % 10_000),
            Opening = Opening(town, code, owners, kind, code == Town.Garage ? 1_250ul : 8_950, recorded.Year),
            MigrationDate = read.Number,
        };
        (e.Recording.AcceptanceTimeMs, e.Recording.RecordingMs) = (town.Ledger.TimeMs - 600_000, (ulong)recorded.StartMilliseconds + 36_000_000);
        if (lots.Chance(50))
            e.Since.Add(new KindSince { Kind = lots.Of(EncumbranceKind.AdvanceNotice, EncumbranceKind.Objection, EncumbranceKind.Lock), Day = read.Number });
        return new(Members.Registration, [e]);
    }

    private static Draft? Completion(Town town, Lots lots)
    {
        var unit = lots.OfAny(town.Book.Units.Values.Where(unit => unit.Since.Count is > 0 and < 7));
        if (unit is null)
            return null;
        var kind = lots.Of<EncumbranceKind>([.. Enum.GetValues<EncumbranceKind>()
            .Where(kind => kind > EncumbranceKind.Seizure && !unit.Since.ContainsKey(kind))]);
        var e = new BookCompleted
        {
            Act = Acts.Of(),
            Recording = town.Recording(lots),
            UnitCode = unit.Code,
            BusinessNumber = town.Business(),
            Kind = kind,
            Since = town.Today.AddDays(-lots.Below(2)).Number,
        };
        return town.Case(lots, "", e);
    }

    private static Draft? Permit(Town town, Lots lots)
    {
        if (town.Title(Town.Land) is null || (town.Keys("permit/").Count > 0 && !lots.Chance(10)))
            return null;
        return new(Members.Transaction,
        [
            new PresalePermitIssued
            {
                Act = Acts.Of(),
                PermitNumber = $"东房预字第{town.Today.Year}{town.Next():D4}号",
                Developer = TestParty.Developer.Number,
                LandUnit = Town.Land,
                Buildings = { Town.Building },
                Issued = town.Today.Number,
                Bank = Members.BankA.CreditCode,
                Account = Acts.Bytes(6),
            },
        ]);
    }

    private static Draft? PermitChange(Town town, Lots lots)
    {
        if (Permits(town).FirstOrDefault() is not { } permit)
            return null;
        var to = permit.Changes[^1].State == PermitState.Suspended ? PermitState.Valid : lots.Chance(10) ? PermitState.Ended : PermitState.Suspended;
        return new(Members.Transaction,
            [new PresalePermitStatusChanged { Act = Acts.Of(), PermitNumber = permit.PermitNumber, To = to, Date = town.Today.Number, Reason = "ON_REQUEST" }]);
    }

    private static Draft? Rows(Town town, Lots lots)
    {
        if (Permits(town).FirstOrDefault(permit => permit.Changes[^1].State == PermitState.Valid) is not { } permit)
            return null;
        var known = Houses(town).Select(house => house.UnitCode).ToList();
        var survey = known.Count > 0;
        List<string> units = survey ? [lots.Of(known)] : [.. Town.NewFlats];
        var area = survey && lots.Chance(30) ? (ulong)lots.Between(8_700, 9_200) : 8_950;
        var e = new HouseRowsPublished
        {
            Act = Acts.Of(),
            PermitNumber = permit.PermitNumber,
            Kind = survey ? HouseRowsKind.Surveyed : HouseRowsKind.Predicted,
            Part = 1,
            Parts = 1,
        };
        e.Rows.AddRange(units.Select(unit => new HouseRow
        {
            UnitCode = unit,
            PredictedArea = survey ? 0 : area,
            SurveyedArea = survey ? area : 0,
            InnerArea = area - 1_950,
            SharedArea = 1_950,
            Use = 10,
            Epoch = 1,
        }));
        return new(Members.Transaction, [e]);
    }

    /// <summary>Permits of the town.</summary>
    public static IEnumerable<PermitPage> Permits(Town town)
        => town.Keys("permit/").Select(key => town.Ledger.Read<PermitPage>(key)!);

    /// <summary>Rows of the house table.</summary>
    public static IEnumerable<HousePage> Houses(Town town)
        => Town.NewFlats.Select(unit => town.Ledger.Read<HousePage>(PageKeys.House(unit))).OfType<HousePage>();

    /// <summary>A way to own, with who owns.</summary>
    public static (CoOwnership Kind, Owner[] Owners) Ownership(Lots lots)
    {
        List<TestParty> persons = [.. Town.Persons.OrderBy(_ => lots.Draw())];
        return lots.Below(10) switch
        {
            < 5 => (CoOwnership.Single, [new(persons[0])]),
            < 7 => (CoOwnership.Joint, [new(persons[0]), new(persons[1])]),
            < 9 => (CoOwnership.Shares, lots.Chance(50) ? [new(persons[0], "1/2"), new(persons[1], "1/2")]
                : [new(persons[0], "1/3"), new(persons[1], "1/3"), new(persons[2], "1/3")]),
            _ => (CoOwnership.Groups, [new(persons[0], "1/2", 1), new(persons[1], "1/2", 1), new(persons[2], "1/2", 2)]),
        };
    }

    private static Opening Opening(Town town, string code, TestParty[] owners, CoOwnership kind, ulong area)
        => Opening(town, code, [.. owners.Select(owner => new Owner(owner))], kind, area);

    private static Opening Opening(Town town, string code, Owner[] owners, CoOwnership kind, ulong area, int? year = null)
    {
        var parcel = UnitCode.Parse(code).IsParcel;
        var opening = new Opening
        {
            UnitCode = code,
            BusinessNumber = town.Business(),
            RightType = parcel ? 3u : 4u,
            Use = parcel ? 701u : code == Town.Garage ? 31u : 10u,
            Area = parcel ? 2_000_000 : area,
            CoOwnership = kind,
            Epoch = 1,
        };
        if (!parcel)
            opening.Parcels.Add(Town.Land);
        var shared = kind == CoOwnership.Joint ? town.Certificate(year) : null;
        opening.Owners.AddRange(owners
            .Select(owner => new Holder
            {
                Party = Town.At(owner.Party, code),
                Share = owner.Message,
                Group = owner.Group,
                Certificate = shared ?? town.Certificate(year),
            })
            .Order(Comparer<Holder>.Create(PartyOrder.Compare)));
        return opening;
    }
}
