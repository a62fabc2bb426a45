using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>C-23 for a contract: a stock home has the area of the book; a new-build home may differ from its survey as that rule allows.</summary>
internal static class ContractArea
{
    public static void Check(Judgement judgement, ContractKind kind, AgreedUnit unit)
    {
        var agreed = unit.Sale.Unit.Area;
        var stated = unit.In("area")(new("合同面积", "contract area"), Labels.Area(agreed));
        if (kind == ContractKind.NewBuild)
        {
            var (measured, known) = Measured(unit);
            AreasAgree.CheckMeasured(judgement, agreed, measured, stated, known);
        }
        else if (unit.Sale.Pages.LiveTitle is { } title)
        {
            AreasAgree.CheckRegistered(
                judgement, agreed, title.Area, stated, unit.Sale.Pages.Title.Says(new("登记面积", "registered area"), Labels.Area(title.Area)));
        }
    }

    // The book, else the survey, else the prediction.
    private static (ulong Area, Chain.FindingValue Value) Measured(AgreedUnit unit)
    {
        if (unit.Sale.Pages.LiveTitle is { } title)
            return (title.Area, unit.Sale.Pages.Title.Says(new("登记面积", "registered area"), Labels.Area(title.Area)));
        var house = unit.House!;
        var page = house.Body;
        return page is { SurveyedArea: > 0 }
            ? (page.SurveyedArea, house.Says(new("实测面积", "surveyed area"), Labels.Area(page.SurveyedArea)))
            : (page?.PredictedArea ?? 0, house.Says(new("预测面积", "predicted area"), Labels.Area(page?.PredictedArea ?? 0)));
    }
}
