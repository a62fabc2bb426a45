using Ledger.Facts;

namespace Ledger.Export.Tests;

/// <summary>Numbers of messages: never one twice, also after a kill; how reports stand.</summary>
public sealed class OutboxTests : IDisposable
{
    private const string Area = "441900";
    private const string Type = "2000402";

    private static readonly Day Day = Day.Of(2026, 11, 30);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_number_is_the_county_the_day_and_a_serial_of_the_day_that_counts_on()
    {
        using var outbox = Outbox.Open(folder["outbox.db"]);

        Assert.Equal("441900261130000001", outbox.Number(Act(1), Day, Area, Type).Id);
        Assert.Equal("441900261130000002", outbox.Number(Act(2), Day, Area, Type).Id);
        Assert.Equal("441901261130000001", outbox.Number(Act(3), Day, "441901", Type).Id);
        Assert.Equal("441900261201000001", outbox.Number(Act(4), Day.AddDays(1), Area, Type).Id);
        Assert.Equal("441900261130000001", outbox.Find(Act(1))!.Id);
    }

    [Fact]
    public void What_was_numbered_is_on_disk_before_anybody_hears_of_it_so_a_kill_repeats_no_number()
    {
        using var outbox = Outbox.Open(folder["outbox.db"]);
        for (var i = 1; i <= 3; i++)
        {
            var id = outbox.Number(Act(i), Day, Area, Type).Id;

            // What a program that is killed now leaves behind: the file as it is, without any end.
            File.Copy(folder["outbox.db"], folder[$"killed{i}.db"]);
            using var next = Outbox.Open(folder[$"killed{i}.db"]);
            Assert.Equal(ReportState.Numbered, next.Find(Act(i))!.State);
            Assert.Equal(id, next.Find(Act(i))!.Id);
            Assert.True(string.CompareOrdinal(id, next.Number(Act(99), Day, Area, Type).Id) < 0);
        }
    }

    [Fact]
    public void A_report_that_comes_again_has_the_suffix_and_then_a_number_of_its_own_and_the_one_before_is_replaced()
    {
        using var outbox = Outbox.Open(folder["outbox.db"]);
        var first = outbox.Number(Act(1), Day, Area, Type);

        var second = outbox.Number(Act(1), Day, Area, Type, "_CBXZ");
        var third = outbox.Number(Act(1), Day, Area, Type, "_CBXZ");
        var late = outbox.Number(Act(2), Day, Area, Type, "_BBXZ");

        Assert.Equal("441900261130000001_CBXZ", second.Id);
        Assert.Equal("441900261130000002_CBXZ", third.Id);
        Assert.Equal("441900261130000003_BBXZ", late.Id);
        Assert.Equal(ReportState.Replaced, outbox.Find(first.Id)!.State);
        Assert.Equal(ReportState.Replaced, outbox.Find(second.Id)!.State);
        Assert.Equal(third.Id, outbox.Find(Act(1))!.Id);
        Assert.Equal(4, outbox.In(null).Count + outbox.In(ReportState.Replaced).Count);
    }

    [Fact]
    public void States_go_from_numbered_to_unanswered_to_the_platforms_word_and_a_late_word_revives_nothing()
    {
        using var outbox = Outbox.Open(folder["outbox.db"]);
        var report = outbox.Number(Act(1), Day, Area, Type);
        outbox.Written(report.Id);
        Assert.Equal(ReportState.Unanswered, outbox.Find(report.Id)!.State);

        Assert.True(outbox.Answer(report.Id, isDone: false, "0301", "字段缺失"));
        Assert.Equal((ReportState.Failed, "0301"), (outbox.Find(report.Id)!.State, outbox.Find(report.Id)!.Code));
        var again = outbox.Number(Act(1), Day, Area, Type, "_CBXZ");
        outbox.Answer(report.Id, isDone: true, "0000", "");
        Assert.Equal(ReportState.Replaced, outbox.Find(report.Id)!.State);
        outbox.Written(again.Id);
        outbox.Answer(again.Id, isDone: true, "0000", "");
        outbox.Written(again.Id);
        Assert.Equal(ReportState.Done, outbox.Find(again.Id)!.State);
        Assert.False(outbox.Answer("441900261130999999", isDone: true, "", ""));
    }

    [Fact]
    public void Answers_in_the_folder_are_read_and_what_is_no_answer_of_ours_is_named()
    {
        using var outbox = Outbox.Open(folder["outbox.db"]);
        var (done, failed) = (outbox.Number(Act(1), Day, Area, Type), outbox.Number(Act(2), Day, Area, Type));
        outbox.LogWritten(Area, Day);
        var answers = Directory.CreateDirectory(Path.Combine(folder.Path, Area, "RepMsg")).FullName;
        Answer(answers, done.Id, $"<respond><BizMsgID>{done.Id}</BizMsgID><SuccessFlag>1</SuccessFlag><ResponseCode>0000</ResponseCode></respond>");
        Answer(answers, failed.Id, $"<respond><BizMsgID>{failed.Id}</BizMsgID><SuccessFlag>2</SuccessFlag><ResponseInfo>ZL缺失</ResponseInfo></respond>");
        Answer(answers, "AccessLog44190020261130", "<RespondLog><responseLogInfo>数目不符</responseLogInfo><responseLogCode>04011</responseLogCode></RespondLog>");
        Answer(answers, "other", "<respond><BizMsgID>441900261130777777</BizMsgID><SuccessFlag>1</SuccessFlag></respond>");
        Answer(answers, "broken", "<respond>");

        var odd = PlatformAnswers.Read(folder.Path, outbox);

        Assert.Equal((ReportState.Done, ReportState.Failed), (outbox.Find(done.Id)!.State, outbox.Find(failed.Id)!.State));
        Assert.Equal("ZL缺失", outbox.Find(failed.Id)!.Info);
        Assert.Equal((ReportState.Failed, "04011", "数目不符"), outbox.FindLog(Area, Day));
        Assert.Equal(2, odd.Count);
        Assert.Contains(odd, static text => text.English.StartsWith("Repbroken.xml", StringComparison.Ordinal) && text.Chinese.Length > 0);
        Assert.Contains(odd, static text => text.English.StartsWith("Repother.xml: it answers no message or log", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_one_program_uses_an_outbox_and_its_files_are_the_owners_only()
    {
        using var outbox = Outbox.Open(folder["state/outbox.db"]);

        var refused = Assert.Throws<ExportException>(() => Outbox.Open(folder["state/outbox.db"]));

        Assert.Contains("wait if another export uses them", refused.Text.English, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode Owners = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            Assert.Equal(Owners | UnixFileMode.UserExecute, File.GetUnixFileMode(folder["state"]));
            Assert.Equal(Owners, File.GetUnixFileMode(folder["state/outbox.db"]));
            OwnFiles.Write(folder["state/a/Biz1.xml"], "<Message/>"u8);
            Assert.Equal(Owners, File.GetUnixFileMode(folder["state/a/Biz1.xml"]));
            Assert.Equal(["Biz1.xml"], Directory.GetFiles(folder["state/a"]).Select(Path.GetFileName));
        }
    }

    private static ReportedAct Act(int number) => new($"20261130{number:D4}", "441900004001GB00012F00010101");

    private static void Answer(string folder, string name, string text) => File.WriteAllText(Path.Combine(folder, $"Rep{name}.xml"), text);
}
