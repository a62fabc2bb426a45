using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// Which buildings have titles on a parcel (C-51): page <c>land/</c> names each building once, so that opening its further units
/// writes nothing there.
/// </summary>
internal sealed record BuildingsOnLand(PageView<LandPage> Page, string Building)
{
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
