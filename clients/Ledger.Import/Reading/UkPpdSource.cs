using System.Text.RegularExpressions;
using Ledger.Client;
using Ledger.Facts;

namespace Ledger.Import;

/// <summary>
/// HM Land Registry Price Paid Data, one row per sale: in the layout of its search report, whose first row names the columns, or in
/// that of the monthly, yearly and complete files, which name none and end with the record's status (A, C, D). A unit is an address
/// with its estate (freehold and leasehold of one house are two titles). The data states no areas.
/// </summary>
internal sealed partial class UkPpdSource : IDealSource
{
    private const uint Home = 10;
    private const uint Other = 80;
    private const string Status = "record_status";
    private const string Midnight = " 00:00";

    private static readonly string[] AddressColumns = ["saon", "paon", "street", "locality", "town", "postcode"];
    private static readonly string[] BuildingColumns = ["paon", "street", "locality", "town", "postcode"];
    private static readonly string[] RemarkColumns = ["unique_id", .. AddressColumns, "property_type", "new_build", "estate_type", "transaction_category"];

    /// <summary>The official files' columns, in their order.</summary>
    private static readonly string[] Official =
    [
        "unique_id", "price_paid", "deed_date", "postcode", "property_type", "new_build", "estate_type", "paon", "saon", "street", "locality", "town",
        "district", "county", "transaction_category", Status,
    ];

    private readonly CsvFile csv;

    /// <summary>Opens a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="encoding">Its encoding.</param>
    /// <exception cref="ImportException">No such file, or another encoding.</exception>
    public UkPpdSource(string file, string encoding = TextEncoding.Default)
    {
        var named = new CsvFile(file, encoding, CsvColumns.Named(["price_paid", "deed_date", .. RemarkColumns]) with { Optional = [Status] });
        csv = named.FirstLine() is { } first && Identifier().IsMatch(CsvFields.Quoted(first, out _)[0].Trim())
            ? new CsvFile(file, encoding, CsvColumns.Fixed(Official))
            : named;
    }

    /// <inheritdoc/>
    public string Format => "uk-ppd";

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [csv.Path];

    /// <inheritdoc/>
    public IReadOnlyList<LineCount> Lines => csv.Count is { } count ? [count] : [];

    /// <inheritdoc/>
    public IReadOnlyList<Wording> Notes => [];

    /// <inheritdoc/>
    public IEnumerable<SourceRow> Read()
    {
        foreach (var row in csv.Rows())
        {
            var (id, change) = (row["unique_id"].Trim('{', '}').ToUpperInvariant(), RowChange.Addition);
            SourceRow read;
            try
            {
                row.CheckFields();
                change = ChangeOf(row);

                // Of what is taken back only the name counts.
                read = new SourceRow(row.File, row.Line, id, change == RowChange.Deletion && id.Length > 0 ? null : Deal(row, id), Fault: null, change);
            }
            catch (RowFaultException e)
            {
                read = new SourceRow(row.File, row.Line, id, Deal: null, e.Fault, change);
            }

            yield return read;
        }
    }

    private static RowChange ChangeOf(CsvRow row) => row[Status] switch
    {
        "" or "A" => RowChange.Addition,
        "C" => RowChange.Change,
        "D" => RowChange.Deletion,
        _ => throw RowFaultException.Field(row, Status, new("A（新增）、C（更改）或D（删除）", "A (addition), C (change) or D (deletion)")),
    };

    private static Deal Deal(CsvRow row, string id)
    {
        if (id.Length == 0)
            throw RowFaultException.Field(row, "unique_id", new("交易标识", "the identifier of the sale"));
        if (row["paon"].Length + row["saon"].Length == 0)
            throw RowFaultException.Field(row, "paon", new("门牌", "a house name or number"));
        if (row["estate_type"] is not ("F" or "L"))
            throw RowFaultException.Field(row, "estate_type", new("F（永久产权）或L（租赁产权）", "F (freehold) or L (leasehold)"));
        var stated = row["deed_date"];
        if (!Day.TryParse(stated.EndsWith(Midnight, StringComparison.Ordinal) ? stated[..^Midnight.Length] : stated, out var date, out _))
            throw RowFaultException.Field(row, "deed_date", new("存在的日期（yyyy-MM-dd）", "a date that exists (yyyy-MM-dd)"));
        var unit = new DealUnit(
            $"uk-ppd:{Key(row, AddressColumns)}|{row["estate_type"]}",
            [$"uk-ppd:building:{Key(row, BuildingColumns)}"],
            IsParcel: false,
            Share.One,
            Area.NotStated,
            row["property_type"] == "O" ? Other : Home,
            []);
        return new Deal(
            id, row.Line, DealDay.Check(row, "deed_date", date), row.Price("price_paid"), [unit],
            [.. RemarkColumns.Where(column => row[column].Length > 0)
                .Select(column => column == "unique_id" ? KeyValuePair.Create("source.id", id) : KeyValuePair.Create(column, row[column]))]);
    }

    private static string Key(CsvRow row, string[] columns) => string.Join('|', columns.Select(column => row[column].ToUpperInvariant()));

    [GeneratedRegex(
        @"\A\{[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Identifier();
}
