using System.Text.Json.Nodes;
using Ledger.Contracts;

namespace Ledger.Cli.Tests;

/// <summary>The rules as people read them.</summary>
public sealed class RulesCommandTests
{
    [Fact]
    public async Task The_reference_in_the_repository_is_current()
    {
        var run = await CommandRun.Of("rules", "--markdown");
        var file = Path.Combine(Root(), RuleReference.Path);

        Assert.True(
            File.Exists(file) && await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken) == run.Output,
            $"{RuleReference.Path} is not what the rules are; renew it: {RuleReference.Renewal}");
    }

    [Fact]
    public void Every_rule_says_in_a_sentence_of_both_languages_what_it_asks() => Assert.All(RuleCatalogue.All, static rule =>
    {
        Assert.Contains(rule.Id, RuleConditions.Ids);
        Assert.Contains(RuleConditions.Of(rule.Id).Chinese, static c => c is >= '\u4e00' and <= '\u9fff');
        Assert.EndsWith("。", RuleConditions.Of(rule.Id).Chinese, StringComparison.Ordinal);
        Assert.DoesNotContain(RuleConditions.Of(rule.Id).English, static c => c >= '\u4e00');
        Assert.EndsWith(".", RuleConditions.Of(rule.Id).English.TrimEnd('"'), StringComparison.Ordinal);
    });

    [Fact]
    public async Task The_list_names_every_rule_once_in_either_language()
    {
        foreach (var language in new[] { "zh", "en" })
        {
            var run = await CommandRun.Of("rules", "--lang", language);
            Assert.Equal(ExitCode.Ok, run.Code);
            Assert.All(RuleCatalogue.All.Select(static rule => rule.Id).Distinct(), id => Assert.Equal(2, run.Output.Split($" {id} ").Length));
        }
    }

    [Fact]
    public async Task One_rule_is_shown_with_its_severity_in_every_event_and_profile()
    {
        var run = await CommandRun.Of("rules", "c-29", "--json");

        var rules = (JsonArray)run.Json["rules"]!;
        Assert.All(rules, static rule => Assert.Equal("C-29", (string?)rule!["id"]));
        var severities = rules.SelectMany(static rule => (JsonArray)rule!["severities"]!).ToList();
        foreach (var profile in Profiles.All)
        {
            foreach (var flow in profile.Flows.All.Where(static flow => flow.Rules.Any(static rule => rule.Rule.Id == "C-29")))
                Assert.Contains(severities, entry => (uint)entry!["profile"]! == profile.Number && (string?)entry["event"] == flow.Name);
        }

        Assert.Contains("matrix S", (await CommandRun.Of("rules", "C-29", "--lang", "en")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_that_there_is_not_is_an_input_fault()
    {
        var run = await CommandRun.Of("rules", "C-999", "--lang", "en");
        Assert.Equal(ExitCode.Input, run.Code);
        Assert.Contains("`ledger rules` lists all", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_matrix_stands_in_the_reference_row_by_row()
    {
        var lines = (await CommandRun.Of("rules", "--markdown")).Output.Split('\n');
        foreach (var profile in Profiles.All.Where(static profile => profile.Matrix.Flows.Count > 0))
        {
            foreach (var flow in profile.Matrix.Flows)
            {
                var cells = string.Join(" | ", Enum.GetValues<MatrixColumn>().Select(column => profile.Matrix[flow, column]));
                var line = Assert.Single(lines, line => line.StartsWith($"| {Facts.FlowCodes.TextOf(flow)} |", StringComparison.Ordinal));
                Assert.EndsWith($"| {cells} |", line, StringComparison.Ordinal);
            }
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Ledger.sln")))
            folder = folder.Parent;

        return folder.FullName;
    }
}
