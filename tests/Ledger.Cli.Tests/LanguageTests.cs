using System.CommandLine;
using System.Text.RegularExpressions;
using Ledger.Acts;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;
using Spectre.Console;

namespace Ledger.Cli.Tests;

/// <summary>Whoever asks in one language is answered in it, whatever can be said without a network; and what is kept in a file is plain.</summary>
public sealed partial class LanguageTests
{
    public static TheoryData<string> Lines { get; } = [.. Commands()];

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Chinese_has_no_remnants_of_English(string line)
    {
        var run = await CommandRun.Of([.. Words(line), "--lang", "zh"]);
        Assert.All((run.Output + run.Error).Split('\n'), static text => Assert.True(!HasEnglish(text), text));
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task English_has_no_remnants_of_Chinese(string line)
    {
        var run = await CommandRun.Of([.. Words(line), "--lang", "en"]);
        Assert.All((run.Output + run.Error).Split('\n'), static text => Assert.True(!HasChinese(text), text));
    }

    [Fact]
    public void Faults_of_every_form_are_in_one_language_each()
    {
        foreach (var form in ActForms.All)
        {
            foreach (var request in new[] { form.Create(), RequestExamples.Full(form) })
            {
                var faults = RequestCheck.FaultsOf(request, DateTimeOffset.FromUnixTimeMilliseconds(1_000_000_000_000));
                if (faults.Count == 0)
                    continue;
                var fault = new InputException([.. faults]);
                Assert.All(FailureView.Lines(fault, Language.Chinese), static text => Assert.True(IsChinese(text) && !HasEnglish(text), text));
                Assert.All(FailureView.Lines(fault, Language.English), static text => Assert.True(!HasChinese(text), text));
            }
        }
    }

    [Fact]
    public void Findings_of_the_rules_are_told_in_one_language_with_their_labels_and_codes()
    {
        var refused = new RefusedException(
        [
            new RuleFailure
            {
                Rule = "C-26", Severity = "REJECT", NameZh = "份额", NameEn = "shares", MessageZh = "不符", MessageEn = "do not fit",
                AdviceZh = "请核对", AdviceEn = "check them",
                Values = { new RuleValue { Label = "共有方式 / co-ownership", Value = "单独所有 / single", Source = "event.co_ownership" } },
            },
        ]);
        Assert.All(
            FailureView.Lines(refused, Language.Chinese),
            static text => Assert.True(!HasEnglish(text) && !text.Contains("single", StringComparison.Ordinal), text));
        Assert.All(FailureView.Lines(refused, Language.English), static text => Assert.True(!HasChinese(text), text));
    }

    [Theory]
    [InlineData("（无）/ absent")]
    [InlineData("Unspecified")]
    public void What_is_not_there_is_said_in_one_language(string value)
    {
        var found = new RuleValue { Label = "原因 / reason", Value = value, Source = "unit/1" };
        var refused = new RefusedException([new RuleFailure { Rule = "C-31", Values = { found } }]);
        Assert.Contains("    原因: （无）  [unit/1]", FailureView.Lines(refused, Language.Chinese));
        Assert.Contains("    reason: absent  [unit/1]", FailureView.Lines(refused, Language.English));
    }

    [Fact]
    public void Tables_of_words_are_in_both_languages()
    {
        Wording[] words =
        [
            .. ExitCodes.All.Select(static code => code.Meaning),
            .. CodeLists.All.SelectMany(static list => list.Codes.Select(static code => code.Meaning).Append(list.Title)),
            .. ActForms.All.Select(static form => form.Name),
            .. ActForms.All.SelectMany(static form => form.Options).Select(static option => option.Help),
        ];
        Assert.All(words, static text => Assert.True(
            IsChinese(text.Chinese) && !HasChinese(text.English) && !HasEnglish(text.Chinese), $"{text.Chinese} | {text.English}"));
    }

    [Fact]
    public async Task A_row_that_is_read_by_a_program_is_one_line_without_colours()
    {
        var run = await CommandRun.Of("codes", "use", "--lang", "zh");
        var list = CodeLists.All.Single(static list => list.Name == "use");
        Assert.All(list.Codes, code => Assert.Single(run.Output.Split('\n'), line =>
            line.Trim().StartsWith(code.Code + " ", StringComparison.Ordinal) && line.Contains(code.Meaning.Chinese, StringComparison.Ordinal)));
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Theory]
    [InlineData("1", false)]
    [InlineData("", true)]
    [InlineData(null, true)]
    public void NO_COLOR_is_heeded(string? value, bool mayColour)
    {
        using var writer = new StringWriter();
        var console = Consoles.On(writer, value);
        if (!mayColour)
            Assert.Equal((ColorSystem.NoColors, false), (console.Profile.Capabilities.ColorSystem, console.Profile.Capabilities.Ansi));
        if (!mayColour)
        {
            console.Write(new Markup("[bold red]x[/]"));
            Assert.DoesNotContain('\u001b', writer.ToString());
        }
    }

    [Fact]
    public void Instants_are_told_on_the_offices_clock()
    {
        Assert.Equal("2026-11-30 14:05 UTC+8", Instants.ForPeople(1_796_018_700_000ul));
        Assert.True(WrittenInstant.TryParse(Instants.ForPeople(1_796_018_700_123ul), out var read, out _));
        Assert.Equal(1_796_018_700_123ul, read);
    }

    /// <summary>Lines that need no network: help of every command, lists of codes, rules, templates, and lines that are wrong.</summary>
    private static IEnumerable<string> Commands()
    {
        yield return "--help";
        yield return "codes";
        yield return "rules";
        yield return "nonsense";
        yield return "check title";
        yield return "profile show";
        yield return "contract sign --file /nonexistent/request.json";
        yield return "seizure enter --kind nonsense";
        yield return "seizure enter --months many";
        yield return "contract file --acknowledge F-07";
        yield return "codes nonsense";
        yield return "codes town";
        yield return "codes use";
        yield return "codes exemption";
        yield return "codes flow";
        foreach (var path in Leaves(LedgerCommand.Create(Language.English, TextWriter.Null, TextWriter.Null, TimeProvider.System, out _)))
            yield return $"{path} --help";
        foreach (var form in ActForms.All)
            yield return $"{form.Group} {form.Verb} --template";
    }

    private static string[] Words(string line) => line.Split(' ');

    private static IEnumerable<string> Leaves(Command command, string prefix = "") => command.Subcommands.SelectMany(child =>
        child.Subcommands.Count == 0 ? [prefix + child.Name] : Leaves(child, prefix + child.Name + " ").Prepend(prefix + child.Name));

    /// <summary>Three words in a row that are no command, option, file or code.</summary>
    private static bool HasEnglish(string text) => English().IsMatch(Command().Replace(text, ""));

    private static bool IsChinese(string text) => text.Any(static c => c >= '\u4e00' && c <= '\u9fff');

    /// <summary>A line of JSON, numbers of papers, single characters of a grammar and forms of dates and amounts are data.</summary>
    private static bool HasChinese(string text)
        => !text.TrimStart().StartsWith('"') && IsChinese(Data().Replace(text, ""));

    [GeneratedRegex(@"\S*\d号\S*|2026年11月30日|120万元|(?<![\u4e00-\u9fff])[\u4e00-\u9fff](?![\u4e00-\u9fff])", RegexOptions.None, 1000)]
    private static partial Regex Data();

    [GeneratedRegex(@"(?<![\w-])[A-Za-z]{2,}( [a-z]{2,}){2,}(?![\w-])", RegexOptions.None, 1000)]
    private static partial Regex English();

    [GeneratedRegex(@"(ledger|Ledger\.Cli\.Tests)( [a-z-]+)+|^\s*[a-z-]+(\s{2,}|$)", RegexOptions.None, 1000)]
    private static partial Regex Command();
}
