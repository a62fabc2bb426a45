using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>One row of a house table that is published, with the pages of its unit.</summary>
/// <param name="Row">What is published.</param>
/// <param name="Path">Its field.</param>
/// <param name="House">The row as the table has it.</param>
/// <param name="Title">The unit's title.</param>
/// <param name="Replaced">The row whose code the survey changed into this one; null for none.</param>
/// <param name="Before">The encumbrances of the unit under that code; null for none.</param>
internal sealed record HouseRowCase(
    HouseRow Row, string Path, PageView<HousePage> House, PageView<TitlePage> Title, PageView<HousePage>? Replaced, PageView<EncumbrancePage>? Before)
{
    /// <summary>The unit's code.</summary>
    public string Code => Row.UnitCode;

    /// <summary>Its predicted area: as published, or as the table has it, under this code or the one before.</summary>
    public ulong PredictedArea => Row.PredictedArea != 0 ? Row.PredictedArea : House.Body?.PredictedArea ?? Replaced?.Body?.PredictedArea ?? 0;

    /// <summary>Reads the pages.</summary>
    public static HouseRowCase Load(Book book, HouseRow row, int index)
        => new(
            row,
            $"rows[{index}]",
            book.House(row.UnitCode),
            book.Title(row.UnitCode),
            row.Replaces.Length > 0 ? book.House(row.Replaces) : null,
            row.Replaces.Length > 0 ? book.Encumbrances(row.Replaces) : null);
}
