using Ledger.Facts;

namespace Ledger.Exchange.Tests;

/// <summary>Values as messages write them.</summary>
public sealed class ValueTests
{
    [Theory]
    [InlineData(120_000_000UL, "120.0000", true)]
    [InlineData(100UL, "0.0001", true)]
    [InlineData(149UL, "0.0001", false)]
    [InlineData(150UL, "0.0002", false)]
    [InlineData(0UL, "0.0000", true)]
    public void Amounts_are_whole_yuan_in_wan_with_four_decimals(ulong fen, string written, bool exact)
    {
        Assert.Equal(written, ExchangeValues.WanYuan(Money.FromFen(fen), out var isExact));
        Assert.Equal(exact, isExact);
        Assert.True(ExchangeValues.TryMoney(written, null, out var read));
        Assert.Equal((fen + 50) / 100 * 100, read.Fen);
    }

    [Fact]
    public void The_unit_of_amounts_counts_where_it_is_stated()
    {
        Assert.True(ExchangeValues.TryMoney("1200000", "1", out var yuan));
        Assert.True(ExchangeValues.TryMoney("120.0000", "2", out var wan));
        Assert.Equal(yuan, wan);
        Assert.False(ExchangeValues.TryMoney("12,0", null, out _));
    }

    [Fact]
    public void Instants_are_at_UTC_plus_8_with_or_without_an_offset()
    {
        Assert.True(ExchangeValues.TryInstant("2021-05-12T14:30:00", out var plain));
        Assert.True(ExchangeValues.TryInstant("2021-05-12T14:30:00+08:00", out var offset));
        Assert.Equal(plain, offset);
        Assert.Equal("2021-05-12T14:30:00", ExchangeValues.Instant(plain + 999));
        Assert.Equal("2021-05-12T14:30:00+08:00", ExchangeValues.Instant(plain, withOffset: true));
        Assert.False(ExchangeValues.TryInstant("2021-05-12", out _));
    }

    [Theory]
    [InlineData("2021-05-12", "2021-05-12")]
    [InlineData("2021-05-12T00:00:00", "2021-05-12")]
    [InlineData("2021-05-12T00:00:00+08:00", "2021-05-12")]
    [InlineData("1899-05-12T00:00:00", "1899-05-12")]
    [InlineData("2021-02-30", null)]
    [InlineData("", null)]
    public void Days_are_written_as_days_or_instants(string text, string? day)
        => Assert.Equal(day, ExchangeValues.TryDay(text, out var read) ? read.ToString() : null);

    [Theory]
    [InlineData("95.60", 9560UL)]
    [InlineData("95.605", 9561UL)]
    [InlineData("95", 9500UL)]
    [InlineData("-1", null)]
    [InlineData("0.00", null)]
    public void Areas_have_two_decimals_and_a_third_is_rounded(string text, ulong? hundredths)
        => Assert.Equal(hundredths, ExchangeValues.TryArea(text, out var area) ? area.Hundredths : null);

    [Theory]
    [InlineData("粤(2021)东莞市不动产权第0000002号，粤（2021）东莞不动产权第 0000003号(销)", "粤（2021）东莞不动产权第0000002号,粤（2021）东莞不动产权第0000003号")]
    [InlineData("粤房地权证莞字第1号;粤房地权证莞字第1号", "粤房地权证莞字第1号")]
    [InlineData("", "")]
    public void Certificate_numbers_are_told_apart_and_made_canonical(string written, string canonical)
        => Assert.Equal(canonical, CertificateNumbers.Join(CertificateNumbers.Split(written)));

    [Theory]
    [InlineData("QLRMC", "/", true)]
    [InlineData("FTJZMJ", "-1", true)]
    [InlineData("DYTDMJ", "0.00", true)]
    [InlineData("DJSJ", "1900-01-01T00:00:00", true)]
    [InlineData("ZJH", "000000", true)]
    [InlineData("QLRLX", "99", true)]
    [InlineData("DJLX", "0.00", false)]
    [InlineData("GYFS", "0", false)]
    [InlineData("TDSYJSSJ", "2086-02-28T00:00:00", false)]
    public void A_filler_means_absent_and_a_weak_default_does_not(string attribute, string value, bool filler)
        => Assert.Equal(filler, ProvinceProfile.Find("newer").Fillers.IsFiller(attribute, value));

    [Fact]
    public void A_profile_can_come_from_a_file_and_its_faults_are_named()
    {
        var folder = Directory.CreateTempSubdirectory("exchange");
        try
        {
            var path = Path.Combine(folder.FullName, "mine.json");
            File.WriteAllText(path, """{ "name": "mine", "title": "t", "recodedCounties": { "441901": "441900" } }""");
            Assert.Equal("441900", ProvinceProfile.Load(path).County("441901"));
            File.WriteAllText(path, "{ \"name\": \"mine\",\n \"titel\": 1 }");
            Assert.Contains("titel", Assert.Throws<ExchangeException>(() => ProvinceProfile.Load(path)).Message, StringComparison.Ordinal);
            Assert.Contains("newer", Assert.Throws<ExchangeException>(() => ProvinceProfile.Find("none")).Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
