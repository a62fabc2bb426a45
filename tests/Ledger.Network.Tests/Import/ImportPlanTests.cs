using Ledger.Facts;
using Ledger.Import;

namespace Ledger.Network.Tests;

public sealed class ImportPlanTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_same_file_gets_the_same_codes_on_every_network()
        => Assert.Equal(Codes(Plan("a.db", new TwLvrSource(SalesData.TwSample))), Codes(Plan("b.db", new TwLvrSource(SalesData.TwSample))));

    [Fact]
    public void Deals_come_by_date_and_those_of_one_lot_have_one_code()
    {
        var deals = Plan("a.db", new TwLvrSource(SalesData.TwSample));

        Assert.Equal(deals.Select(deal => deal.Date).Order(), deals.Select(deal => deal.Date));
        Assert.Equal(Unit(deals, 1), Unit(deals, 2));
        Assert.Single(new[] { Unit(deals, 5), Unit(deals, 6), Unit(deals, 7) }.Distinct());
    }

    [Fact]
    public void The_same_lot_in_another_file_keeps_its_code()
    {
        using var journal = ImportJournal.Open(folder["a.db"]);
        var allocator = new UnitAllocator(journal);
        var lot = new DealUnit("lot", ["lot"], IsParcel: true, Share.One, Area.NotStated, 701, []);
        var flat = new DealUnit("flat", ["lot", "other lot"], IsParcel: false, Share.One, Area.NotStated, 10, []);
        var (lotCode, flatCode) = (allocator.Plan(lot).Code, allocator.Plan(flat).Code);

        var later = new UnitAllocator(journal);

        Assert.Equal(lotCode, later.Plan(lot).Code);
        Assert.Equal(flatCode, later.Plan(flat).Code);
        var moved = later.Plan(flat with { Parcels = ["other lot", "lot"] });
        Assert.Equal(flatCode, moved.Code);
        Assert.Equal(allocator.Plan(flat).FurtherParcels, moved.FurtherParcels);
    }

    [Fact]
    public void An_import_is_recognised_by_its_data_and_each_has_a_range_of_its_own()
    {
        using var journal = ImportJournal.Open(folder["a.db"]);
        var tw = ImportPlan.Fingerprint(new TwLvrSource(SalesData.TwSample));
        var uk = ImportPlan.Fingerprint(new UkPpdSource(SalesData.UkSample));

        Assert.Equal((new ImportRange(0), false), journal.OpenImport("tw-lvr", tw, "a"));
        Assert.Equal((new ImportRange(1), false), journal.OpenImport("uk-ppd", uk, "b"));
        Assert.Equal((new ImportRange(0), false), journal.OpenImport("tw-lvr", tw, "moved"));
    }

    [Fact]
    public void The_eleventh_import_is_refused()
    {
        using var journal = ImportJournal.Open(folder["a.db"]);
        for (byte i = 0; i < ImportRange.Ranges; i++)
            journal.OpenImport("tw-lvr", [i], "a");

        Assert.Contains("no range of numbers left", Assert.Throws<ImportException>(() => journal.OpenImport("tw-lvr", [99], "a")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_that_fails_leaves_nothing_behind()
    {
        using var journal = ImportJournal.Open(folder["a.db"]);
        var range = new ImportRange(0);

        Assert.Throws<ImportException>(() => ImportPlan.Make(journal, range, new Broken(), Ct));

        Assert.Equal(0, journal.Totals(range).Rows);
        Assert.Null(journal.FindUnit("flat"));
    }

    [Fact]
    public void Files_that_are_empty_or_break_off_use_up_no_range()
    {
        using var journal = ImportJournal.Open(folder["a.db"]);
        for (byte i = 0; i < ImportRange.Ranges + 1; i++)
        {
            Assert.Contains("holds no row", Assert.Throws<ImportException>(() => ImportPlan.Open(journal, [i], new Empty(), Ct)).Message,
                StringComparison.Ordinal);
            Assert.Contains("broken off", Assert.Throws<ImportException>(() => ImportPlan.Open(journal, [i], new Broken(), Ct)).Message,
                StringComparison.Ordinal);
        }

        var uk = new UkPpdSource(SalesData.UkSample);
        Assert.Equal((new ImportRange(0), false), ImportPlan.Open(journal, ImportPlan.Fingerprint(uk), uk, Ct));
        Assert.Equal((new ImportRange(0), true), ImportPlan.Open(journal, ImportPlan.Fingerprint(uk), uk, Ct));
    }

    [Fact]
    public void A_file_that_is_written_to_while_it_is_read_uses_up_no_range_and_is_imported_once_it_is_whole()
    {
        using var journal = ImportJournal.Open(folder["a.db"]);
        var file = folder["sales.csv"];
        File.Copy(SalesData.UkSample, file);
        var uk = new UkPpdSource(file);
        var growing = new Growing(uk, () => File.AppendAllText(file, File.ReadLines(file).Last().Replace("000013", "000014", StringComparison.Ordinal) + "\n"));

        var fault = Assert.Throws<ImportException>(() => ImportPlan.Open(journal, ImportPlan.Fingerprint(uk), growing, Ct));

        Assert.Contains($"{file}: changed while being read", fault.Text.English, StringComparison.Ordinal);
        var (range, resumed) = ImportPlan.Open(journal, ImportPlan.Fingerprint(uk), uk, Ct);
        Assert.Equal((new ImportRange(0), false, 14), (range, resumed, journal.Totals(range).Rows));
    }

    [Fact]
    public void The_codes_of_the_real_data_are_valid_and_one_per_unit()
    {
        var tw = Plan("tw.db", new TwLvrSource(SalesData.Taipei));
        var uk = Plan("uk.db", new UkPpdSource(SalesData.Manchester));

        foreach (var unit in tw.Concat(uk).SelectMany(deal => deal.Units))
        {
            Assert.StartsWith("441900", unit.Code, StringComparison.Ordinal);
            Assert.Equal(unit.IsParcel, UnitCode.Parse(unit.Code).IsParcel);
            Assert.DoesNotContain(UnitCode.Parse(unit.Code).ParcelUnit.ToString(), unit.FurtherParcels);
        }

        Assert.All(tw, deal => Assert.Distinct(deal.Units.Select(unit => unit.Code)));
        Assert.Equal(15_289, uk.Select(deal => Assert.Single(deal.Units).Code).Distinct().Count());
        Assert.Equal(755, tw.SelectMany(deal => deal.Units).Where(unit => unit.IsParcel).Select(unit => unit.Code).Distinct().Count());
    }

    private static IEnumerable<string> Codes(IReadOnlyList<PlannedDeal> deals) => deals.SelectMany(deal => deal.Units).Select(unit => unit.Code);

    private static string Unit(IReadOnlyList<PlannedDeal> deals, int sale) => deals.Single(deal => deal.Id == $"SAMPLE{sale:D4}INVENTED").Units[0].Code;

    private IReadOnlyList<PlannedDeal> Plan(string name, IDealSource source)
    {
        using var journal = ImportJournal.Open(folder[name]);
        var (range, _) = journal.OpenImport(source.Format, ImportPlan.Fingerprint(source), source.Files[0]);
        ImportPlan.Make(journal, range, source, Ct);
        return [.. journal.OpenDeals(range).Select(deal => deal.Plan)];
    }

    /// <summary>A file with a heading and nothing else.</summary>
    private sealed class Empty : IDealSource
    {
        public string Format => "empty";

        public IReadOnlyList<string> Files => ["empty.csv"];

        public IReadOnlyList<LineCount> Lines => [];

        public IReadOnlyList<Wording> Notes => [];

        public IEnumerable<SourceRow> Read() => [];
    }

    /// <summary>A file that somebody still writes to.</summary>
    private sealed class Growing(IDealSource source, Action grow) : IDealSource
    {
        public string Format => source.Format;

        public IReadOnlyList<string> Files => source.Files;

        public IReadOnlyList<LineCount> Lines => source.Lines;

        public IReadOnlyList<Wording> Notes => source.Notes;

        public IEnumerable<SourceRow> Read()
        {
            foreach (var row in source.Read())
                yield return row;
            grow();
        }
    }

    /// <summary>A file that breaks off after its first row.</summary>
    private sealed class Broken : IDealSource
    {
        public string Format => "broken";

        public IReadOnlyList<string> Files => ["broken.csv"];

        public IReadOnlyList<LineCount> Lines => [];

        public IReadOnlyList<Wording> Notes => [];

        public IEnumerable<SourceRow> Read()
        {
            yield return new SourceRow(
                "broken.csv", 2, "1", new Deal("1", 2, Day.Of(2019, 1, 1), Money.FromYuan(1),
                    [new DealUnit("flat", ["lot"], IsParcel: false, Share.One, Area.NotStated, 10, [])], []), Fault: null);
            throw new ImportException(new("断", "broken off"));
        }
    }
}
