using System.Text;

namespace Ledger.Exchange.Tests;

/// <summary>Files that are no message: named with file and line, and nothing of them believed.</summary>
public sealed class BadFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("exchange");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("这不是XML", 1, "well-formed")]
    [InlineData("", 1, "well-formed")]
    [InlineData("<Message>\n<Head>\n</Message>", 3, "well-formed")]
    [InlineData("<!DOCTYPE a [<!ENTITY x \"y\">]>\n<Message><Head/><Data/></Message>", 1, "entities")]
    [InlineData("<Message><Head>\n<BizMsgID>&x;</BizMsgID></Head><Data/></Message>", 2, "well-formed")]
    [InlineData("<Message><Head/>\n<Data>\n<QLF_QL_CFDJ YWH=\"1\" YWH=\"2\"/></Data></Message>", 3, "twice")]
    [InlineData("<Message><Head/>\n<Data>\n<QLF_QL_CFDJ YWH=\"1\" xmlns:p=\"p\" p:YWH=\"2\"/></Data></Message>", 3, "twice")]
    [InlineData("<Message><Head/><Data/></Message>\n<Message><Head/><Data/></Message>", 2, "several root")]
    [InlineData("<Message><Head/><Data/>\n<Data/></Message>", 2, "2 Data")]
    [InlineData("<Message><Head><BizMsgID>1</BizMsgID>\n<BizMsgID>2</BizMsgID></Head><Data/></Message>", 2, "twice")]
    [InlineData("<Messages><Message/></Messages>", 1, "the root element is Messages")]
    [InlineData("<Message><Head/></Message>", 1, "lacks Data")]
    [InlineData("<Message><Head/><Data>\0</Data></Message>", 1, "well-formed")]
    public void What_is_no_message_is_named_with_its_line(string text, int line, string reason)
    {
        var fault = Assert.Throws<ExchangeException>(() => MessageReader.Read(Samples.Text(text))).Fault;

        Assert.Equal(("x.xml", line), (fault.File, fault.Line));
        Assert.Contains(reason, fault.Text.English, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Elements_nested_without_end_are_named_at_once()
    {
        var text = "<Message><Head/>\n<Data>" + string.Concat(Enumerable.Repeat("<a>", 1_000_000)) + string.Concat(Enumerable.Repeat("</a>", 1_000_000))
            + "</Data></Message>";

        var fault = (await Assert.ThrowsAsync<ExchangeException>(() => Task.Run(() => MessageReader.Read(Samples.Text(text))))).Fault;

        Assert.Equal(2, fault.Line);
        Assert.Contains("64 deep", fault.Text.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Entities_that_would_grow_without_end_are_not_expanded()
    {
        var text = "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><Message><Head><BizMsgID>&c;</BizMsgID></Head><Data/></Message>";

        Assert.Contains("entities", Assert.Throws<ExchangeException>(() => MessageReader.Read(Samples.Text(text))).Fault.Text.English,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<?xml version=\"1.0\" encoding=\"GB18030\"?>\n<Message/>", "GB18030")]
    [InlineData("<?xml version='1.0' encoding='gb2312' ?>\n<Message/>", "gb2312")]
    public void A_foreign_encoding_that_is_declared_is_named(string text, string encoding)
        => Assert.Contains(encoding, Assert.Throws<ExchangeException>(() => MessageReader.Read(Samples.Text(text))).Fault.Text.English,
            StringComparison.Ordinal);

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_named_with_their_line()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("<Message><Head/>\n<Data>\n<QLF_QL_CFDJ CFJG=\""), 0xB7, 0xA8, 0xD4, 0xBA,
            .. Encoding.UTF8.GetBytes("\"/></Data></Message>")];

        var fault = Assert.Throws<ExchangeException>(() => MessageReader.Read(new ExchangeFile("gbk.xml", bytes))).Fault;

        Assert.Equal(("gbk.xml", 3), (fault.File, fault.Line));
        Assert.Contains("UTF-8", fault.Text.English, StringComparison.Ordinal);
    }

    [Fact]
    public void UTF_16_is_named_and_a_mark_of_UTF_8_is_read()
    {
        const string Text = "<Message><Head/><Data/></Message>";

        Assert.Contains("UTF-16",
            Assert.Throws<ExchangeException>(()
            => MessageReader.Read(new ExchangeFile("x.xml", (byte[])[.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Text)]))).Message,
            StringComparison.Ordinal);
        Assert.Empty(MessageReader.Read(new ExchangeFile("x.xml", (byte[])[.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Text)])).Rows);
    }

    [Fact]
    public void A_row_of_10_MB_is_named_with_its_line_but_an_attachment_may_be_large()
    {
        var large = new string('x', 10 * 1024 * 1024);

        var fault = Assert.Throws<ExchangeException>(()
            => MessageReader.Read(Samples.Text($"<Message><Head/><Data>\n<QLF_QL_CFDJ FJ=\"{large}\"/></Data></Message>"))).Fault;
        Assert.Equal(2, fault.Line);
        Assert.Contains("QLF_QL_CFDJ", fault.Text.English, StringComparison.Ordinal);
        Assert.DoesNotContain("xxxx", fault.Text.English, StringComparison.Ordinal);
        Assert.Single(MessageReader.Read(Samples.Text($"<Message><Head/><Data>\n<FJ_F_100 FJNR=\"{large}\"/></Data></Message>")).Rows);
    }

    [Fact]
    public void A_file_of_200_MB_is_named_and_not_read_into_memory()
    {
        var path = Path.Combine(folder.FullName, "large.xml");
        using (var stream = File.Create(path))
            stream.SetLength(200L * 1024 * 1024);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var fault = Assert.Throws<ExchangeException>(() => ExchangeFile.Read(path)).Fault;

        Assert.Contains("209715200", fault.Text.English, StringComparison.Ordinal);
        Assert.True(GC.GetTotalAllocatedBytes(precise: true) - before < 1024 * 1024);
    }

    [Fact]
    public void A_file_that_changes_while_it_is_read_is_no_message_yet()
    {
        var path = Path.Combine(folder.FullName, "growing.xml");
        File.WriteAllText(path, "<Message>");

        var fault = Assert.Throws<ExchangeException>(() => ExchangeFile.Read(path, () => File.AppendAllText(path, "<Head/>"))).Fault;

        Assert.Contains("changes while it is read", fault.Text.English, StringComparison.Ordinal);
        Assert.Equal("<Message><Head/>", ExchangeFile.Read(path).Text());
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
        => Assert.Contains("none.xml", Assert.Throws<ExchangeException>(() => ExchangeFile.Read(Path.Combine(folder.FullName, "none.xml"))).Message,
            StringComparison.Ordinal);
}
