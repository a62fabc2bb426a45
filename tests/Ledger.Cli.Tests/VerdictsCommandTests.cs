using System.Text.Json.Nodes;
using Ledger.V1;
using Spectre.Console;

namespace Ledger.Cli.Tests;

/// <summary>What <c>ledger verdicts</c> shows.</summary>
public sealed class VerdictsCommandTests
{
    [Fact]
    public void Counts_stand_under_what_they_were_counted_by_and_more_is_said()
    {
        var by = VerdictsCommand.KeysOf("rule, town,day")!;
        var reply = new CountVerdictsReply { Counts = { new VerdictCount { Rule = "C-29", Town = 441900121, Day = 20261130, Count = 7 } }, More = true };

        var shown = VerdictsCommand.Counted(reply, by);

        Assert.Equal([VerdictKey.Rule, VerdictKey.Town, VerdictKey.Day], by);
        Assert.Equal("""{"counts":[{"rule":"C-29","town":"441900121","day":"2026-11-30","count":7}],"more":true}""", shown.Json.ToJsonString());
        Assert.Contains("C-29", Text(shown), StringComparison.Ordinal);
        Assert.Contains("2026-11-30", Text(shown), StringComparison.Ordinal);
        Assert.Contains("…", Text(shown), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("rule,")]
    [InlineData("rule;town")]
    [InlineData("Rule")]
    [InlineData("day,day")]
    public void What_verdicts_are_not_counted_by_is_not_taken(string keys) => Assert.Null(VerdictsCommand.KeysOf(keys));

    [Fact]
    public void A_listed_verdict_has_its_rules_once_and_in_JSON_the_values_with_their_sources()
    {
        var verdict = new VerdictView { Outcome = VerdictOutcome.Refused, Event = "TransferRecorded", Flow = "211", RecordId = "17", Subjects = { "unit" } };
        for (var i = 0; i < 2; i++)
            verdict.Findings.Add(new RuleFailure { Rule = "C-29", Values = { new RuleValue { Label = "seizure", Value = "x", Source = "enc/unit" } } });

        var shown = VerdictsCommand.Listed([verdict], KnownOperators.None);

        Assert.Equal(2, Text(shown).Split("C-29").Length);
        Assert.Equal("enc/unit", (string?)((JsonArray)shown.Json["verdicts"]!)[0]!["findings"]![0]!["values"]![0]!["source"]);
        Assert.Contains("17", Text(shown), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--from", "2026-11-31")]
    [InlineData("--to", "yesterday")]
    [InlineData("--town", "4419")]
    public async Task A_filter_that_cannot_be_read_is_named_before_anybody_is_asked(string option, string value)
    {
        var run = await CommandRun.Of("verdicts", option, value, "--lang", "en");

        Assert.NotEqual(ExitCode.Ok, run.Code);
        Assert.NotEmpty(run.Error);
    }

    private static string Text(CommandResult result)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = 300;
        console.Write(result.View(Language.English));
        return writer.ToString();
    }
}
