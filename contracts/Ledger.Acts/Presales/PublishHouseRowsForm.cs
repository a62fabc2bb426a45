using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>楼盘表</summary>
internal sealed class PublishHouseRowsForm()
    : ActForm<PublishHouseRowsRequest, HouseRowsPublished>("house", "publish", new("楼盘表公布", "publish rows of a building's house table"))
{
    public override string Example => "ledger house publish --file house-table.json";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        PresaleInputs.Permit,
        new("--kind", "kind", new("predicted、surveyed 或 corrected", "predicted, surveyed or corrected")),
        new("--part", "part", new("第几部分", "number of the part")),
        new("--parts", "parts", new("共几部分", "how many parts there are")),
        new("--total", "total", new("该幢总行数", "rows of the building in all")),
    ];

    protected override HouseRowsPublished Read(ActReader input, PublishHouseRowsRequest request)
    {
        var body = new HouseRowsPublished
        {
            PermitNumber = input.OptionalText<PermitNumber>(request.PermitNumber, "permit_number"),
            Kind = input.Known(request.Kind, "kind"),
            Part = request.Part == 0 && request.Parts == 0 ? 1 : request.Part,
            Parts = request.Part == 0 && request.Parts == 0 ? 1 : request.Parts,
            Total = request.Total,
        };
        foreach (var (unit, asked, row) in input.Units(request.Rows, static row => row.UnitCode, "rows"))
        {
            body.Rows.Add(Row(row, unit, asked));
            input.Names(unit.Text);
        }

        return body;
    }

    private static HouseRow Row(ActReader input, ActUnit unit, HouseRowInput asked)
    {
        var row = new HouseRow
        {
            UnitCode = unit.Text,
            PredictedArea = input.Area(asked.PredictedArea, "predicted_area"),
            SurveyedArea = input.Area(asked.SurveyedArea, "surveyed_area"),
            InnerArea = input.Area(asked.InnerArea, "inner_area"),
            SharedArea = input.Area(asked.SharedArea, "shared_area"),
            Use = asked.Use,
            Limited = asked.Limited,
            CadastralId = asked.CadastralId.IsEmpty ? asked.CadastralId : input.Hash(asked.CadastralId, "cadastral_id"),
            Epoch = unit.Epoch,
        };
        if (asked.Replaces.Length > 0)
            row.Replaces = input.NamedUnit(asked.Replaces, "replaces");
        return row;
    }
}
