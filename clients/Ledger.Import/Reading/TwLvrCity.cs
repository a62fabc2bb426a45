using Ledger.Facts;

namespace Ledger.Import;

/// <summary>The tables of one city.</summary>
internal sealed class TwLvrCity
{
    private const string LandDeal = "土地";
    private const string ParkingDeal = "車位";

    private static readonly Wording KindWanted = new("“土地”“建物”“房地(土地+建物)”“房地(土地+建物)+車位”或“車位”", "one of 土地, 建物, 房地(土地+建物), 房地(土地+建物)+車位, 車位");

    private readonly CsvFile main;
    private readonly CsvFile? buildings;
    private readonly CsvFile land;
    private readonly CsvFile? parking;
    private readonly Dictionary<CsvFile, int> unclaimed = [];

    /// <summary>Names the tables.</summary>
    /// <param name="sales">Its sales.</param>
    /// <param name="built">Their buildings; null where there is no such file.</param>
    /// <param name="lots">Their lots.</param>
    /// <param name="parked">Their parking spaces; null where there is no such file.</param>
    /// <param name="encoding">Encoding of the files.</param>
    public TwLvrCity(string sales, string? built, string lots, string? parked, string encoding)
    {
        main = new CsvFile(sales, encoding, CsvColumns.Named(TwLvrColumns.Main));
        buildings = built is null ? null : new CsvFile(built, encoding, CsvColumns.Named(TwLvrColumns.Building));
        land = new CsvFile(lots, encoding, CsvColumns.Named(TwLvrColumns.Land));
        parking = parked is null ? null : new CsvFile(parked, encoding, CsvColumns.Named(TwLvrColumns.Parking));
        var stem = main.Name[..^".csv".Length];
        Absent = [.. new[] { (buildings, "_build"), (parking, "_park") }.Where(static part => part.Item1 is null).Select(part => stem + part.Item2 + ".csv")];
    }

    /// <summary>Names of the tables that it lacks.</summary>
    public IReadOnlyList<string> Absent { get; }

    /// <summary>Every file, the sales first.</summary>
    public IEnumerable<string> Files => Tables.Select(static table => table.Path);

    /// <summary>Where every line went; known once the rows were read.</summary>
    public IEnumerable<LineCount> Lines
        => Tables.Where(static table => table.Count is not null).Select(table => table.Count! with { Unclaimed = unclaimed.GetValueOrDefault(table) });

    private IEnumerable<CsvFile> Tables => new[] { main, buildings, land, parking }.OfType<CsvFile>();

    /// <summary>The letter that the publisher gives the city: lots of two cities may have one name.</summary>
    private string Letter => main.Name[..1].ToUpperInvariant();

    /// <summary>Reads the sales.</summary>
    public IEnumerable<SourceRow> Read()
    {
        var (builtOf, landOf, parkedOf) = (ById(buildings), ById(land), ById(parking));
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in main.Rows())
        {
            var id = row[TwLvrColumns.Id];
            ids.Add(id);
            SourceRow read;
            try
            {
                read = new SourceRow(row.File, row.Line, id, Deal(row, id, [.. builtOf[id]], [.. landOf[id]], [.. parkedOf[id]]), Fault: null);
            }
            catch (RowFaultException e)
            {
                read = new SourceRow(row.File, row.Line, id, Deal: null, e.Fault);
            }

            yield return read;
        }

        foreach (var (table, rows) in new[] { (buildings, builtOf), (land, landOf), (parking, parkedOf) })
        {
            if (table is not null)
                unclaimed[table] = rows.Where(group => !ids.Contains(group.Key)).Sum(static group => group.Count());
        }
    }

    private static ILookup<string, CsvRow> ById(CsvFile? file) => (file?.Rows() ?? []).ToLookup(static row => row[TwLvrColumns.Id], StringComparer.Ordinal);

    private Deal Deal(CsvRow row, string id, IReadOnlyList<CsvRow> built, IReadOnlyList<CsvRow> lots, IReadOnlyList<CsvRow> parked)
    {
        row.CheckFields();
        if (id.Length == 0)
            throw RowFaultException.Field(row, TwLvrColumns.Id, new("编号", "the number of the sale"));
        foreach (var joined in (IEnumerable<CsvRow>)[.. built, .. lots, .. parked])
            joined.CheckFields();
        var date = DealDay.Check(row, TwLvrColumns.Date, RocDate.Read(row, TwLvrColumns.Date));
        var price = row.Price(TwLvrColumns.Price);
        var fractions = TwLvrLand.Read($"{Letter}|{row[TwLvrColumns.District]}", lots);
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
