using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A business number (业务号) stands for one unit of one act: one that is recorded cannot be recorded again.</summary>
internal static class BusinessNumbersUnused
{
    public static void Check(Judgement judgement, IReadOnlyList<(string Number, PageView<BusinessPage> Page, string Path)> numbers)
    {
        foreach (var (number, page, path) in numbers)
        {
            if (page.Body is { } used)
            {
                judgement.WrongState(
                    new("业务", "case"),
                    new("已登簿", "recorded"),
                    [],
                    Labels.InEvent(BusinessNumber.Name, number, path),
                    page.Says(UnitCode.Name, used.UnitCode),
                    page.Says(AcceptanceNumber.Name, used.AcceptanceNumber));
            }
        }

        foreach (var twice in numbers.GroupBy(number => number.Number, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            judgement.WrongState(
                new("业务号", "business number"),
                new("已在本事件中使用", "used in this event already"),
                [],
                [.. twice.Select(number => Labels.InEvent(BusinessNumber.Name, number.Number, number.Path))]);
        }
    }
}
