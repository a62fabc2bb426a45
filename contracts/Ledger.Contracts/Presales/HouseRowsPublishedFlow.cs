using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// 楼盘表: the units of a building with their predicted or surveyed areas, so that each is sold once. A survey keeps what is sold
/// and may change a unit's code.
/// </summary>
internal sealed class HouseRowsPublishedFlow()
    : Flow<HouseRowsPublished, HouseRowsCase>(DepartmentNames.Transaction, new("楼盘表公布", "publication of a house table"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, HouseRowsPublished e) => HouseRowsShape.Check(shape, e);

    /// <inheritdoc/>
    protected override HouseRowsCase Load(HouseRowsPublished e, Book book) => HouseRowsCase.Load(book, e);

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, HouseRowsCase loaded, Signer signer)
    {
        CheckPermit(judgement, loaded);
        foreach (var row in loaded.Rows)
        {
            judgement.About(row.Code);
            HouseStands.CheckPublished(judgement, loaded.Event.Kind, row);
            TokenEpoch.Check(judgement, row.Row.Epoch, row.Title, (label, value) => Labels.InEvent(label, value, row.Path + ".epoch"));
            if (loaded.Event.Kind != HouseRowsKind.Corrected)
                SameCadastre.Check(judgement, row.House, row.Row.CadastralId, row.Path + ".cadastral_id");
            var area = row.Row.SurveyedArea != 0 ? row.Row.SurveyedArea : row.Row.PredictedArea;
            AreasAddUp.Check(judgement, area, row.Row.InnerArea, row.Row.SharedArea, row.Path);
            AreasAgree.CheckMeasured(
                judgement,
                row.PredictedArea,
                row.Row.SurveyedArea,
                Labels.InEvent(new("实测面积", "surveyed area"), Labels.Area(row.Row.SurveyedArea), row.Path + ".surveyed_area"),
                (row.House.Body is null && row.Replaced is { } replaced ? replaced : row.House)
                    .Says(new("预测面积", "predicted area"), Labels.Area(row.PredictedArea)));
        }

        judgement.About("");
        HouseMapping.Check(judgement, loaded.Rows);
        CheckParts(judgement, loaded);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, HouseRowsCase loaded)
    {
        foreach (var row in loaded.Rows)
        {
            book.Write(row.House.Key, PageOf(loaded.Event, row));
            if (row.Replaced is not { } replaced)
                continue;
            var old = replaced.Body!.Clone();
            old.ReplacedBy = row.Code;
            book.Write(replaced.Key, old);
        }

        book.Write(loaded.Building.Key, Counted(loaded));
        foreach (var left in loaded.Left.Where(static left => left.Body is not null))
        {
            var page = left.Body!.Clone();
            page.Rows -= (uint)loaded.Rows.Count(row => row.Replaced is not null && BuildingCode.OfUnit(row.Row.Replaces) == page.Building);
            book.Write(left.Key, page);
        }
    }

    // What the table has after the rows of this part.
    private static BuildingPage Counted(HouseRowsCase loaded)
    {
        var building = BuildingCode.OfUnit(loaded.Rows[0].Code);
        var page = loaded.Building.Body?.Clone() ?? new BuildingPage { Building = building };
        page.Rows += (uint)loaded.Rows.Count(static row => row.House.Body is null);
        page.Rows -= (uint)loaded.Rows.Count(row => row.Replaced is not null && BuildingCode.OfUnit(row.Row.Replaces) == building);
        page.Surveyed += (uint)loaded.Rows.Count(static row => row.Row.SurveyedArea != 0 && row.House.Body is null or { SurveyedArea: 0 });
        return page;
    }

    private static HousePage PageOf(HouseRowsPublished e, HouseRowCase row)
    {
        var known = row.House.Body ?? row.Replaced?.Body;
        var state = known?.State ?? (row.Title.Body is null ? HouseState.ForSale : HouseState.Registered);
        if (state is HouseState.ForSale or HouseState.Limited)
            state = row.Row.Limited ? HouseState.Limited : HouseState.ForSale;
        return new()
        {
            UnitCode = row.Code,
            Epoch = row.Row.Epoch,
            PermitNumber = e.PermitNumber,
            PredictedArea = row.PredictedArea,
            SurveyedArea = row.Row.SurveyedArea != 0 ? row.Row.SurveyedArea : row.House.Body?.SurveyedArea ?? 0,
            InnerArea = row.Row.InnerArea,
            SharedArea = row.Row.SharedArea,
            Use = row.Row.Use,
            State = state,
            Replaces = row.House.Body?.Replaces ?? row.Row.Replaces,
            CadastralId = row.Row.CadastralId,
            Document = e.Act.Document,
        };
    }

    private static void CheckPermit(Judgement judgement, HouseRowsCase loaded)
    {
        var e = loaded.Event;
        var building = BuildingCode.OfUnit(e.Rows[0].UnitCode);
        if (loaded.Permit is { } permit && PermitStands.CheckState(judgement, permit, PermitState.Valid, PermitState.Suspended)
            && !permit.Body!.Buildings.Any(known => known.Building == building))
        {
            judgement.Fail(
                SameUnits.C01,
                new($"预售许可不含幢{building}", $"the permit does not cover building {building}"),
                new("请核对幢编码与预售许可证号", "check the building's code and the permit's number"),
                Labels.InEvent(UnitCode.Name, e.Rows[0].UnitCode, "rows[0].unit_code"),
                permit.Says(new("许可的幢", "buildings permitted"), string.Join(", ", permit.Body.Buildings.Select(known => known.Building))));
        }

        // A row stays under its permit: the contracts of its unit rest on it.
        foreach (var row in loaded.Rows.Where(row => row.House.Body is { } page && page.PermitNumber != e.PermitNumber))
        {
            judgement.About(row.Code);
            judgement.Fail(
                SameUnits.C01,
                new($"单元{row.Code}在楼盘表中属于其他预售许可", $"unit {row.Code} stands under another permit in the house table"),
                new("请填写该房屋的预售许可证号", "state the permit of the row"),
                Labels.InEvent(PermitNumber.Name, e.PermitNumber, "permit_number"),
                row.House.Says(PermitNumber.Name, row.House.Body!.PermitNumber));
        }

        judgement.About("");
    }

    // The last part asks for all rows: the count on the building's page, never a scan.
    private static void CheckParts(Judgement judgement, HouseRowsCase loaded)
    {
        var e = loaded.Event;
        if (e.Part < e.Parts || e.Total == 0)
            return;
        var counted = Counted(loaded);
        var there = e.Kind == HouseRowsKind.Surveyed ? counted.Surveyed : counted.Rows;
        if (there == e.Total)
            return;
        judgement.Fail(
            Judgement.State,
            new($"楼盘表应有{e.Total}行，实有{there}行", $"the house table should have {e.Total} rows and has {there}"),
            new("请补齐各部分，或核对总行数", "publish the missing parts first, or check the number of rows"),
            Labels.InEvent(new("总行数", "rows of the table"), e.Total, "total"),
            loaded.Building.Says(new("已公布行数", "rows published"), loaded.Building.Body?.Rows ?? 0));
    }
}
