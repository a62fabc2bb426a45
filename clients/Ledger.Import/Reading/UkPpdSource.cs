using Ledger.Client;
using Ledger.Facts;

namespace Ledger.Import;

/// <summary>
/// HM Land Registry Price Paid Data in the layout of its search report: one row per sale, header row. A unit is an address with
/// its estate (freehold and leasehold of one house are two titles). The data states no areas.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="encoding">Its encoding.</param>
internal sealed class UkPpdSource(string file, string encoding = TextEncoding.Default) : IDealSource
{
    private const uint Home = 10;
    private const uint Other = 80;

    private static readonly string[] AddressColumns = ["saon", "paon", "street", "locality", "town", "postcode"];
    private static readonly string[] BuildingColumns = ["paon", "street", "locality", "town", "postcode"];
    private static readonly string[] RemarkColumns = ["unique_id", .. AddressColumns, "property_type", "new_build", "estate_type", "transaction_category"];

    private readonly CsvFile csv = new(file, encoding, ["price_paid", "deed_date", .. RemarkColumns]);

    /// <inheritdoc/>
    public string Format => "uk-ppd";

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [csv.Path];

    /// <inheritdoc/>
    public IEnumerable<SourceRow> Read()
    {
        foreach (var row in csv.Rows())
        {
            SourceRow read;
            try
            {
                read = new SourceRow(row.Line, row["unique_id"], Deal(row), Fault: null);
            }
            catch (RowFaultException e)
            {
                read = new SourceRow(row.Line, row["unique_id"], Deal: null, e.Fault);
            }

            yield return read;
        }
    }

    private static Deal Deal(CsvRow row)
    {
        row.CheckFields();
        if (row["unique_id"].Length == 0)
            throw RowFaultException.Field(row, "unique_id", new("交易标识", "the identifier of the sale"));
        if (row["paon"].Length + row["saon"].Length == 0)
            throw RowFaultException.Field(row, "paon", new("门牌", "a house name or number"));
        if (row["estate_type"] is not ("F" or "L"))
            throw RowFaultException.Field(row, "estate_type", new("F（永久产权）或L（租赁产权）", "F (freehold) or L (leasehold)"));
        if (!Day.TryParse(row["deed_date"], out var date, out _))
            throw RowFaultException.Field(row, "deed_date", new("存在的日期（yyyy-MM-dd）", "a date that exists (yyyy-MM-dd)"));
        DealDay.Check(row, "deed_date", date);
        var unit = new DealUnit(
            $"uk-ppd:{Key(row, AddressColumns)}|{row["estate_type"]}",
            [$"uk-ppd:building:{Key(row, BuildingColumns)}"],
            IsParcel: false,
            Share.One,
            Area.NotStated,
            row["property_type"] == "O" ? Other : Home,
            []);
        return new Deal(
            row["unique_id"], row.Line, date, row.Price("price_paid"), [unit],
            [.. RemarkColumns.Where(column => row[column].Length > 0)
                .Select(column => KeyValuePair.Create(column == "unique_id" ? "source.id" : column, row[column]))]);
    }

    private static string Key(CsvRow row, string[] columns) => string.Join('|', columns.Select(column => row[column].ToUpperInvariant()));
}
