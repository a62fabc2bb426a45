using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// Which buildings have titles on a parcel (C-51): page <c>land/</c> names each building once, so that opening its further units
/// writes nothing there.
/// </summary>
internal sealed record BuildingsOnLand(PageView<LandPage> Page, string Building)
{
    /// <summary>
    /// 房地一体: a building is gone, so that its land may go without it. No page counts the titles of a building, so that openings of its
    /// units do not wait for each other: a second person sees that this was the last one.
    /// </summary>
    public static readonly Rule C51Gone = LandGoesAlong.C51 with { Severity = Severity.Exception, Aspect = "building gone" };

    // 24 characters: the parcel, F, and the number of the building.
    private const int BuildingLength = 24;
    private const int ParcelLength = 19;

    /// <summary>The parcel of a unit; null for land itself.</summary>
    public static BuildingsOnLand? Load(Book book, string unitCode)
        => UnitCode.TryParse(unitCode, DivisionPrefixes.Any, out var unit, out _) && !unit.IsParcel
            ? new(book.Land(unit), BuildingOf(unitCode))
            : null;

    /// <summary>The building of a unit.</summary>
    public static string BuildingOf(string unitCode) => unitCode[..BuildingLength];

    /// <summary>That no other unit of the building has a title is seen by a second person.</summary>
    public void CheckGone(Judgement judgement, string unitCode)
    {
        judgement.About(unitCode);
        judgement.Fail(
            C51Gone,
            new($"幢{Building}的最后一个单元注销，宗地不再受其限制", $"the last unit of building {Building} ends: the land stands under it no more"),
            new("请核实该幢没有其他现势单元，并经例外批准", "see that no other unit of the building has a title, and have an exception approved"),
            Labels.InEvent(UnitCode.Name, unitCode, "unit_code"),
            Page.Says(new("宗地上有产权的幢", "buildings with titles"), string.Join(", ", Page.Body?.Buildings ?? [])));
        judgement.About("");
    }

    /// <summary>Takes the building off the land.</summary>
    public void Forget(Book book)
    {
        if (Page.Body?.Buildings.Contains(Building) != true)
            return;
        var page = Page.Body.Clone();
        page.Buildings.Remove(Building);
        book.Write(Page.Key, page);
    }

    /// <summary>Notes that the building has a title.</summary>
    public void Write(Book book)
    {
        if (Page.Body?.Buildings.Contains(Building) == true)
            return;
        var page = Page.Body?.Clone() ?? new LandPage { Parcel = Building[..ParcelLength] };
        List<string> buildings = [.. page.Buildings.Append(Building).Order(StringComparer.Ordinal)];
        page.Buildings.Clear();
        page.Buildings.AddRange(buildings);
        book.Write(Page.Key, page);
    }
}
