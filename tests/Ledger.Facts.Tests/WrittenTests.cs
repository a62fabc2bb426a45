namespace Ledger.Facts.Tests;

/// <summary>Days, instants, shares and amounts as people write them, and what is none.</summary>
public sealed class WrittenTests
{
    [Theory]
    [InlineData("2026-11-30")]
    [InlineData("2026/11/30")]
    [InlineData("2026年11月30日")]
    [InlineData("20261130")]
    [InlineData("２０２６－１１－３０")]
    [InlineData(" 2026年 11月 30日 ")]
    public void A_day_is_read_as_people_write_it(string text)
    {
        Assert.True(WrittenDay.TryParse(text, out var day, out var error), error?.English);
        Assert.Equal(20261130u, day.Number);
    }

    [Theory]
    [InlineData("2026-1-5", 20260105u)]
    [InlineData("2026/1/15", 20260115u)]
    [InlineData("2026年1月5日", 20260105u)]
    [InlineData("2028-02-29", 20280229u)]
    public void A_month_or_day_of_one_digit_is_read(string text, uint expected)
    {
        Assert.True(WrittenDay.TryParse(text, out var day, out _));
        Assert.Equal(expected, day.Number);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-11-31")]
    [InlineData("2026-02-29")]
    [InlineData("2026-00-10")]
    [InlineData("2026-13-01")]
    [InlineData("2026/11-30")]
    [InlineData("2026-11")]
    [InlineData("26-11-30")]
    [InlineData("30.11.2026")]
    [InlineData("2026年11月30")]
    [InlineData("2026年11/30日")]
    [InlineData("2026-11-300")]
    [InlineData("2026113")]
    [InlineData("202611300")]
    [InlineData("-2026-11-30")]
    [InlineData("2026-11-30-")]
    [InlineData("٢٠٢٦-١١-٣٠")]
    [InlineData("二〇二六年十一月三十日")]
    [InlineData("2026-11-30 15:02")]
    [InlineData("20261130202611302026113020261130")]
    public void What_is_no_day_is_refused_and_says_why(string? text)
    {
        Assert.False(WrittenDay.TryParse(text, out _, out var error));
        Assert.NotEmpty(error.Chinese);
        Assert.NotEmpty(error.English);
    }

    [Theory]
    [InlineData("2026-11-30 15:02", 1_796_022_120_000)]
    [InlineData("2026/11/30 15:02", 1_796_022_120_000)]
    [InlineData("2026年11月30日 15:02", 1_796_022_120_000)]
    [InlineData("2026年11月30日15:02", 1_796_022_120_000)]
    [InlineData("20261130 15:02", 1_796_022_120_000)]
    [InlineData("2026-11-30T15:02", 1_796_022_120_000)]
    [InlineData("２０２６-11-30　１５：０２", 1_796_022_120_000)]
    [InlineData("2026-11-30 15:02:05", 1_796_022_125_000)]
    [InlineData("2026-11-30 15:02:05.5", 1_796_022_125_500)]
    [InlineData("2026-11-30 15:02:05.123", 1_796_022_125_123)]
    [InlineData("2026-11-30 15:02:05+08:00", 1_796_022_125_000)]
    [InlineData("2026-11-30 15:02 +08:00", 1_796_022_120_000)]
    [InlineData("2026-11-30T07:02:05Z", 1_796_022_125_000)]
    [InlineData("2026-11-30T02:02:05-05:00", 1_796_022_125_000)]
    [InlineData("2026-11-30 9:05", 1_796_000_700_000)]
    [InlineData("1970-01-01 08:00", 0)]
    public void An_instant_is_read_on_the_offices_clock_unless_it_says_another(string text, ulong expected)
    {
        Assert.True(WrittenInstant.TryParse(text, out var instant, out var error), error?.English);
        Assert.Equal(expected, instant);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-11-30")]
    [InlineData("15:02")]
    [InlineData("2026-11-31 15:02")]
    [InlineData("2026-11-30 24:00")]
    [InlineData("2026-11-30 15:60")]
    [InlineData("2026-11-30 15:02:60")]
    [InlineData("2026-11-30 15")]
    [InlineData("2026-11-30 15:2")]
    [InlineData("2026-11-30 15:02:05.")]
    [InlineData("2026-11-30 15:02:05.1234")]
    [InlineData("2026-11-30 15:02 +0800")]
    [InlineData("2026-11-30 15:02 +15:00")]
    [InlineData("2026-11-30 15:02 pm")]
    [InlineData("2026-11-30 -15:02")]
    [InlineData("1969-12-31 15:02")]
    [InlineData("1970-01-01 07:59")]
    [InlineData("2026-11-30 １５.０２")]
    [InlineData("2026-11-30 ١٥:٠٢")]
    [InlineData("2026-11-30 15:02 2026-11-30 15:02 2026-11-30 15:02")]
    public void What_is_no_instant_is_refused_and_says_why(string? text)
    {
        Assert.False(WrittenInstant.TryParse(text, out _, out var error));
        Assert.NotEmpty(error.Chinese);
        Assert.NotEmpty(error.English);
    }

    [Theory]
    [InlineData("1234567.89", 123_456_789, MoneyUnit.Yuan)]
    [InlineData("1,234,567.89", 123_456_789, MoneyUnit.Yuan)]
    [InlineData("1，234，567.89元", 123_456_789, MoneyUnit.Yuan)]
    [InlineData("１，２３４，５６７．８９", 123_456_789, MoneyUnit.Yuan)]
    [InlineData("120万元", 120_000_000, MoneyUnit.TenThousandYuan)]
    [InlineData("120 万元", 120_000_000, MoneyUnit.TenThousandYuan)]
    [InlineData("120.5万", 120_500_000, MoneyUnit.TenThousandYuan)]
    [InlineData("1,200万元", 1_200_000_000, MoneyUnit.TenThousandYuan)]
    [InlineData("0.01元", 1, MoneyUnit.Yuan)]
    public void An_amount_is_read_as_people_write_it_and_its_unit_is_known(string text, ulong fen, MoneyUnit unit)
    {
        Assert.True(WrittenMoney.TryParse(text, MoneyUnit.Yuan, out var money, out var written, out var error), error?.English);
        Assert.Equal((fen, unit), (money.Fen, written));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("元")]
    [InlineData("万元")]
    [InlineData("-1")]
    [InlineData("1.2.3")]
    [InlineData("1,23")]
    [InlineData("1234,567")]
    [InlineData(",123")]
    [InlineData("1,,234")]
    [InlineData("1,234,")]
    [InlineData("1,234.5,6")]
    [InlineData("1,234.")]
    [InlineData("1e6")]
    [InlineData("١٢٠")]
    [InlineData("一百万元")]
    [InlineData("120万万元")]
    [InlineData("120元万")]
    [InlineData("$120")]
    [InlineData("99999999999999999999")]
    [InlineData("1,111,111,111,111,111,111,111,111,111,111,111,111")]
    public void What_is_no_amount_is_refused_and_says_why(string? text)
    {
        Assert.False(WrittenMoney.TryParse(text, MoneyUnit.Yuan, out _, out _, out var error));
        Assert.NotEmpty(error.Chinese);
        Assert.NotEmpty(error.English);
    }

    [Fact]
    public void An_amount_in_another_unit_than_the_one_stated_beside_it_is_refused()
    {
        Assert.True(WrittenMoney.TryParse("120万元", MoneyUnit.TenThousandYuan, out var money, out _, out _));
        Assert.Equal(120_000_000ul, money.Fen);
        Assert.False(WrittenMoney.TryParse("1200000元", MoneyUnit.TenThousandYuan, out _, out _, out var error));
        Assert.Contains("万元", error.English, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1/3", 1, 3)]
    [InlineData("50%", 1, 2)]
    [InlineData("５０％", 1, 2)]
    [InlineData("0.25", 1, 4)]
    [InlineData("２／６", 1, 3)]
    [InlineData("100%", 1, 1)]
    [InlineData("33.5%", 67, 200)]
    public void A_share_is_read_as_people_write_it(string text, ulong numerator, ulong denominator)
    {
        Assert.True(Share.TryParse(Canonicalize.Fold(text), out var share, out var error), error?.English);
        Assert.Equal((numerator, denominator), (share.Numerator, share.Denominator));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("0/3")]
    [InlineData("4/3")]
    [InlineData("1/0")]
    [InlineData("-1/3")]
    [InlineData("101%")]
    [InlineData("1.2.3")]
    [InlineData("1/2/3")]
    [InlineData("١/٣")]
    [InlineData("三分之一")]
    [InlineData("1/99999999999999999999999999999999999")]
    public void What_is_no_share_is_refused_and_says_why(string text)
    {
        Assert.False(Share.TryParse(Canonicalize.Fold(text), out _, out var error));
        Assert.NotEmpty(error.English);
    }
}
