using Ledger.Facts;
using Ledger.Import;

namespace Ledger.Network.Tests;

public sealed class TwLvrSourceTests
{
    private static readonly Lazy<IReadOnlyDictionary<string, SourceRow>> Sample = new(() =>
        new TwLvrSource(SalesData.TwSample).Read().ToDictionary(row => row.Id, StringComparer.Ordinal));

    [Fact]
    public void The_sample_has_thirteen_deals_and_three_rows_that_cannot_be_read()
    {
        var rows = Sample.Value.Values.ToList();

        Assert.Equal(16, rows.Count);
        Assert.Equal(13, rows.Count(row => row.Deal is not null));
        Assert.All(rows, row => Assert.True(row.Deal is null ^ row.Fault is null));
    }

    [Theory]
    [InlineData(13, "a_lvr_land_a_land.csv", 14, "權利人持分分母", "7.574E+11")]
    [InlineData(14, "a_lvr_land_a.csv", 15, "交易年月日", "1080230")]
    [InlineData(15, "a_lvr_land_a.csv", 16, "總價元", "")]
    public void An_unreadable_row_names_file_line_field_and_value(int sale, string file, int line, string field, string value)
    {
        var fault = Row(sale).Fault!;

        Assert.Equal((file, line), (fault.File, fault.Line));
        Assert.Contains($"'{field}' is '{value}'", fault.Reason.English, StringComparison.Ordinal);
        Assert.Contains($"“{field}”的值“{value}”", fault.Reason.Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flat_is_one_unit_transferred_whole_with_its_land_as_an_attribute()
    {
        var deal = Deal(1);

        Assert.Equal((Day.Of(2019, 4, 10), Money.FromYuan(12_500_000)), (deal.Date, deal.Price));
        var unit = Assert.Single(deal.Units);
        Assert.Equal((false, Share.One, Area.Parse("88.40"), 10u), (unit.IsParcel, unit.Share, unit.Area, unit.Use));
        Assert.Equal(new LandFraction("tw-lvr:lot:A|樣本區|虛構段一小段|1230000", Share.Of(1, 80), Area.Parse("15.2")), Assert.Single(unit.Land));
    }

    [Fact]
    public void An_address_in_full_width_digits_is_the_same_unit()
        => Assert.Equal(Deal(1).Units[0].Identity, Deal(2).Units[0].Identity);

    [Fact]
    public void A_sale_of_two_buildings_has_two_units_and_ancillary_premises_are_none()
    {
        var units = Deal(3).Units;

        Assert.Equal(2, units.Count);
        Assert.Equal([Area.Parse("116.45"), Area.Parse("85.10")], units.Select(unit => unit.Area));
        Assert.Equal(2, units[0].Land.Count);
        Assert.Empty(units[1].Land);
        Assert.Equal(Share.Of(123_456_789, 5_919_380_256), units[0].Land[0].Share);
    }

    [Fact]
    public void Lots_are_units_with_their_exact_share_and_rows_of_one_lot_add_up()
    {
        var units = Deal(8).Units;

        Assert.Equal(2, units.Count);
        Assert.All(units, unit => Assert.True(unit.IsParcel));
        Assert.Equal([Share.Of(3, 4_739_380_256), Share.Of(3, 4)], units.Select(unit => unit.Share));
        Assert.All(units, unit => Assert.False(unit.Area.IsStated));
    }

    [Fact]
    public void A_lot_sold_whole_has_its_area_and_is_the_lot_sold_in_shares_before()
    {
        Assert.Equal(Area.Parse("100"), Deal(7).Units[0].Area);
        Assert.Equal(Deal(5).Units[0].Identity, Deal(7).Units[0].Identity);
    }

    [Fact]
    public void Parking_places_of_one_garage_are_units_of_their_own_on_one_parcel()
    {
        Assert.NotEqual(Deal(9).Units[0].Identity, Deal(10).Units[0].Identity);
        Assert.Equal(Deal(9).Units[0].Parcels, Deal(10).Units[0].Parcels);
    }

    [Fact]
    public void A_building_without_land_stands_on_a_parcel_of_its_address()
        => Assert.Equal(["tw-lvr:address:樣本市樣本區虛構路31號"], Deal(12).Units[0].Parcels);

    [Fact]
    public void A_row_with_too_few_fields_cannot_be_read()
    {
        using var folder = Copy();
        var file = Path.Combine(folder.Path, "a_lvr_land_a.csv");
        File.AppendAllText(file, "樣本區,土地,虛構段\n");

        var last = new TwLvrSource(folder.Path).Read().Last();

        Assert.Equal(18, last.Line);
        Assert.Contains("3 fields, expected 33", last.Fault!.Reason.English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_of_another_format_is_named()
    {
        using var folder = Copy();
        File.WriteAllText(Path.Combine(folder.Path, "a_lvr_land_a_land.csv"), "編號,地號\n");

        var fault = Assert.Throws<ImportException>(() => new TwLvrSource(folder.Path).Read().ToList());

        Assert.Contains("lacks the columns 土地位置", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tw-2020-header")]
    [InlineData("tw-dot96")]
    public void Renamed_columns_and_numbers_without_their_zero_are_read(string season)
    {
        var rows = new TwLvrSource(SalesData.FieldCase(season)).Read().ToList();

        Assert.Equal((16, 13), (rows.Count, rows.Count(row => row.Deal is not null)));
        var land = Assert.Single(rows.Single(row => row.Id == "SAMPLE0001INVENTED").Deal!.Units[0].Land);
        Assert.Equal(Area.Parse(season == "tw-dot96" ? "0.96" : "15.20"), land.Area);
    }

    [Fact]
    public void A_city_without_sales_of_buildings_has_no_such_file_and_that_is_said()
    {
        using var folder = Copy();
        File.Delete(Path.Combine(folder.Path, "a_lvr_land_a_build.csv"));
        File.Delete(Path.Combine(folder.Path, "a_lvr_land_a_park.csv"));

        var source = new TwLvrSource(folder.Path);

        Assert.Equal(16, source.Read().Count());
        Assert.Equal(["a_lvr_land_a_build.csv", "a_lvr_land_a_park.csv"], source.Notes.Select(note => note.English.Split(' ')[3].TrimEnd(':')));
    }

    [Fact]
    public void Without_its_lots_a_city_is_refused_by_name()
    {
        using var folder = Copy();
        File.Delete(Path.Combine(folder.Path, "a_lvr_land_a_land.csv"));

        var fault = Assert.Throws<ImportException>(() => new TwLvrSource(folder.Path));

        Assert.Contains("a_lvr_land_a_land.csv is missing", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_in_capitals_and_several_cities_of_one_folder_are_read_and_lots_of_one_name_stay_two()
    {
        using var folder = Copy();
        foreach (var file in Directory.GetFiles(folder.Path))
        {
            var text = File.ReadAllText(file).Replace("INVENTED", "INVENTEF", StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(folder.Path, Path.GetFileName(file).Replace("a_lvr", "f_lvr", StringComparison.Ordinal).ToUpperInvariant()), text);
        }

        File.WriteAllText(Path.Combine(folder.Path, "a_lvr_land_b.csv"), "pre-sales");
        var source = new TwLvrSource(folder.Path);
        var rows = source.Read().ToList();

        Assert.Equal((32, 26), (rows.Count, rows.Count(row => row.Deal is not null)));
        Assert.Equal(["a_lvr_land_a.csv", "F_LVR_LAND_A.CSV"], rows.Select(row => row.File).Distinct());
        var lots = rows.Where(row => row.Id.StartsWith("SAMPLE0007", StringComparison.Ordinal)).Select(row => row.Deal!.Units[0].Identity);
        Assert.Equal(2, lots.Distinct(StringComparer.Ordinal).Count());
        Assert.Contains(source.Notes, note => note.English.StartsWith("a_lvr_land_b.csv", StringComparison.Ordinal));
        Assert.All(source.Lines, AssertWhole);
    }

    [Fact]
    public void A_second_heading_in_English_is_no_row()
    {
        using var folder = Copy();
        foreach (var file in Directory.GetFiles(folder.Path))
        {
            var lines = File.ReadAllLines(file).ToList();
            lines.Insert(1, string.Join(',', lines[0].Split(',').Select(static _ => "the villages and towns")));
            File.WriteAllLines(file, lines);
        }

        var source = new TwLvrSource(folder.Path);
        var rows = source.Read().ToList();

        Assert.Equal((16, 13, 3), (rows.Count, rows.Count(row => row.Deal is not null), rows[0].Line));
        Assert.All(source.Lines, count => Assert.Equal(2, count.Names));
        Assert.All(source.Lines, AssertWhole);
    }

    [Fact]
    public void Big5_is_read_by_option_and_refused_without()
    {
        using var folder = Copy();
        foreach (var file in Directory.GetFiles(folder.Path))
            File.WriteAllBytes(file, Client.TextEncoding.Find("big5").GetBytes(File.ReadAllText(file)));

        Assert.Equal(13, new TwLvrSource(folder.Path, "big5").Read().Count(row => row.Deal is not null));
        var fault = Assert.Throws<ImportException>(() => new TwLvrSource(folder.Path).Read().ToList());
        Assert.Contains("line 1", fault.Text.English, StringComparison.Ordinal);
        Assert.Contains("--encoding", fault.Text.English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quotation_mark_at_the_beginning_of_an_unquoted_field_swallows_no_sale()
    {
        using var folder = Copy();
        var file = Path.Combine(folder.Path, "a_lvr_land_a.csv");
        File.WriteAllText(file, File.ReadAllText(file).Replace("單獨車位交易。", "\"單獨車位交易。", StringComparison.Ordinal));
        var source = new TwLvrSource(folder.Path);

        var rows = source.Read().ToList();

        Assert.Equal((16, 13), (rows.Count, rows.Count(row => row.Deal is not null)));
        Assert.Contains(rows[8].Deal!.Remarks, remark => remark is { Key: "note", Value: "\"單獨車位交易。" });
        Assert.All(source.Lines, AssertWhole);
    }

    [Fact]
    public void Rows_of_a_joined_table_that_belong_to_no_sale_are_counted()
    {
        using var folder = Copy();
        File.AppendAllText(Path.Combine(folder.Path, "a_lvr_land_a_land.csv"), "SAMPLE0099INVENTED,虛構段,1,都市：住,1,1,全筆移轉,10000\n");
        var source = new TwLvrSource(folder.Path);

        Assert.Equal(16, source.Read().Count());

        Assert.Equal([0, 0, 1, 0], source.Lines.Select(count => count.Unclaimed));
    }

    [Fact]
    public void The_real_data_has_two_fractions_that_cannot_be_read_and_nothing_else()
    {
        var rows = new TwLvrSource(SalesData.Taipei).Read().ToList();

        Assert.Equal(6_331, rows.Count);
        Assert.Equal(["RPSOMLOLNHOFFBA18CA", "RPWSMLOKOHOFFCA56DA"],
            rows.Where(row => row.Fault is not null).Select(row => row.Id).Order(StringComparer.Ordinal));
        Assert.Equal(Enumerable.Range(2, 6_331), rows.Select(row => row.Line));
        var deals = rows.Select(row => row.Deal).OfType<Deal>().ToList();
        Assert.Equal((Day.Of(2004, 3, 15), Day.Of(2019, 8, 2)), (deals.Min(deal => deal.Date), deals.Max(deal => deal.Date)));
        Assert.Equal(344, deals.Count(deal => deal.Units[0].Identity.StartsWith("tw-lvr:parking:", StringComparison.Ordinal)));
        Assert.Equal(413, deals.Count(deal => deal.Units[0].IsParcel));

        // The largest denominator as written, 5,919,380,256, stands on a fraction that reduces.
        Assert.Equal(1_505_000_000UL, deals.SelectMany(deal => deal.Units).SelectMany(unit => unit.Land.Select(land => land.Share).Append(unit.Share))
            .Max(share => share.Denominator));
    }

    private static void AssertWhole(LineCount count) => Assert.Equal(count.Lines, count.Names + count.Blank + count.Rows);

    private static TemporaryFolder Copy()
    {
        var folder = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(SalesData.TwSample))
            File.Copy(file, Path.Combine(folder.Path, Path.GetFileName(file)));
        return folder;
    }

    private static SourceRow Row(int sale) => Sample.Value[$"SAMPLE{sale:D4}INVENTED"];

    private static Deal Deal(int sale) => Row(sale).Deal!;
}
