using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments.Tests;

/// <summary>A developer's building before its registration: each method is the request of one act, valid unless the story changes it.</summary>
/// <param name="city">The city.</param>
/// <param name="parcel">Unit of the land.</param>
/// <param name="flats">The flats of its one building, 89.50 m² each.</param>
internal sealed class Presale(ScenarioCity city, string parcel, params string[] flats)
{
    /// <summary>The permit.</summary>
    public string Permit { get; } = $"东房预字第{city.Number()}号";

    /// <summary>The building.</summary>
    public string Building => flats[0][..24];

    /// <summary>The permit is issued (预售许可).</summary>
    public IssuePermitRequest Issue() => new()
    {
        PermitNumber = Permit,
        Developer = People.Developer.DocumentNumber,
        LandUnit = parcel,
        Buildings = { Building },
        Issued = city.Today,
        Bank = city.City["bank-a"].Member.CreditCode,
        Account = ScenarioRequests.Paper("supervised account"),
        Document = ScenarioCity.Papers(),
    };

    /// <summary>The house table as it is planned (楼盘表).</summary>
    public PublishHouseRowsRequest Rows() => Table(HouseRowsKind.Predicted, Permit, flats);

    /// <summary>The house table of a building that no permit covers.</summary>
    public PublishHouseRowsRequest RowsWithoutPermit(params string[] units) => Table(HouseRowsKind.Predicted, "", units);

    /// <summary>The house table as it was surveyed.</summary>
    public PublishHouseRowsRequest Survey() => Table(HouseRowsKind.Surveyed, Permit, flats);

    /// <summary>The building enters the book for its developer (项目首次登记).</summary>
    public RegisterProjectRequest Register(CaseFile file) => new()
    {
        Recording = file.At(city.NowMs),
        PermitNumber = Permit,
        Parcel = parcel,
        Developer = People.Developer.DocumentNumber,
        RightType = 4,
        Part = 1,
        OfParts = 1,
        Rows =
        {
            flats.Select(flat => new ProjectRowInput
            {
                UnitCode = flat,
                BusinessNumber = file.Business(flat),
                Use = 10,
                Area = "89.50",
                InnerArea = "70.00",
                SharedArea = "19.50",
                Certificate = city.Certificate(),
            }),
        },
        Document = ScenarioCity.Papers(),
    };

    private static PublishHouseRowsRequest Table(HouseRowsKind kind, string permit, string[] units) => new()
    {
        PermitNumber = permit,
        Kind = kind,
        Rows =
        {
            units.Select(flat => new HouseRowInput
            {
                UnitCode = flat,
                PredictedArea = kind == HouseRowsKind.Predicted ? "89.50" : "",
                SurveyedArea = kind == HouseRowsKind.Surveyed ? "89.50" : "",
                InnerArea = "70.00",
                SharedArea = "19.50",
                Use = 10,
            }),
        },
        Document = ScenarioCity.Papers(),
    };
}
