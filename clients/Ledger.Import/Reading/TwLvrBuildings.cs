using System.Globalization;
using System.Text.RegularExpressions;
using Ledger.Facts;

namespace Ledger.Import;

/// <summary>
/// Buildings and parking places of the Taiwanese data. The sale's row says how many buildings change hands (交易筆棟數); the
/// table of buildings lists them together with their parts of common and ancillary premises, which are no units of their own.
/// </summary>
internal static partial class TwLvrBuildings
{
    private const uint Home = 10;
    private const uint Industry = 20;
    private const uint Trade = 30;
    private const uint Office = 60;
    private const uint Other = 80;

    /// <summary>More buildings in one sale than this is a damaged row.</summary>
    private const int MostBuildings = 400;

    private static readonly Wording CountsWanted = new($"“土地n建物n车位n”，建物不超过{MostBuildings}", $"土地n建物n車位n with at most {MostBuildings} buildings");

    /// <summary>The units of a deal with buildings: as many as the sale says, at least one. The land goes with the largest.</summary>
    /// <exception cref="RowFaultException">The counts cannot be read, an area cannot, or the address is missing.</exception>
    public static IReadOnlyList<DealUnit> Units(CsvRow main, IReadOnlyList<CsvRow> rows, IReadOnlyList<TwLvrLot> lots)
    {
        var counts = Counts().Match(main[TwLvrColumns.Counts]);
        if (!counts.Success || !int.TryParse(counts.Groups["buildings"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || count > MostBuildings)
        {
            throw RowFaultException.Field(main, TwLvrColumns.Counts, CountsWanted);
        }

        var groups = Groups(rows, Math.Max(1, count));
        var use = UseOf(main);
        var address = Address(main);
        var parcels = Parcels(lots, address);
        var units = new List<DealUnit>();
        for (var i = 0; i < Math.Max(1, count); i++)
        {
            // One building: the sale's total counts. Several: each has its rows.
            var area = count <= 1 ? main.Area(TwLvrColumns.TotalArea) : i < groups.Count
                ? Sum(groups[i].Select(row => row.Area(TwLvrColumns.RowArea)))
                : Area.NotStated;
            units.Add(new DealUnit(i == 0 ? address : $"{address}#{i + 1}", parcels, IsParcel: false, Share.One, area, use, []));
        }

        var largest = units.IndexOf(units.MaxBy(unit => unit.Area.Stored)!);
        units[largest] = units[largest] with { Land = TwLvrLand.Fractions(lots) };
        return units;
    }

    /// <summary>A parking place. The data does not say which place of a garage it is, so each sale's is a unit of its own.</summary>
    public static DealUnit ParkingPlace(CsvRow main, string id, IReadOnlyList<TwLvrLot> lots) => new(
        $"tw-lvr:parking:{id}", Parcels(lots, Address(main)), IsParcel: false, Share.One, main.Area(TwLvrColumns.TotalArea), Other, TwLvrLand.Fractions(lots));

    /// <summary>Sum of areas; not stated when none is.</summary>
    public static Area Sum(IEnumerable<Area> areas)
        => Area.TryFromStored(areas.Aggregate(0UL, (sum, area) => sum + area.Stored), out var sum, out _) ? sum : Area.NotStated;

    /// <summary>
    /// Rows by building: the largest rows that name floors begin a building, each in its place, and those between them (common
    /// premises name none) belong to the one before.
    /// </summary>
    private static List<List<CsvRow>> Groups(IReadOnlyList<CsvRow> rows, int count)
    {
        var heads = rows
            .OrderBy(row => row[TwLvrColumns.Floors].Length == 0)
            .ThenByDescending(row => row.Area(TwLvrColumns.RowArea).Stored)
            .ThenBy(row => row.Line)
            .Take(count)
            .ToHashSet();
        var groups = new List<List<CsvRow>>();
        foreach (var row in rows)
        {
            if (groups.Count == 0 || (heads.Contains(row) && groups[^1].Exists(heads.Contains)))
                groups.Add([]);
            groups[^1].Add(row);
        }

        return groups;
    }

    private static string Address(CsvRow main)
    {
        var address = Canonicalize.Fold(main[TwLvrColumns.Address]);
        return address.Length > 0
            ? $"tw-lvr:address:{address}"
            : throw RowFaultException.Field(main, TwLvrColumns.Address, new("门牌", "an address"));
    }

    private static IReadOnlyList<string> Parcels(IReadOnlyList<TwLvrLot> lots, string address)
        => lots.Count == 0 ? [address] : [.. lots.OrderByDescending(lot => lot.Area.Stored).Select(lot => lot.Parcel).Distinct(StringComparer.Ordinal)];

    private static uint UseOf(CsvRow main)
    {
        var (use, form) = (main[TwLvrColumns.Use], main[TwLvrColumns.Form]);
        return use switch
        {
            _ when use.Contains("停車", StringComparison.Ordinal) => Other,
            _ when use.Contains('住') => Home,
            _ when use.Contains('商') => Trade,
            _ when use.Contains('工') => Industry,
            _ when form.Contains("住宅", StringComparison.Ordinal) || form.Contains("公寓", StringComparison.Ordinal)
                || form.Contains("華廈", StringComparison.Ordinal) || form.Contains("套房", StringComparison.Ordinal)
                || form.Contains("透天", StringComparison.Ordinal) => Home,
            _ when form.Contains('店') => Trade,
            _ when form.Contains("辦公", StringComparison.Ordinal) => Office,
            _ when form.Contains('廠') || form.Contains('倉') => Industry,
            _ => Other,
        };
    }

    [GeneratedRegex(@"\A土地\d+建物(?<buildings>\d+)車位\d+\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Counts();
}
