using System.Globalization;
using Ledger.Facts;

namespace Ledger.Import;

/// <summary>Lots of the Taiwanese data: identity, exact share, area.</summary>
internal static class TwLvrLand
{
    private static readonly Wording NumberWanted = new("大于0的整数", "a whole number above 0");
    private static readonly Wording PartWanted = new("不大于分母的整数", "a whole number not above the denominator");

    /// <summary>Reads the rows of one deal.</summary>
    /// <exception cref="RowFaultException">A fraction or an area cannot be read.</exception>
    public static IReadOnlyList<TwLvrLot> Read(string district, IReadOnlyList<CsvRow> rows) => [.. rows.Select(row => new TwLvrLot(
        $"tw-lvr:lot:{district}|{row[TwLvrColumns.Section]}|{row[TwLvrColumns.LotNumber]}",
        ShareOf(row),
        row.Area(TwLvrColumns.LandArea),
        UseOf(row[TwLvrColumns.Zone]),
        row))];

    /// <summary>
    /// The units of a deal in land: each lot once. Rows of one lot add up. The file states the area that changes hands, rounded;
    /// the lot's own follows from it only when the whole lot does.
    /// </summary>
    /// <exception cref="RowFaultException">No lots, or more than the whole of one.</exception>
    public static IReadOnlyList<DealUnit> Units(CsvRow main, IReadOnlyList<TwLvrLot> lots)
    {
        if (lots.Count == 0)
            throw RowFaultException.Field(main, TwLvrColumns.Id, new("在土地表中有地号的编号", "a number with lots in the table of lots"));
        return [.. lots.GroupBy(lot => lot.Parcel, StringComparer.Ordinal).Select(group =>
        {
            var rows = group.ToList();
            if (!Share.TrySum(rows.Select(lot => lot.Share), out var share) || !share.IsOwnable)
            {
                throw RowFaultException.Field(rows[^1].Row, TwLvrColumns.Numerator,
                    new("与同一地号的其他行合计不超过1的份额", "a share that with the other rows of the lot does not exceed 1"));
            }

            var area = share == Share.One ? TwLvrBuildings.Sum(rows.Select(lot => lot.Area)) : Area.NotStated;
            return new DealUnit(rows[0].Parcel, [rows[0].Parcel], IsParcel: true, share, area, rows[0].Use, []);
        })];
    }

    /// <summary>Apportioned land of a building.</summary>
    public static IReadOnlyList<LandFraction> Fractions(IReadOnlyList<TwLvrLot> lots)
        => [.. lots.Select(lot => new LandFraction(lot.Parcel, lot.Share, lot.Area))];

    private static Share ShareOf(CsvRow row)
    {
        var denominator = Number(row, TwLvrColumns.Denominator);
        var numerator = Number(row, TwLvrColumns.Numerator);
        return numerator <= denominator ? Share.Of(numerator, denominator) : throw RowFaultException.Field(row, TwLvrColumns.Numerator, PartWanted);
    }

    private static ulong Number(CsvRow row, string column)
        => ulong.TryParse(row[column], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw RowFaultException.Field(row, column, NumberWanted);

    /// <summary>土地用途 (GB/T 21010, four digits): residential, commercial, industrial, agricultural, roads and other public land.</summary>
    private static uint UseOf(string zone) => zone switch
    {
        _ when zone.Contains("都市：住", StringComparison.Ordinal) => 701,
        _ when zone.Contains("都市：商", StringComparison.Ordinal) => 501,
        _ when zone.Contains("都市：工", StringComparison.Ordinal) => 601,
        _ when zone.Contains("都市：農", StringComparison.Ordinal) => 1206,
        _ when zone.Contains("道路", StringComparison.Ordinal) => 1004,
        _ => 809,
    };
}
