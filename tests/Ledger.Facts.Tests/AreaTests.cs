namespace Ledger.Facts.Tests;

public class AreaTests
{
    [Theory]
    [InlineData("130.9", 13090UL)]
    [InlineData("140.00", 14000UL)]
    [InlineData("140.005", 14001UL)]
    [InlineData("0.01", 1UL)]
    public void Square_metres_are_read(string text, ulong hundredths)
    {
        Assert.Equal(hundredths, Area.Parse(text).Hundredths);
        Assert.Equal(Area.Parse(text), Area.Parse(Area.Parse(text).ToString()));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0.00")]
    [InlineData("0.004")]
    [InlineData("-1")]
    [InlineData("")]
    [InlineData("not stated")]
    [InlineData("100000000000.01")]
    public void Other_areas_are_refused(string text)
    {
        Assert.False(Area.TryParse(text, out var area, out var error));
        Assert.Equal(Area.NotStated, area);
        Assert.NotNull(error);
    }

    [Fact]
    public void Not_stated_is_zero_on_the_ledger_and_no_figure()
    {
        Assert.True(Area.TryFromStored(0, out var area, out _));
        Assert.Equal(Area.NotStated, area);
        Assert.False(area.IsStated);
        Assert.Null(area.Hundredths);
        Assert.Equal(0UL, area.Stored);
        Assert.Equal("未记载", area.ToDisplay().Chinese);
        Assert.False(Area.TryFromStored(Area.MaximumHundredths + 1, out _, out _));
        Assert.Throws<FactFormatException>(() => Area.FromHundredths(0));
    }

    [Fact]
    public void At_140_00_a_home_is_not_above_140_and_at_140_01_it_is()
    {
        var threshold = Area.Parse("140");
        Assert.False(Area.Parse("140.00").Exceeds(threshold));
        Assert.True(Area.Parse("140.01").Exceeds(threshold));
        Assert.False(Area.NotStated.Exceeds(threshold));
    }
}
