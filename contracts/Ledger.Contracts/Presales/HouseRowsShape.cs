using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The form of a house table.</summary>
internal static class HouseRowsShape
{
    private const uint LargestUse = 9_999;

    public static void Check(Shape shape, HouseRowsPublished e)
    {
        if (e.PermitNumber.Length > 0)
            shape.Identifier<PermitNumber>(e.PermitNumber, "permit_number");
        shape.Known(e.Kind, "kind");
        if (e.Parts == 0 || e.Part == 0 || e.Part > e.Parts || e.Parts > shape.MaximumItems)
        {
            shape.Fault(Shape.C69, "part", $"{e.Part}/{e.Parts}",
                new($"第1至n部分，共n≤{shape.MaximumItems}部分", $"part 1 to n of n, n at most {shape.MaximumItems}"));
        }

        if (e.Parts > 1 && e.Total == 0)
            shape.Fault(Shape.C69, "total", e.Total, new("分部分公布时楼盘表的总行数", "the rows of the whole table, which is published in parts"));
        var sound = true;
        for (var i = 0; i < e.Rows.Count; i++)
            sound &= Row(shape, e, e.Rows[i], $"rows[{i}]");
        if (sound)
            shape.Sorted(e.Rows, static (a, b) => string.CompareOrdinal(a.UnitCode, b.UnitCode), "rows");
    }

    private static bool Row(Shape shape, HouseRowsPublished e, HouseRow row, string path)
    {
        var sound = shape.Unit(row.UnitCode, path + ".unit_code");
        if (sound && (row.UnitCode[BuildingCode.Length - 5] != 'F' || BuildingCode.OfUnit(row.UnitCode) != Building(e)))
        {
            shape.Fault(Shape.F01, path + ".unit_code", row.UnitCode, new("同一幢的房屋单元", "a unit of the same building as the first row's"));
            sound = false;
        }

        shape.AreaValue(row.PredictedArea, path + ".predicted_area");
        shape.AreaValue(row.SurveyedArea, path + ".surveyed_area");
        shape.AreaValue(row.InnerArea, path + ".inner_area");
        shape.AreaValue(row.SharedArea, path + ".shared_area");
        if (!AreasFit(e.Kind, row))
        {
            shape.Fault(Shape.C69, path + ".predicted_area", $"{row.PredictedArea}, {row.SurveyedArea}",
                new("预测仅填预测面积，实测仅填实测面积", "the predicted area alone of a prediction, the surveyed one alone of a survey"));
        }

        if (row.Use == 0)
            shape.Fault(Shape.C69, path + ".use", row.Use, new("规划用途代码", "a code of planned use"));
        shape.Code(row.Use, LargestUse, path + ".use");
        if (row.Replaces.Length > 0)
        {
            if (e.Kind != HouseRowsKind.Surveyed)
                shape.Fault(Shape.C69, path + ".replaces", row.Replaces, new("空：仅实测可变更代码", "nothing: only a survey changes a code"));
            else
                sound &= shape.Unit(row.Replaces, path + ".replaces");
        }

        if (row.CadastralId.Length > 0)
            shape.Hash(row.CadastralId, path + ".cadastral_id");
        return sound;
    }

    private static bool AreasFit(HouseRowsKind kind, HouseRow row) => kind switch
    {
        HouseRowsKind.Predicted => row is { PredictedArea: > 0, SurveyedArea: 0 },
        HouseRowsKind.Surveyed => row is { PredictedArea: 0, SurveyedArea: > 0 },
        _ => row.PredictedArea > 0 || row.SurveyedArea > 0,
    };

    // The building of the first row; what is no code is a fault of its own.
    private static string Building(HouseRowsPublished e)
        => e.Rows[0].UnitCode.Length == UnitCode.Length ? BuildingCode.OfUnit(e.Rows[0].UnitCode) : "";
}
