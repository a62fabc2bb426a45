using Ledger.Facts;
using Ledger.Import;

namespace Ledger.Network.Tests;

public sealed class UkPpdSourceTests
{
    private static readonly Lazy<IReadOnlyList<SourceRow>> Sample = new(() => [.. new UkPpdSource(SalesData.UkSample).Read()]);

    [Fact]
    public void The_sample_has_ten_deals_and_three_rows_that_cannot_be_read()
    {
        Assert.Equal(13, Sample.Value.Count);
        Assert.Equal([11, 12, 13], Sample.Value.Where(row => row.Fault is not null).Select(row => row.Line));
    }

    [Fact]
    public void A_unit_is_address_and_estate_and_has_no_area()
    {
        var (first, again, leasehold) = (Unit(1), Unit(2), Unit(3));

        Assert.Equal(first.Identity, again.Identity);
        Assert.NotEqual(first.Identity, leasehold.Identity);
        Assert.Equal(first.Parcels, leasehold.Parcels);
        Assert.All(Sample.Value.Where(row => row.Deal is not null), row => Assert.False(row.Deal!.Units[0].Area.IsStated));
    }

    [Fact]
    public void Flats_of_one_building_are_units_on_one_parcel()
    {
        Assert.NotEqual(Unit(4).Identity, Unit(5).Identity);
        Assert.Equal(Unit(4).Parcels, Unit(5).Parcels);
    }

    [Fact]
    public void A_price_with_pence_is_taken_exactly()
        => Assert.Equal(Money.Parse("99950.50"), Sample.Value[8].Deal!.Price);

    [Fact]
    public void Every_row_of_the_real_data_can_be_read()
    {
        var rows = new UkPpdSource(SalesData.Manchester).Read().ToList();

        Assert.Equal(15_374, rows.Count);
        Assert.All(rows, row => Assert.Null(row.Fault));
        Assert.Equal(8_975, rows.Count(row => row.Deal!.Units[0].Identity.EndsWith("|F", StringComparison.Ordinal)));
        Assert.Equal((Day.Of(2019, 1, 1), Day.Of(2019, 12, 20)), (rows.Min(row => row.Deal!.Date), rows.Max(row => row.Deal!.Date)));
    }

    private static DealUnit Unit(int sale) => Assert.Single(Sample.Value[sale - 1].Deal!.Units);
}
