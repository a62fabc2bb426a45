using System.Globalization;
using System.Reflection;

namespace Ledger.Facts.Tests;

/// <summary>Names have one spelling (domain.md 10), and what cannot be seen does not stand in one.</summary>
public sealed class PartyNameTests
{
    [Theory]
    [InlineData("测试·买买提", "测试·买买提")]
    [InlineData("测试•买买提", "测试·买买提")]
    [InlineData("测试・买买提", "测试·买买提")]
    [InlineData("测试 ･ 买买提", "测试·买买提")]
    [InlineData("测试\u00A0甲", "测试甲")]
    [InlineData("测试\u3000甲", "测试甲")]
    [InlineData(" 测 试 ", "测试")]
    [InlineData("测试公司（北京）", "测试公司(北京)")]
    [InlineData("ＡＢＣ　ｌｔｄ．", "ABC LTD.")]
    [InlineData("O’Connor  Seán", "O'CONNOR SEÁN")]
    [InlineData("Sea\u0301n", "SEÁN")]
    [InlineData("測\uF90A", "測金")]
    [InlineData("\uFA11测", "\uFA11测")]
    [InlineData("⻓测", "长测")]
    [InlineData("⽩测", "白测")]
    [InlineData("测㛃", "测㛃")]
    [InlineData("测𠮷", "测𠮷")]
    [InlineData("测𬭎", "测𬭎")]
    [InlineData("测𰻝", "测𰻝")]
    [InlineData("测\U0002EBF0", "测\U0002EBF0")]
    [InlineData("한\u1100\u1161", "한가")]
    public void One_name_has_one_spelling(string written, string canonical)
    {
        Assert.True(PartyName.TryRead(written, out var name, out var error), error?.English);
        Assert.Equal(canonical, name.ToString());
        Assert.Equal(canonical, PartyName.Fold(canonical));
    }

    [Theory]
    [InlineData("测\0甲", 2, "U+0000", "control")]
    [InlineData("测试\t甲", 3, "U+0009", "control")]
    [InlineData("测试\u0085甲", 3, "U+0085", "control")]
    [InlineData("测试\u200B甲", 3, "U+200B", "invisible")]
    [InlineData("测\u00AD试", 2, "U+00AD", "invisible")]
    [InlineData("\uFEFF测试", 1, "U+FEFF", "invisible")]
    [InlineData("𠮷𠮷\u200F甲", 3, "U+200F", "direction")]
    [InlineData("测\u202E试", 2, "U+202E", "direction")]
    [InlineData("测\uE863", 2, "U+E863", "private-use")]
    [InlineData("测\U000F0001", 2, "U+F0001", "private-use")]
    [InlineData("葛\U000E0100测", 2, "U+E0100", "variation")]
    [InlineData("葛\uFE00测", 2, "U+FE00", "variation")]
    [InlineData("测\uFFFD", 2, "U+FFFD", "lost")]
    [InlineData("测\u3164", 2, "U+3164", "invisible")]
    [InlineData("测\u2028", 2, "U+2028", "separator")]
    [InlineData("测\uFFFF", 2, "U+FFFF", "not assigned")]
    public void What_cannot_be_seen_is_refused_with_its_code_point_and_place(string written, int place, string seen, string kind)
    {
        Assert.False(PartyName.TryRead(written, out _, out var error));
        Assert.Equal((place, seen), (error.Position, error.Seen));
        Assert.Contains(kind, error.English, StringComparison.Ordinal);
        Assert.Contains(seen, error.Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_of_a_character_is_refused()
    {
        // Not among the cases above: an attribute's text is kept in UTF-8, which has no halves.
        Assert.False(PartyName.TryRead("测" + '\uD842', out _, out var high));
        Assert.False(PartyName.TryRead("测" + '\uDFB7' + "试", out _, out var low));
        Assert.Equal((2, "U+D842", 2, "U+DFB7"), (high.Position, high.Seen, low.Position, low.Seen));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("   ")]
    [InlineData("\u3000")]
    [InlineData("···")]
    [InlineData("123")]
    [InlineData("-")]
    public void A_name_without_letters_is_none(string? written) => Assert.False(PartyName.TryRead(written, out _, out _));

    [Fact]
    public void A_name_has_at_most_100_characters_whatever_they_take_in_memory()
    {
        Assert.True(PartyName.TryRead(string.Concat(Enumerable.Repeat("𠮷", 100)), out _, out _));
        Assert.False(PartyName.TryRead(new string('测', 101), out _, out var error));
        Assert.Equal("101", error.Seen);
    }

    [Fact]
    public void Normal_form_C_is_that_of_Unicode()
    {
        using var vectors = Assembly.GetExecutingAssembly().GetManifestResourceStream("normal-form-c.txt")!;
        using var reader = new StreamReader(vectors);
        var checkedLines = 0;
        while (reader.ReadLine() is { } line)
        {
            var sides = line.Split(';');
            Assert.Equal(Text(sides[1]), NormalForm.Compose(Text(sides[0])));
            Assert.Equal(Text(sides[1]), NormalForm.Compose(Text(sides[1])));
            checkedLines++;
        }

        Assert.Equal(400, checkedLines);
    }

    [Fact]
    public void Any_text_is_read_or_refused_and_a_name_that_was_read_reads_as_itself()
    {
        var random = new Random(20261130);
        char[] wild = [' ', '\t', '\0', '·', '•', '・', '\u0301', '\u0323', '\u200B', '\uD842', '\uDFB7', '\uE863', '⻓', '測', 'ſ', 'ß', 'ŉ', 'ı', 'ǰ', 'Ａ', '（',
            '가', 'ᄀ', 'ᅡ', 'ᆨ', '\uFFFD', 'é', '\uF90A'];
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(12))
                .Select(_ => random.Next(3) == 0 ? (char)random.Next(0x10000) : wild[random.Next(wild.Length)]));
            if (PartyName.TryRead(text, out var name, out var error))
            {
                Assert.True(PartyName.TryRead(name.ToString(), out var again, out var fault), $"{Escaped(text)} -> {Escaped(name.ToString())}: {fault}");
                Assert.True(name == again, $"{Escaped(text)} -> {Escaped(name.ToString())} -> {Escaped(again.ToString())}");
            }
            else
            {
                Assert.NotEmpty(error.Chinese);
            }

            _ = RunningText.Check(text);
        }
    }

    private static string Text(string points)
        => string.Concat(
            points.Split(' ').Select(static point => char.ConvertFromUtf32(int.Parse(point, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))));

    private static string Escaped(string text) => string.Join(' ', text.Select(static c => $"{(int)c:X4}"));
}
