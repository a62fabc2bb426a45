using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>项目首次登记</summary>
internal sealed class RegisterProjectForm()
    : ActForm<RegisterProjectRequest, ProjectFirstRegistered>("unit", "project", new("项目首次登记", "open the units of a building for its developer"))
{
    public override string Example => $"ledger unit project --file building.json {Recordings.Example}";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        .. Recordings.Options,
        new("--parcel", "parcel", new("所在宗地单元代码", "unit code of the parcel")),
        new("--part", "part", new("第几部分", "which part")),
        new("--of", "of_parts", new("共几部分", "of how many parts")),
    ];

    protected override ProjectFirstRegistered Read(ActReader input, RegisterProjectRequest request)
    {
        var units = input.Units(request.Rows, row => row.UnitCode, "rows");
        var body = new ProjectFirstRegistered
        {
            Recording = input.Recording(request.Recording),
            PermitNumber = request.PermitNumber,
            Parcel = input.UnitCode(request.Parcel, "parcel")?.ToString() ?? "",
            Owner = new()
            {
                Kind = PartyKind.Organisation,
                IdentityClass = IdentityClass.CreditCode,
                CreditCode = input.Text<CreditCode>(request.Developer, "developer"),
            },
            RightType = request.RightType,
            LandNature = request.LandNature,
            HouseNature = request.HouseNature,
            LandTermEnd = input.OptionalDayAfter(request.LandTermLastDay, "land_term_last_day"),
            Completion = input.OptionalDay(request.Completion, "completion"),
            Epoch = units.Count > 0 ? units[0].Unit.Epoch : 0,
            Part = request.Part,
            Of = request.OfParts,
        };
        foreach (var (unit, asked, row) in units)
        {
            body.Rows.Add(Row(row, unit, asked));
            input.Names(unit.Text);
        }

        input.Names(body.Parcel);
        return body;
    }

    private static ProjectRow Row(ActReader input, ActUnit unit, ProjectRowInput asked) => new()
    {
        UnitCode = unit.Text,
        BusinessNumber = input.Text<BusinessNumber>(asked.BusinessNumber, "business_number"),
        Use = asked.Use,
        Area = input.Area(asked.Area, "area"),
        InnerArea = input.Area(asked.InnerArea, "inner_area"),
        SharedArea = input.Area(asked.SharedArea, "shared_area"),
        Floor = asked.Floor,
        TotalFloors = asked.TotalFloors,
        Certificate = asked.Certificate.Length == 0 ? null : input.Certificate(asked.Certificate, legacy: false, "certificate", ""),
        CadastralId = asked.CadastralId.IsEmpty ? asked.CadastralId : input.Hash(asked.CadastralId, "cadastral_id"),
    };

    protected override IEnumerable<string> UnitsOpened(ProjectFirstRegistered body) => body.Rows.Select(static row => row.UnitCode);

    protected override void Doubt(Doubts doubts, ProjectFirstRegistered body)
    {
        OpeningDoubts.Parcel(doubts, body.Parcel, "parcel");
        for (var i = 0; i < body.Rows.Count; i++)
        {
            if (!UnitCode.TryParse(body.Rows[i].UnitCode, DivisionPrefixes.Any, out var unit, out _))
                continue;
            if (i == 0)
                OpeningDoubts.Right(doubts, unit, body.RightType, "right_type");
            OpeningDoubts.Use(doubts, unit, body.Rows[i].Use, $"rows[{i}].use");
        }
    }
}
