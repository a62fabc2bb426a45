using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>
/// The pre-sale of one flat, from the developer's land to the filed contract, on a ledger of profile 2. Every step is valid as it
/// comes; a test changes one thing before it is submitted.
/// </summary>
public sealed class PresaleCase
{
    /// <summary>The permit.</summary>
    public const string Permit = "东房预字第20210012号";

    /// <summary>The building of <see cref="SaleCase.Flat"/>.</summary>
    public const string Building = "441900004001GB00012F0001";

    /// <summary>A second flat of the building.</summary>
    public const string SecondFlat = "441900004001GB00012F00010102";

    /// <summary>A case on a ledger of its own.</summary>
    public PresaleCase(TestLedger? ledger = null)
        => Sale = new(ledger ?? TestLedger.Two()) { Owners = [new(TestParty.Developer)], Number = "441900A21050000001", Permit = Permit };

    /// <summary>The sale of the flat.</summary>
    public SaleCase Sale { get; }

    /// <summary>The ledger.</summary>
    public TestLedger Ledger => Sale.Ledger;

    /// <summary>Day of the permit.</summary>
    public Day Issued { get; set; } = Day.Of(2021, 4, 1);

    /// <summary>The permit's page.</summary>
    public PermitPage PermitPage => Ledger.Read<PermitPage>(PageKeys.Permit(Permit))!;

    /// <summary>The building's page.</summary>
    public BuildingPage BuildingPage => Ledger.Read<BuildingPage>(PageKeys.Building(Building))!;

    /// <summary>A row of the house table.</summary>
    public HousePage House(string unit = SaleCase.Flat) => Ledger.Read<HousePage>(PageKeys.House(unit))!;

    /// <summary>Registers the land to the developer.</summary>
    public PresaleCase OpenLand()
    {
        Ledger.Submit(Members.Registration, Sale.FirstRegistration(SaleCase.Parcel, e => (e.Opening.RightType, e.Opening.Use) = (3, 701))).Accept();
        return this;
    }

    /// <summary>The permit's issue.</summary>
    public PresalePermitIssued Issuing(Action<PresalePermitIssued>? change = null)
    {
        var e = new PresalePermitIssued
        {
            Act = Acts.Of(),
            PermitNumber = Permit,
            Developer = TestParty.Developer.Number,
            LandUnit = SaleCase.Parcel,
            Buildings = { Building },
            Issued = Issued.Number,
            Bank = Members.BankA.CreditCode,
            Account = Acts.Bytes(6),
        };
        change?.Invoke(e);
        return e;
    }

    /// <summary>Issues the permit.</summary>
    public Outcome Issue(Action<PresalePermitIssued>? change = null) => Ledger.Submit(Members.Transaction, Issuing(change));

    /// <summary>A change of the permit.</summary>
    public PresalePermitStatusChanged Changing(PermitState to, Day day, params string[] buildings)
        => new() { Act = Acts.Of(), PermitNumber = Permit, To = to, Date = day.Number, Reason = "ON_REQUEST", BuildingsAdded = { buildings } };

    /// <summary>Changes the permit.</summary>
    public Outcome Change(PermitState to, Day day, params string[] buildings) => Ledger.Submit(Members.Transaction, Changing(to, day, buildings));

    /// <summary>A house table of some flats: predicted, of the sale's area.</summary>
    public HouseRowsPublished Rows(Action<HouseRowsPublished>? change = null, params string[] units)
    {
        var e = new HouseRowsPublished { Act = Acts.Of(), PermitNumber = Permit, Kind = HouseRowsKind.Predicted, Part = 1, Parts = 1 };
        e.Rows.AddRange((units.Length > 0 ? units : [SaleCase.Flat]).Select(unit => new HouseRow
        {
            UnitCode = unit,
            PredictedArea = Sale.Area,
            InnerArea = Sale.Area - 1_950,
            SharedArea = 1_950,
            Use = 10,
            Epoch = 1,
        }));
        change?.Invoke(e);
        return e;
    }

    /// <summary>The same rows with the areas of a survey.</summary>
    public HouseRowsPublished Survey(ulong area, params string[] units) => Rows(
        e =>
        {
            e.Kind = HouseRowsKind.Surveyed;
            foreach (var row in e.Rows)
                (row.PredictedArea, row.SurveyedArea, row.InnerArea, row.SharedArea) = (0, area, area - 1_950, 1_950);
        },
        units);

    /// <summary>Publishes a house table.</summary>
    public Outcome Publish(HouseRowsPublished e) => Ledger.Submit(Members.Transaction, e);

    /// <summary>Brings the case to a valid permit.</summary>
    public PresaleCase ToPermit()
    {
        OpenLand().Issue().Accept();
        return this;
    }

    /// <summary>Brings the case to a flat for sale.</summary>
    public PresaleCase ToForSale()
    {
        ToPermit().Publish(Rows()).Accept();
        return this;
    }

    /// <summary>Brings the case to a signed contract.</summary>
    public PresaleCase ToSigned()
    {
        ToForSale().Sale.Sign().Accept();
        return this;
    }

    /// <summary>Brings the case to a filed contract.</summary>
    public PresaleCase ToFiled()
    {
        ToSigned().Sale.File().Accept();
        return this;
    }
}
