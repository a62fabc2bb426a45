using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Event 78: tables and the city file change by governance, and the past stays as it was.</summary>
public sealed class TablePublicationTests
{
    private readonly TestLedger ledger = TestLedger.Two();

    public static TheoryData<string, string, Action<TablePublished>> Wrong => new()
    {
        { "no kind", "kind", e => e.Kind = TableKind.Unspecified },
        { "another city", "city", e => e.City = "linlan" },
        { "today", "valid_from", e => e.ValidFrom = 20210601 },
        { "a day that does not exist", "valid_from", e => e.ValidFrom = 20210631 },
        { "no source", "source", e => e.Source = "" },
        { "a source in words", "source", e => e.Source = "notice 16" },
        { "no rows", "rows", e => e.Rows = null },
        { "rows of nothing", "rows", e => e.Rows = new() },
        { "rows of another kind too", "rows", e => e.Rows.Codes.Add(new CodeRow { List = "AB", Code = "CD", From = 20220101 }) },
        { "a row that begins before", "rows", e => e.Rows.DeedTax[0].From = 20211231 },
        { "a rate above 100 %", "rows.deed_tax[0].only_upto", e => e.Rows.DeedTax[0].OnlyUpto = 100_001 },
        { "no deciding date", "rows.deed_tax[0].decides", e => e.Rows.DeedTax[0].Decides = RateDate.Unspecified },
        { "a span that ends before it begins", "rows.deed_tax[0].until", e => e.Rows.DeedTax[0].Until = 20220101 },
        { "a city file beside the rows", "city_file", e => e.CityFile = Cities.Files[0] },
    };

    [Fact]
    public void A_row_to_come_replaces_what_was_to_count_from_then_on_and_nothing_before()
    {
        ledger.Govern(DeedTax()).Accept();

        var rows = ledger.Read<TablePage>(PageKeys.Table("dongguan", TableKind.DeedTax))!.Rows.DeedTax;
        Assert.Equal([18000101u, 20160222u, 20210901u, 20220101u], rows.Select(row => row.From));
        Assert.Equal([20160222u, 20210901u, 20220101u, 0u], rows.Select(row => row.Until));
    }

    [Fact]
    public void The_second_publication_goes_on_from_the_first()
    {
        ledger.Govern(DeedTax()).Accept();
        ledger.TimeMs = (ulong)Day.Of(2022, 6, 1).StartMilliseconds;
        ledger.Govern(DeedTax(e => (e.ValidFrom, e.Rows.DeedTax[0].From) = (20230101, 20230101))).Accept();

        var rows = ledger.Read<TablePage>(PageKeys.Table("dongguan", TableKind.DeedTax))!.Rows.DeedTax;
        Assert.Equal([18000101u, 20160222u, 20210901u, 20220101u, 20230101u], rows.Select(row => row.From));
        Assert.Equal(20230101u, rows[3].Until);
    }

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void TABLE_A_publication_with_one_thing_wrong_names_the_field(string what, string field, Action<TablePublished> change)
    {
        Assert.NotEmpty(what);

        var outcome = ledger.Govern(DeedTax(change)).Refuse("TABLE");

        Assert.Contains("event." + field, outcome.Findings.SelectMany(finding => finding.Values).Select(value => value.Source));
        Assert.DoesNotContain(PageKeys.Table("dongguan", TableKind.DeedTax), ledger.Keys);
    }

    [Fact]
    public void TABLE_A_calendar_may_change_the_days_to_come_of_a_year_and_no_day_before()
    {
        var year = new CalendarYear { Year = 2021 };
        year.Off.AddRange(NationalTables.Set.Rows.Calendar[0].Off);
        year.Work.AddRange(NationalTables.Set.Rows.Calendar[0].Work);
        var e = new TablePublished { Kind = TableKind.Calendar, City = "dongguan", ValidFrom = 20210701, Source = "GBF-2021-1", Rows = new() };
        e.Rows.Calendar.Add(year);
        year.Off.Insert(5, new DaySpan { From = 20210705, Through = 20210705 });
        ledger.Govern(e).Accept();
        Assert.Contains("\"year\": 2026", ledger.Read<TablePage>(PageKeys.Table("dongguan", TableKind.Calendar))!.ToString(), StringComparison.Ordinal);

        year.Off.RemoveAt(0);
        ledger.Govern(e).Refuse("TABLE");
        year.Year = 2020;
        ledger.Govern(e).Refuse("TABLE");
    }

    [Fact]
    public void A_published_calendar_is_in_force()
    {
        var book = TestLedger.Two();
        var year = new CalendarYear { Year = 2022, Off = { new DaySpan { From = 20220103, Through = 20220103 } } };
        book.Govern(new TablePublished
        {
            Kind = TableKind.Calendar,
            City = "dongguan",
            ValidFrom = 20220101,
            Source = "GBF-2021-11",
            Rows = new() { Calendar = { year } },
        }).Accept();

        var table = new TableSet(book.Read<TablePage>(PageKeys.Table("dongguan", TableKind.Calendar))!.Rows);
        Assert.False(table.WorkingDays.IsWorkingDay(Day.Of(2022, 1, 3)));
        Assert.Equal([2021, 2022, 2026], table.Rows.Calendar.Select(row => (int)row.Year));
    }

    [Fact]
    public void A_city_file_is_in_force_from_its_approval()
    {
        var sale = new SaleCase(ledger);
        ledger.Govern(City("linlan")).Accept();

        ledger.Submit(Members.Registration, sale.FirstRegistration(SaleCase.Flat)).Refuse("F-01");
    }

    [Fact]
    public void TABLE_A_city_file_that_cannot_be_read_is_refused_with_its_field()
    {
        var outcome = ledger.Govern(City("linlan", e => e.CityFile.ContractNumber = "(a+)+")).Refuse("TABLE");

        Assert.Contains(outcome.Findings.SelectMany(finding => finding.Values), value => value.Source == "event.city_file.contract_number");
        ledger.Govern(City("linlan", e => e.CityFile = null)).Refuse("TABLE");
        ledger.Govern(City("linlan", e => e.City = "dongguan")).Refuse("TABLE");
        ledger.Govern(City("linlan", e => e.ValidFrom = 20220101)).Refuse("TABLE");
        ledger.Govern(City("linlan", e => e.Source = "")).Refuse("TABLE");
        ledger.Govern(City("linlan", e => e.Rows = new())).Refuse("TABLE");
    }

    [Fact]
    public void Profile_1_has_no_tables_to_publish_and_no_other_event_is_governed()
    {
        var contract = new LedgerContract();

        Assert.False(contract.IsGoverned(1, TablePublished.Descriptor.FullName));
        Assert.True(contract.IsGoverned(2, TablePublished.Descriptor.FullName));
        Assert.False(contract.IsGoverned(2, ContractSigned.Descriptor.FullName));
        new TestLedger().Submit(Members.Tax, DeedTax()).Refuse("C-69");
    }

    private static TablePublished DeedTax(Action<TablePublished>? change = null)
    {
        var e = new TablePublished { Kind = TableKind.DeedTax, City = "dongguan", ValidFrom = 20220101, Source = "GG-2021-16", Rows = new() };
        e.Rows.DeedTax.Add(new DeedTaxRow
        {
            Decides = RateDate.Declaration,
            From = 20220101,
            Threshold = 12_000,
            OnlyUpto = 1_000,
            OnlyAbove = 1_500,
            SecondUpto = 1_000,
            SecondAbove = 2_000,
        });
        change?.Invoke(e);
        return e;
    }

    private static TablePublished City(string id, Action<TablePublished>? change = null)
    {
        var e = new TablePublished { Kind = TableKind.City, City = id, Source = "CITY-1", CityFile = Cities.Files.Single(file => file.Id == id) };
        change?.Invoke(e);
        return e;
    }
}
