using Ledger.Facts;

namespace Ledger.Contracts;

/// <summary>
/// C-81 for a project: what is registered are the rows of the building's house table, each once; with the last part all of them
/// are registered, counted on the building's page and never by a scan.
/// </summary>
internal static class ProjectRows
{
    public static readonly Rule C81 = HouseMapping.C81 with { Aspect = "project" };

    private static readonly Wording State = new("楼盘表房屋状态", "state of the house row");

    public static void Check(Judgement judgement, ProjectRegistration loaded)
    {
        var rows = loaded.Rows.Where(row => !ProjectRegistration.IsCommon(row)).ToList();
        foreach (var row in rows.Where(row => !row.IsNewRow))
        {
            judgement.About(row.Opening.Opening.UnitCode);
            judgement.Fail(
                C81,
                new($"单元{row.Opening.Opening.UnitCode}不是楼盘表中尚未登记的房屋", $"unit {row.Opening.Opening.UnitCode} is no row of the house table, or is registered"),
                new("请核对楼盘表；先公布实测楼盘表", "check the house table, and publish its surveyed rows first"),
                Labels.InEvent(UnitCode.Name, row.Opening.Opening.UnitCode, row.Path + ".unit_code"),
                row.House.Says(State, row.House.Body?.State));
        }

        judgement.About("");
        var e = loaded.Event;
        if (e.Part != e.Of || loaded.Rows[0].Building is not { } building)
            return;
        var registered = (building.Body?.Registered ?? 0) + (uint)rows.Count(row => row.IsNewRow);
        if (building.Body is not { } page || page.Rows == registered)
            return;
        judgement.Fail(
            C81,
            new($"最后一部分登簿后，幢{page.Building}仍有未登记的房屋", $"with the last part, rows of building {page.Building} are left unregistered"),
            new("请补齐各部分，再提交最后一部分", "submit the other parts first"),
            Labels.InEvent(new("部分", "part"), $"{e.Part}/{e.Of}", "part"),
            building.Says(new("楼盘表房屋数", "rows published"), page.Rows),
            building.Says(new("已登记数（含本次）", "registered, these included"), registered));
    }
}
