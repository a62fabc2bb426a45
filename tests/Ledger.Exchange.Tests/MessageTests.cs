using System.Text;

namespace Ledger.Exchange.Tests;

/// <summary>Messages are read and written without loss.</summary>
public sealed class MessageTests
{
    private static readonly ProvinceProfile Newer = ProvinceProfile.Find("newer");
    private static readonly ProvinceProfile Older = ProvinceProfile.Find("older");

    public static TheoryData<string> Names => [.. Samples.Messages];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_message_written_and_read_again_says_the_same_and_nothing_of_it_is_unknown(string name)
    {
        var message = Samples.Message(name);

        Assert.Empty(message.Aside);
        foreach (var profile in (ProvinceProfile[])[Newer, Older])
        {
            var again = MessageReader.Read(new ExchangeFile("again.xml", MessageWriter.Write(message, profile)));
            Assert.Equal(MessageHead.Fields.Select(field => message.Head[field]), MessageHead.Fields.Select(field => again.Head[field]));
            Assert.Equal(message.Rows.Count, again.Rows.Count);
            Assert.All(message.Rows.OrderBy(static row => row.Table.Order).Zip(again.Rows), static pair => Assert.True(pair.First.SaysTheSame(pair.Second)));
        }
    }

    [Fact]
    public void What_is_written_has_no_mark_ends_lines_with_LF_and_keeps_the_order_of_tables_whatever_order_was_read()
    {
        var message = Samples.Message("transfer");
        var turned = new ExchangeMessage();
        foreach (var field in MessageHead.Fields)
            turned.Head[field] = message.Head[field];
        foreach (var row in message.Rows.Reverse())
            turned.Rows.Add(row);

        var text = Encoding.UTF8.GetString(MessageWriter.Write(turned, Older));

        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Message>\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\r", text, StringComparison.Ordinal);
        string[] order = ["<ZTT_GY_QLR", "<KTT_FW_ZRZ", "<KTT_FW_H", "<QLT_FW_FDCQ_YZ", "<DJF_DJ_SQR", "<DJT_DJ_SLSQ", "<DJF_DJ_SJ", "<DJF_DJ_GD"];
        var places = order.Select(element => text.IndexOf(element, StringComparison.Ordinal)).ToList();
        Assert.Equal(places.Order(), places);
        Assert.DoesNotContain(-1, places);
    }

    [Fact]
    public void Tables_that_were_renamed_are_found_by_both_names_and_written_by_the_provinces()
    {
        var older = Samples.Message("mortgage-first");
        var newer = Samples.Message("mortgage-first-newer");

        Assert.Equal("2021-05-20T10:00:00", Assert.Single(older.Of("DJT_DJ_SL"))["SLSJ"]);
        Assert.Equal("2021-05-20T10:00:00", Assert.Single(newer.Of("DJT_DJ_SLSQ"))["SLSJ"]);
        Assert.Contains("<DJT_DJ_SL ", Encoding.UTF8.GetString(MessageWriter.Write(older, Newer)), StringComparison.Ordinal);
        Assert.Contains("<DJT_DJ_SLSQ ", Encoding.UTF8.GetString(MessageWriter.Write(newer, Older)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_table_and_an_unknown_column_are_kept_aside_and_the_rest_is_read()
    {
        var message = MessageReader.Read(Samples.Text(
            """
            <Message><Head><BizMsgID>1</BizMsgID></Head><Data>
              <XYZ_NEW A="1"/>
              <QLF_QL_CFDJ YWH="1" NEUES="2"/>
            </Data></Message>
            """));

        Assert.Equal("1", Assert.Single(message.Rows)["YWH"]);
        Assert.Equal([(2, "XYZ_NEW", null), (3, "QLF_QL_CFDJ", "NEUES")], message.Aside.Select(static aside => (aside.Line, aside.Table, aside.Attribute)));
    }

    [Fact]
    public void A_record_type_names_its_right_tables()
    {
        Assert.Equal(["QLT_FW_FDCQ_YZ"], ExchangeSchema.RightTablesOf("2000402"));
        Assert.Equal(["QLF_QL_DYAQ"], ExchangeSchema.RightTablesOf("1003701"));
        Assert.Equal(["QLF_QL_DYAQ", "QLF_QL_TDSYQ"], ExchangeSchema.RightTablesOf("9000101"));
        Assert.Equal(["QLF_QL_ZXDJ"], ExchangeSchema.RightTablesOf("4000101"));
        Assert.Empty(ExchangeSchema.RightTablesOf("4000402"));
        Assert.Empty(ExchangeSchema.RightTablesOf("12"));
    }

    [Fact]
    public void A_daily_log_written_and_read_again_is_the_same_bytes()
    {
        var file = Samples.File("daily-log");
        var log = AccessLog.Read(file, SafeXml.Read(file));

        Assert.Equal((1, 1), (log.RegisterInfo.Total, log.RegisterInfo.ByType[200]));
        Assert.Equal(["粤（2021）东莞不动产权第0000002号", "粤（2021）东莞不动产权第0000003号"], Assert.Single(log.Registered).Numbers);
        var bytes = log.Write();
        var again = new ExchangeFile("again.xml", bytes);
        Assert.Equal(bytes, AccessLog.Read(again, SafeXml.Read(again)).Write());
    }

    [Fact]
    public void An_answer_is_done_by_its_success_flag()
    {
        var file = Samples.File("response");

        var answer = PlatformAnswer.Read(file, SafeXml.Read(file));

        Assert.Equal(("441900210512000002", true, "成功"), (answer.MessageId, answer.IsDone, answer.Info));
        var log = Samples.Text("<RespondLog><responseLogInfo>x</responseLogInfo><responseLogCode>04011</responseLogCode></RespondLog>");
        Assert.False(PlatformAnswer.Read(log, SafeXml.Read(log)).IsDone);
    }
}
