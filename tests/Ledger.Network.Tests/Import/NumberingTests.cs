using Ledger.Contracts;
using Ledger.Facts;
using Ledger.Import;

namespace Ledger.Network.Tests;

public sealed class NumberingTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(4, 12_345)]
    [InlineData(9, ImportRange.LargestRow)]
    public void Every_number_of_a_row_is_valid_at_both_ends_of_every_range(int range, int row)
    {
        var grammar = Cities.Dongguan.Grammar;
        var numbers = new DealNumbers(new ImportRange(range), row, ImportRange.LargestUnit, Day.Of(2019, 4, 1));

        foreach (var person in (InventedPerson[])[numbers.Holder, numbers.Buyer])
            Assert.InRange(CitizenId.Parse(person.CitizenNumber).Birth.Year, 1880, 1889);
        Assert.Equal('B', grammar.SaleKindOf(ContractNumber.Parse(numbers.Contract)));
        FilingNumber.Parse(numbers.Contract);
        Assert.Equal(numbers.Date, grammar.CaseNumber!.DateOf(numbers.OpeningAcceptance));
        Assert.Equal(numbers.Date, grammar.CaseNumber.DateOf(numbers.TransferAcceptance));
        Assert.Equal(numbers.Date, grammar.CaseNumber.DateOf(numbers.OpeningBusiness(0)));
        Assert.Equal(numbers.Date, grammar.CaseNumber.DateOf(numbers.TransferBusiness(0)));
        Assert.Equal(2014, CertificateNumber.Parse(numbers.OpeningCertificate(0, Day.Of(2014, 4, 1))).Year);
        Assert.Equal(2019, CertificateNumber.Parse(numbers.BuyerCertificate(0)).Year);
        Assert.Equal(2019, CertificateNumber.Parse(numbers.ReissuedCertificate(0)).Year);
        TicketNumber.Parse(numbers.Ticket(DealNumbers.MostTickets));
    }

    [Fact]
    public void Persons_of_neighbouring_rows_and_ranges_differ()
    {
        var persons = new[] { 0, 1, 9 }
            .SelectMany(range => new[] { 1, 2, 3, 499, 500, ImportRange.LargestRow - 1, ImportRange.LargestRow }
                .SelectMany(row => new[] { new ImportRange(range).Holder(row), new ImportRange(range).Buyer(row) }))
            .ToList();

        Assert.Distinct(persons);
    }

    [Fact]
    public void A_row_beyond_the_range_is_refused_instead_of_reaching_into_the_next()
        => Assert.Throws<ArgumentOutOfRangeException>(() => new ImportRange(0).Buyer(182_451));

    [Fact]
    public void Numbers_of_the_units_of_two_deals_of_one_day_differ()
    {
        var first = new DealNumbers(new ImportRange(0), 1, 0, Day.Of(2019, 4, 1));
        var second = new DealNumbers(new ImportRange(0), 2, 2, Day.Of(2019, 4, 1));

        Assert.Distinct(
        [
            first.BuyerCertificate(0), first.BuyerCertificate(1), first.ReissuedCertificate(0), first.ReissuedCertificate(1),
                first.OpeningCertificate(0, first.Date),
            second.BuyerCertificate(0), second.ReissuedCertificate(0), second.OpeningCertificate(0, second.Date),
            first.OpeningBusiness(0), first.OpeningBusiness(1), first.TransferBusiness(0), first.TransferBusiness(1),
            second.OpeningBusiness(0), second.TransferBusiness(0),
        ]);
    }

    [Theory]
    [InlineData(0, "441900900001GB00001")]
    [InlineData(99_998, "441900900001GB99999")]
    [InlineData(99_999, "441900900002GB00001")]
    [InlineData(ParcelNumbering.Parcels - 1, "441900900999GB99999")]
    public void Parcels_are_numbered_through_the_sub_districts_and_are_never_virtual(int number, string parcel)
    {
        Assert.Equal(parcel, ParcelNumbering.Parcel(number));
        Assert.False(ParcelCode.Parse(parcel).Unit.IsVirtual);
    }

    [Theory]
    [InlineData(0, "F00010001")]
    [InlineData(9_998, "F00019999")]
    [InlineData(9_999, "F00020001")]
    public void Units_are_numbered_through_the_buildings_of_a_parcel(int number, string end)
        => Assert.EndsWith(end, UnitCode.Parse(ParcelNumbering.Unit("441900900001GB00001", number)).ToString(), StringComparison.Ordinal);

    [Fact]
    public void The_last_parcel_is_the_last()
        => Assert.Throws<ArgumentOutOfRangeException>(() => ParcelNumbering.Parcel(ParcelNumbering.Parcels));
}
