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
                judgement.Fail(
                    Judgement.State,
                    new($"业务号{number}已登簿", $"the business number {number} is recorded already"),
                    new("一个业务号只登簿一次：请核对，或使用新的业务号", "a business number is recorded once: check it, or take a new one"),
                    Labels.InEvent(BusinessNumber.Name, number, path),
                    page.Says(UnitCode.Name, used.UnitCode),
                    page.Says(AcceptanceNumber.Name, used.AcceptanceNumber));
            }
        }

        foreach (var twice in numbers.GroupBy(number => number.Number, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            judgement.Fail(
                Judgement.State,
                new("同一业务号在本事件中用于多个单元", "one business number is used more than once in this event"),
                new("请为每个单元编排各自的业务号", "give each unit a business number of its own"),
                [.. twice.Select(number => Labels.InEvent(BusinessNumber.Name, number.Number, number.Path))]);
        }
    }
}
