using System.Numerics;

namespace Ledger.Facts.Tests;

public class MoneyTests
{
    [Theory]
    [InlineData("0", 0UL)]
    [InlineData("1200000", 120000000UL)]
    [InlineData("1200000.00", 120000000UL)]
    [InlineData("0.01", 1UL)]
    [InlineData("0.005", 1UL)]
    [InlineData("0.004999999999", 0UL)]
    [InlineData("1.995", 200UL)]
    [InlineData("00012.3", 1230UL)]
    [InlineData("10000000000000", Money.MaximumFen)]
    public void Yuan_are_read_half_up(string text, ulong fen) => Assert.Equal(fen, Money.Parse(text).Fen);

    [Theory]
    [InlineData("130.9", 130900000UL)]
    [InlineData("120", 120000000UL)]
    [InlineData("0.000001", 1UL)]
    [InlineData("0.0000005", 1UL)]
    [InlineData("0.0000004", 0UL)]
    [InlineData("1000000000", Money.MaximumFen)]
    public void Ten_thousand_yuan_are_read_half_up(string text, ulong fen)
        => Assert.Equal(fen, Money.Parse(text, MoneyUnit.TenThousandYuan).Fen);

    [Theory]
    [InlineData(null, 1)]
    [InlineData("", 1)]
    [InlineData("-1", 1)]
    [InlineData("+1", 1)]
    [InlineData("1,000", 2)]
    [InlineData("1.", 3)]
    [InlineData(".5", 1)]
    [InlineData("1e5", 2)]
    [InlineData("１00", 1)]
    [InlineData("1 00", 2)]
    [InlineData("10000000000000.01", 0)]
    [InlineData("10000000000000.005", 0)]
    [InlineData("99999999999999999999999999999999999999", 0)]
    [InlineData("99999999999999999999999999999999999999999", 41)]
    public void Other_amounts_are_refused(string? text, int position)
    {
        Assert.False(Money.TryParse(text, out var value, out var error));
        Assert.Equal(Money.Zero, value);
        Assert.Equal(position, error.Position);
    }

    [Fact]
    public void The_unit_must_be_named()
        => Assert.Throws<ArgumentOutOfRangeException>(() => Money.Parse("1", default));

    [Fact]
    public void Sums_and_differences_stay_in_range()
    {
        var most = Money.FromFen(Money.MaximumFen);
        Assert.Equal(most, Money.FromFen(Money.MaximumFen - 1) + Money.FromFen(1));
        Assert.False(most.TryAdd(Money.FromFen(1), out _));
        Assert.False(Money.Zero.TrySubtract(Money.FromFen(1), out _));
        Assert.Throws<OverflowException>(() => most + most);
        Assert.Throws<OverflowException>(() => Money.Zero - most);
        Assert.Throws<FactFormatException>(() => Money.FromFen(Money.MaximumFen + 1));
        Assert.Throws<FactFormatException>(() => Money.FromFen(ulong.MaxValue));
        Assert.Equal(Money.FromFen(3), Money.FromFen(2).DistanceTo(Money.FromFen(5)));
        Assert.Equal(Money.FromFen(3), Money.FromFen(5).DistanceTo(Money.FromFen(2)));
    }

    [Fact]
    public void The_deed_tax_of_the_published_sample_is_36000()
        => Assert.Equal("36000.00", Money.Parse("1200000.00").MultiplyRoundHalfUp(Rate.Parse("3%")).ToString());

    [Theory]
    [InlineData(33UL, 1500u, 0UL)]
    [InlineData(34UL, 1500u, 1UL)]
    [InlineData(50UL, 1000u, 1UL)]
    [InlineData(49UL, 1000u, 0UL)]
    [InlineData(150UL, 1000u, 2UL)]
    [InlineData(Money.MaximumFen, 100000u, Money.MaximumFen)]
    public void Tax_is_rounded_half_up_to_the_fen(ulong fen, uint rate, ulong expected)
        => Assert.Equal(expected, Money.FromFen(fen).MultiplyRoundHalfUp(Rate.FromPerHundredThousand(rate)).Fen);

    [Fact]
    public void Tax_and_net_price_agree_with_big_integers()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var fen = (ulong)random.NextInt64(0, (long)Money.MaximumFen + 1);
            var rate = (uint)random.Next(0, 100_001);
            var tax = ((2 * (BigInteger)fen * rate) + 100_000) / 200_000;
            var net = ((2 * (BigInteger)fen * 100_000) + 100_000 + rate) / (2 * (100_000 + rate));
            Assert.Equal(tax, Money.FromFen(fen).MultiplyRoundHalfUp(Rate.FromPerHundredThousand(rate)).Fen);
            Assert.Equal(net, Money.FromFen(fen).NetOf(Rate.FromPerHundredThousand(rate)).Fen);
        }
    }

    [Theory]
    [InlineData("1050000.00", "5%", "1000000.00")]
    [InlineData("1000000.00", "5%", "952380.95")]
    [InlineData("1000000.00", "9%", "917431.19")]
    [InlineData("0.01", "3%", "0.01")]
    public void Net_price_is_gross_over_one_plus_rate(string gross, string vat, string net)
        => Assert.Equal(net, Money.Parse(gross).NetOf(Rate.Parse(vat)).ToString());

    [Fact]
    public void Amounts_are_shown_in_groups()
    {
        Assert.Equal("1,200,000.00元", Money.Parse("1200000").ToDisplay().Chinese);
        Assert.Equal("CNY 200,000.05", Money.Parse("200000.05").ToDisplay().English);
        Assert.Equal("CNY 0.05", Money.FromFen(5).ToDisplay().English);
    }

    [Theory]
    [InlineData("1.5%", 1500u)]
    [InlineData("0.015", 1500u)]
    [InlineData("3%", 3000u)]
    [InlineData("100%", 100000u)]
    [InlineData("1", 100000u)]
    [InlineData("0.05%", 50u)]
    [InlineData("0.0150000", 1500u)]
    public void Rates_are_read_as_percent_or_fraction(string text, uint parts)
    {
        var rate = Rate.Parse(text);
        Assert.Equal(parts, rate.PerHundredThousand);
        Assert.Equal(rate, Rate.Parse(rate.ToString()));
    }

    [Theory]
    [InlineData("0.0005%")]
    [InlineData("0.000001")]
    [InlineData("101%")]
    [InlineData("1.00001")]
    [InlineData("-1%")]
    [InlineData("%")]
    [InlineData("")]
    [InlineData("1.5％")]
    public void Other_rates_are_refused(string text) => Assert.False(Rate.TryParse(text, out _, out _));

    [Fact]
    public void A_rate_above_the_whole_is_refused()
    {
        Assert.True(Rate.TryFromPerHundredThousand(100_000, out _, out _));
        Assert.False(Rate.TryFromPerHundredThousand(100_001, out _, out _));
    }
}
