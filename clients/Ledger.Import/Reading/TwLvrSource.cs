using Ledger.Client;
using Ledger.Facts;

namespace Ledger.Import;

/// <summary>
/// Taiwan's 實價登錄 open data: a folder with the sales (<c>*_lvr_land_a.csv</c>) and, joined by 編號, their buildings
/// (<c>…_build.csv</c>), lots (<c>…_land.csv</c>) and parking spaces (<c>…_park.csv</c>). The sales are read row by row; the
/// three smaller tables are held in memory.
/// </summary>
internal sealed class TwLvrSource : IDealSource
{
    private const string MainEnd = "_lvr_land_a.csv";
    private const string LandDeal = "土地";
    private const string ParkingDeal = "車位";

    private static readonly Wording KindWanted = new("“土地”“建物”“房地(土地+建物)”“房地(土地+建物)+車位”或“車位”", "one of 土地, 建物, 房地(土地+建物), 房地(土地+建物)+車位, 車位");

    private readonly CsvFile main;
    private readonly CsvFile buildings;
    private readonly CsvFile land;
    private readonly CsvFile parking;

    /// <summary>Names the files of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="encoding">Encoding of the files.</param>
    /// <exception cref="ImportException">It has no such file, or several.</exception>
    public TwLvrSource(string folder, string encoding = TextEncoding.Default)
    {
        var found = Directory.Exists(folder) ? Directory.GetFiles(folder, "*" + MainEnd) : [];
        if (found.Length != 1)
        {
            throw new ImportException(new(
                $"目录{folder}中应有且只有一个*{MainEnd}，实有{found.Length}个", $"{folder} must hold exactly one *{MainEnd}, it holds {found.Length}"));
        }

        var stem = found[0][..^".csv".Length];
        main = new CsvFile(found[0], encoding, TwLvrColumns.Main);
        buildings = new CsvFile(stem + "_build.csv", encoding, TwLvrColumns.Building);
        land = new CsvFile(stem + "_land.csv", encoding, TwLvrColumns.Land);
        parking = new CsvFile(stem + "_park.csv", encoding, TwLvrColumns.Parking);
    }

    /// <inheritdoc/>
    public string Format => "tw-lvr";

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [main.Path, buildings.Path, land.Path, parking.Path];

    /// <inheritdoc/>
    public IEnumerable<SourceRow> Read()
    {
        var (builtOf, landOf, parkedOf) = (ById(buildings), ById(land), ById(parking));
        foreach (var row in main.Rows())
        {
            var id = row[TwLvrColumns.Id];
            SourceRow read;
            try
            {
                read = new SourceRow(row.Line, id, Deal(row, id, [.. builtOf[id]], [.. landOf[id]], [.. parkedOf[id]]), Fault: null);
            }
            catch (RowFaultException e)
            {
                read = new SourceRow(row.Line, id, Deal: null, e.Fault);
            }

            yield return read;
        }
    }

    private static ILookup<string, CsvRow> ById(CsvFile file) => file.Rows().ToLookup(row => row[TwLvrColumns.Id], StringComparer.Ordinal);

    private static Deal Deal(CsvRow row, string id, IReadOnlyList<CsvRow> built, IReadOnlyList<CsvRow> lots, IReadOnlyList<CsvRow> parked)
    {
        row.CheckFields();
        if (id.Length == 0)
            throw RowFaultException.Field(row, TwLvrColumns.Id, new("编号", "the number of the sale"));
        foreach (var joined in (IEnumerable<CsvRow>)[.. built, .. lots, .. parked])
            joined.CheckFields();
        var date = DealDay.Check(row, TwLvrColumns.Date, RocDate.Read(row, TwLvrColumns.Date));
        var price = row.Price(TwLvrColumns.Price);
        var fractions = TwLvrLand.Read(row[TwLvrColumns.District], lots);
        var units = row[TwLvrColumns.Kind] switch
        {
            LandDeal => TwLvrLand.Units(row, fractions),
            ParkingDeal => [TwLvrBuildings.ParkingPlace(row, id, fractions)],
            var kind when kind.Contains("建物", StringComparison.Ordinal) => TwLvrBuildings.Units(row, built, fractions),
            _ => throw RowFaultException.Field(row, TwLvrColumns.Kind, KindWanted),
        };
        return new Deal(id, row.Line, date, price, units, Remarks(row, lots, parked));
    }

    private static List<KeyValuePair<string, string>> Remarks(CsvRow row, IReadOnlyList<CsvRow> lots, IReadOnlyList<CsvRow> parked)
    {
        var remarks = new List<KeyValuePair<string, string>>
        {
            new("source.id", row[TwLvrColumns.Id]),
            new("source.subject", row[TwLvrColumns.Kind]),
            new("source.counts", row[TwLvrColumns.Counts]),
            new("address", row[TwLvrColumns.Address]),
            new("note", row[TwLvrColumns.Note]),
            new("lots", string.Join("; ", lots.Select(lot => $"{lot[TwLvrColumns.Section]} {lot[TwLvrColumns.LotNumber]}: {lot[TwLvrColumns.LandArea]} m²"))),
            new("parking", string.Join("; ", parked.Select(place => place[TwLvrColumns.PlaceKind]))),
        };
        remarks.RemoveAll(remark => remark.Value.Length == 0);
        return remarks;
    }
}
