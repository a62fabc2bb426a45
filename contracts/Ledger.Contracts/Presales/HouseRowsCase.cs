using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A house table that is published with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Permit">The permit; null for a building that is not sold before its registration.</param>
/// <param name="Building">The building.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Left">Other buildings that lose rows to this one, by the codes that its survey replaces.</param>
internal sealed record HouseRowsCase(
    HouseRowsPublished Event, PageView<PermitPage>? Permit, PageView<BuildingPage> Building, IReadOnlyList<HouseRowCase> Rows,
    IReadOnlyList<PageView<BuildingPage>> Left)
{
    /// <summary>Reads the pages.</summary>
    public static HouseRowsCase Load(Book book, HouseRowsPublished e)
    {
        var building = BuildingCode.OfUnit(e.Rows[0].UnitCode);
        return new(
            e,
            e.PermitNumber.Length > 0 ? book.Permit(e.PermitNumber) : null,
            book.Building(building),
            [.. e.Rows.Select((row, i) => HouseRowCase.Load(book, row, i))],
            [.. e.Rows.Where(static row => row.Replaces.Length > 0).Select(static row => BuildingCode.OfUnit(row.Replaces))
                .Where(left => left != building).Distinct(StringComparer.Ordinal).Select(book.Building)]);
    }
}
