using System.Text.Json;
using Ledger.Facts;

namespace Ledger.Import;

/// <summary>What a row says otherwise than the row that stated the same sale before.</summary>
internal static class SaleChanges
{
    /// <summary>What differs, in words; null when nothing does.</summary>
    public static Wording? Between(PlannedDeal before, PlannedDeal after)
    {
        List<(Wording Field, string Before, string After)> changes = [];
        Compare(new("日期", "date"), Day.FromNumber(before.Date), Day.FromNumber(after.Date));
        Compare(new("价格", "price"), Money.FromFen(before.PriceFen), Money.FromFen(after.PriceFen));
        Compare(new("单元", "units"), Units(before, static unit => unit.Code), Units(after, static unit => unit.Code));
        Compare(new("份额", "shares"), Units(before, static unit => unit.Share), Units(after, static unit => unit.Share));
        Compare(new("面积", "areas"), Units(before, static unit => Area.TryFromStored(unit.Area, out var area, out _) ? area : Area.NotStated),
            Units(after, static unit => Area.TryFromStored(unit.Area, out var area, out _) ? area : Area.NotStated));
        Compare(new("用途", "uses"), Units(before, static unit => unit.Use), Units(after, static unit => unit.Use));
        Compare(
            new("土地", "land"),
            Units(before, static unit => JsonSerializer.Serialize(unit.Land)),
            Units(after, static unit => JsonSerializer.Serialize(unit.Land)));
        foreach (var name in before.Remarks.Concat(after.Remarks).Select(static remark => remark.Key).Distinct(StringComparer.Ordinal))
            Compare(new(name, name), Remark(before, name), Remark(after, name));
        return changes.Count == 0 ? null : new(
            string.Join("；", changes.Select(static change => $"{change.Field.Chinese}：原为“{change.Before}”，现为“{change.After}”")),
            string.Join("; ", changes.Select(static change => $"{change.Field.English}: was '{change.Before}', is '{change.After}'")));

        void Compare(Wording field, object one, object other)
        {
            var (left, right) = (one.ToString()!, other.ToString()!);
            if (left != right)
                changes.Add((field, left, right));
        }
    }

    private static string Units(PlannedDeal deal, Func<PlannedUnit, object> value) => string.Join(", ", deal.Units.Select(value));

    private static string Remark(PlannedDeal deal, string name)
        => string.Join(", ", deal.Remarks.Where(remark => remark.Key == name).Select(static remark => remark.Value));
}
