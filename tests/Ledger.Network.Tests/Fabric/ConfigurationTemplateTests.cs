
namespace Ledger.Network.Tests;

public sealed class ConfigurationTemplateTests
{
    [Fact]
    public void A_name_within_a_line_is_replaced_by_its_text_and_a_line_of_its_own_by_lines()
    {
        var template = ConfigurationTemplate.Parse("t", "a: ${x}:${y}\n${rest}\nz: [${list}]\n");

        var text = template.Render(("x", "1"), ("y", "2"), ("rest", new ConfigurationTemplate.Lines("b: 3\nc: 4\n")), ("list", new[] { "p", "q" }));

        Assert.Equal("a: 1:2\nb: 3\nc: 4\nz: [\"p\", \"q\"]\n", text);
    }

    [Fact]
    public void Quotes_and_backslashes_of_a_path_do_not_end_the_string_they_stand_in()
    {
        var template = ConfigurationTemplate.Parse("t", "a: \"${x}\"\n");

        Assert.Equal("a: \"/tmp/a \\\"b\\\" \\\\c\"\n", template.Render(("x", "/tmp/a \"b\" \\c")));
        Assert.Throws<ArgumentException>(() => template.Render(("x", "a\nb")));
    }

    [Fact]
    public void A_name_without_value_and_a_value_without_place_are_refused()
    {
        var template = ConfigurationTemplate.Parse("t", "a: ${x}\n");

        Assert.Contains("x", Assert.Throws<ArgumentException>(() => template.Render()).Message, StringComparison.Ordinal);
        Assert.Contains("y", Assert.Throws<ArgumentException>(() => template.Render(("x", "1"), ("y", "2"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_have_no_place_within_a_line_and_a_text_none_on_a_line_of_its_own()
    {
        Assert.Throws<ArgumentException>(() => ConfigurationTemplate.Parse("t", "a: ${x}\n").Render(("x", new ConfigurationTemplate.Lines("b\n"))));
        Assert.Throws<ArgumentException>(() => ConfigurationTemplate.Parse("t", "${x}\n").Render(("x", "b")));
    }
}
