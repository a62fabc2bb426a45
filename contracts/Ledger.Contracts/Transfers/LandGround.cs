using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A parcel with the buildings that have titles on it: what an act on the land must take along (C-51).</summary>
/// <param name="Land">The buildings.</param>
/// <param name="Tables">Of each the count of its house table, where one was published.</param>
internal sealed record LandGround(PageView<LandPage> Land, IReadOnlyList<PageView<BuildingPage>> Tables)
{
    /// <summary>房地一体: the house table knows more registered units of a building than go along; that the others are gone is seen by a second person.</summary>
    public static readonly Rule C51 = LandGoesAlong.C51 with { Severity = Severity.Exception, Aspect = "units left" };

    /// <summary>Reads the pages; null for a unit that is no parcel.</summary>
    public static LandGround? Load(Book book, string unitCode)
    {
        if (!UnitCode.TryParse(unitCode, DivisionPrefixes.Any, out var unit, out _) || !unit.IsParcel)
            return null;
        var land = book.Land(unit);
        return new(land, [.. (land.Body?.Buildings ?? []).Select(book.Building)]);
    }

    /// <summary>The buildings of which no unit goes along.</summary>
    /// <param name="along">Units that go along as a whole.</param>
    public IReadOnlyList<string> LeftBehind(IEnumerable<string> along)
    {
        var taken = along.Select(BuildingCode.OfUnit).ToHashSet(StringComparer.Ordinal);
        return [.. (Land.Body?.Buildings ?? []).Where(building => !taken.Contains(building))];
    }

    /// <summary>Checks that of each building that goes along no registered unit stays behind.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="parcel">The parcel.</param>
    /// <param name="along">Units that go along as a whole.</param>
    /// <param name="stated">How the parcel is shown.</param>
    public void CheckWhole(Judgement judgement, string parcel, IEnumerable<string> along, FindingValue stated)
    {
        var taken = along.CountBy(BuildingCode.OfUnit).ToDictionary(StringComparer.Ordinal);
        foreach (var view in Tables)
        {
            if (view.Body is not { } page || !taken.TryGetValue(page.Building, out var count) || page.Registered <= count)
                continue;
            judgement.About(parcel);
            judgement.Fail(
                C51,
                new($"宗地{parcel}上的幢{page.Building}登记有{page.Registered}个单元，本事件只含{count}个",
                    $"building {page.Building} on parcel {parcel} has {page.Registered} registered units, of which {count} go along"),
                new("请将该幢全部单元一并办理；其余单元已不存在的，经例外批准", "take all its units along; where the others are gone, have an exception approved"),
                stated,
                view.Says(new("已登记单元数", "units registered"), page.Registered));
        }

        judgement.About("");
    }
}
