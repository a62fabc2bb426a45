using Ledger.Client;
using Ledger.Log;
using Ledger.V1;
using Ledger.Verifier.Tests;
using Spectre.Console;

namespace Ledger.Cli.Tests;

public sealed class AlarmViewTests : IDisposable
{
    private readonly TestLedger ledger = new();

    public void Dispose() => ledger.Dispose();

    [Fact]
    public void An_alarm_names_organisation_key_block_both_roots_and_what_to_do()
    {
        var (first, second) = (new Checkpoint(TestLedger.Origin, 5, new byte[32]), new Checkpoint(TestLedger.Origin, 5, MerkleHash.Leaf([1])));
        var alarm = Judge(ledger.Line(0, first).ToString(), ledger.Line(0, second).ToString());

        var shown = Show(alarm, Language.English);

        Assert.Contains("!! ALARM", shown, StringComparison.Ordinal);
        Assert.Contains("the key of registration signed two roots at block 7, size 5: the notes prove it", shown, StringComparison.Ordinal);
        foreach (var named in new[] { alarm.Message.Key, Convert.ToHexStringLower(first.Root.Span), Convert.ToHexStringLower(second.Root.Span) })
            Assert.Contains(named, shown, StringComparison.Ordinal);
        Assert.Contains("区块 7（5 条）签署了两个根", Show(alarm, Language.Chinese), StringComparison.Ordinal);
        Assert.Equal("proven", (string?)AlarmView.Json(alarm)["proof"]);
        Assert.Equal(alarm.Message.SecondNote, (string?)AlarmView.Json(alarm)["second_note"]);
        Assert.Contains("every member", AlarmView.Advice.English, StringComparison.Ordinal);
    }

    [Fact]
    public void An_alarm_whose_notes_do_not_verify_is_shown_as_not_believed_with_the_reason()
    {
        var alarm = Judge("", "");

        Assert.Contains("alarm not believed", Show(alarm, Language.English), StringComparison.Ordinal);
        Assert.Equal("not-believed", (string?)AlarmView.Json(alarm)["proof"]);
        Assert.NotNull(AlarmView.Json(alarm)["fault_zh"]);
    }

    private ReportedAlarm Judge(string first, string second)
    {
        var message = new RootAlarmMessage
        {
            Organisation = "registration",
            Key = ledger.Policy.Witnesses[0].Key.ToString(),
            Block = 7,
            Size = 5,
            FirstNote = first,
            SecondNote = second,
            SeenMs = ulong.MaxValue,
        };
        return ReportedAlarm.Judge(message, TestLedger.Origin, ledger.Policy);
    }

    private static string Show(ReportedAlarm alarm, Language language)
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 400;
        console.Write(AlarmView.Rows(new PropertyTable(language), alarm, language));
        return output.ToString();
    }
}
