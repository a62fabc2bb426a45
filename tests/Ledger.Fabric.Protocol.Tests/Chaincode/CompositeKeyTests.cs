
namespace Ledger.Fabric.Protocol.Tests;

public sealed class CompositeKeyTests
{
    [Fact]
    public void A_key_is_made_of_its_parts_and_comes_apart_again()
    {
        var key = CompositeKey.Create("单元", "A", "", "1");
        Assert.Equal("\0单元\0A\0\0" + "1\0", key);
        var (type, attributes) = CompositeKey.Split(key);
        Assert.Equal("单元", type);
        Assert.Equal(["A", "", "1"], attributes);
        Assert.Equal("\0alone\0", CompositeKey.Create("alone"));
        Assert.Empty(CompositeKey.Split("\0alone\0").Attributes);
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("a\U0010FFFF")]
    [InlineData("lone surrogate")]
    public void A_part_that_would_break_the_order_of_keys_is_refused(string part)
    {
        // Attributes of tests are stored as UTF-8, which has no lone surrogates.
        part = part == "lone surrogate" ? "\ud800" : part;
        Assert.Throws<ArgumentException>(() => CompositeKey.Create(part));
        Assert.Throws<ArgumentException>(() => CompositeKey.Create("type", part));
    }

    [Theory]
    [InlineData("")]
    [InlineData("simple")]
    [InlineData("\0")]
    [InlineData("\0open")]
    public void A_simple_key_does_not_come_apart(string key) => Assert.Throws<ArgumentException>(() => CompositeKey.Split(key));
}
