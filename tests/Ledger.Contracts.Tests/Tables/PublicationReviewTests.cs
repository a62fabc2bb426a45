using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>A publication looked at before it is proposed: what the ledger would find wrong with it, and what it changes.</summary>
public sealed class PublicationReviewTests
{
    private static readonly Day Today = Day.Of(2021, 6, 1);

    [Fact]
    public void A_new_row_ends_the_one_in_force_and_replaces_the_one_to_come()
    {
        var review = Review(DeedTax());

        Assert.Empty(review.Faults);
        Assert.Equal(
            [
                "rows.deed_tax[decides=RATE_DATE_LIABILITY, from=20210901].until", "rows.deed_tax[decides=RATE_DATE_DECLARATION, from=20241201]",
                "rows.deed_tax[decides=RATE_DATE_DECLARATION, from=20220101]",
            ],
            review.Changes.Select(change => change.Path));
        Assert.Equal(("20241201", "20220101"), (review.Changes[0].Before, review.Changes[0].After));
        Assert.Null(review.Changes[1].After);
        Assert.Null(review.Changes[2].Before);
        Assert.Contains("\"only_upto\": 900", review.Changes[2].After, StringComparison.Ordinal);
    }

    [Fact]
    public void A_city_file_is_compared_field_by_field_and_its_rows_by_what_names_them()
    {
        var file = Cities.Files.Single(known => known.Id == "dongguan");
        file.NoticeDays = 60;
        file.Towns[1].UrbanTax = 5_000;
        file.Towns.RemoveAt(0);
        file.Divisions.Add("4420");
        file.ConsentThreshold = new V1.Share { Numerator = 3, Denominator = 4 };

        var changes = Review(new() { Kind = TableKind.City, City = "dongguan", Source = "CITY-2", CityFile = file }).Changes;

        Assert.Equal(
            [
                ("city_file.divisions", "4419", "4419 4420"),
                ("city_file.towns[code=441900004].urban_tax", "7000", "5000"),
                ("city_file.consent_threshold.numerator", "2", "3"),
                ("city_file.consent_threshold.denominator", "3", "4"), ("city_file.notice_days", "90", "60"),
            ],
            changes.Where(change => change.After is not null).Select(change => (change.Path, change.Before!, change.After!)));
        Assert.Equal("city_file.towns[code=441900003]", Assert.Single(changes, change => change.After is null).Path);
    }

    [Fact]
    public void The_same_file_changes_nothing()
        => Assert.Empty(Review(new() { Kind = TableKind.City, City = "dongguan", Source = "CITY-2", CityFile = Cities.Files[0] }).Changes);

    [Fact]
    public void A_fault_names_the_field_what_was_seen_and_every_value_allowed()
    {
        var fault = Assert.Single(Review(DeedTax(e => e.Rows.DeedTax[0].Decides = RateDate.Unspecified)).Faults);

        Assert.Equal("rows.deed_tax[0].decides", fault.Path);
        Assert.Equal("one of RATE_DATE_LIABILITY, RATE_DATE_DECLARATION", fault.Wanted.English);
        Assert.Equal("RATE_DATE_LIABILITY、RATE_DATE_DECLARATION之一", fault.Wanted.Chinese);
        Assert.Empty(Review(DeedTax(e => e.Rows.DeedTax[0].Decides = RateDate.Unspecified)).Changes);
    }

    [Fact]
    public void What_it_finds_wrong_is_what_the_ledger_finds_wrong()
    {
        foreach (var (_, field, change) in TablePublicationTests.Wrong.Select(row => row.Data))
            Assert.Contains(Review(DeedTax(change)).Faults, fault => fault.Path == field);
    }

    [Fact]
    public void The_page_names_every_edition_with_the_entry_of_its_last_approval()
    {
        var ledger = TestLedger.Two();
        ledger.Govern(DeedTax()).Accept();
        ledger.Govern(DeedTax(e => (e.ValidFrom, e.Rows.DeedTax[0].From, e.Source) = (20230101, 20230101, "GG-2022-1"))).Accept();

        var page = ledger.Read<TablePage>(PageKeys.Table("dongguan", TableKind.DeedTax))!;
        Assert.Equal([(20220101u, "GG-2021-16"), (20230101u, "GG-2022-1")], page.Editions.Select(edition => (edition.ValidFrom, edition.Source)));
        Assert.All(page.Editions, edition => Assert.Equal(MerkleHash.Size, edition.Entry.Length));
        Assert.Equal(2, page.Editions.Select(edition => edition.Entry).Distinct().Count());
    }

    private static PublicationReview Review(TablePublished e) => PublicationReview.Of(Profiles.Two, e, city: null, table: null, Today);

    private static TablePublished DeedTax(Action<TablePublished>? change = null)
    {
        var e = new TablePublished { Kind = TableKind.DeedTax, City = "dongguan", ValidFrom = 20220101, Source = "GG-2021-16", Rows = new() };
        e.Rows.DeedTax.Add(new DeedTaxRow
        {
            Decides = RateDate.Declaration,
            From = 20220101,
            Threshold = 14_000,
            OnlyUpto = 900,
            OnlyAbove = 1_500,
            SecondUpto = 1_000,
            SecondAbove = 2_000,
        });
        change?.Invoke(e);
        return e;
    }
}
