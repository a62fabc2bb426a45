using System.CommandLine;
using Ledger.Acts;

namespace Ledger.Cli.Tests;

public sealed class CommandTreeTests
{
    /// <summary>The acts, each by its form, and what is no act.</summary>
    private static readonly string[] Expected =
    [
        .. ActForms.All.Select(static form => $"{form.Group} {form.Verb}"),
        "contract show", "case show", "case list", "case new", "case record", "case batch", "case sign-review", "exception sign",
        "check title", "check lien", "verify", "checkpoint", "receipt", "drafts resume",
        "records list", "records show", "records watch", "records compare", "verdicts", "rules", "codes", "replay", "export bdc-xml", "import",
        "compare", "profile show",
        "table list", "table export", "table propose",
        "governance proposals", "governance show", "governance approve", "governance activate",
        "governance members", "governance revoke", "governance replace-keys",
        "node status", "node check-records", "node verify-store", "history",
        "share catalogue", "share publish", "share ask", "share questions", "share decide", "share authorise", "share code", "share traces",
        "operator request", "operator issue", "operator install", "operator enrol", "operator list",
    ];

    [Fact]
    public void Every_command_of_the_manual_is_there_and_no_other()
    {
        Assert.Equal(Expected.Order(StringComparer.Ordinal), Leaves(Root(Language.English, out _)).Select(leaf => leaf.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_example_is_of_its_command_and_parses()
    {
        var root = Root(Language.English, out var examples);
        foreach (var (path, command) in Leaves(root))
        {
            var example = examples[command];
            Assert.StartsWith("ledger " + path, example);
            var line = root.Parse(example["ledger ".Length..]);
            Assert.True(line.Errors.Count == 0, $"{example}: {string.Join(", ", line.Errors)}");
            Assert.Same(command, line.CommandResult.Command);
        }
    }

    [Theory]
    [InlineData("en", "Example:")]
    [InlineData("zh", "示例：")]
    public async Task Help_shows_an_example_for_every_command_in_the_language(string language, string heading)
    {
        foreach (var path in Expected)
        {
            var run = await CommandRun.Of([.. path.Split(' '), "--help", "--lang", language]);
            Assert.Equal(ExitCode.Ok, run.Code);
            Assert.Contains(heading, run.Output);
            Assert.Contains("  ledger " + path, run.Output);
        }
    }

    [Fact]
    public async Task Help_of_a_command_shows_no_argument_of_the_command_above_it()
    {
        var run = await CommandRun.Of("export", "bdc-xml", "--help", "--lang", "en");
        Assert.DoesNotContain("<file>", run.Output);
        Assert.Contains("<file>", (await CommandRun.Of("export", "--help", "--lang", "en")).Output);
    }

    [Fact]
    public async Task Help_of_the_root_lists_every_exit_code()
    {
        var run = await CommandRun.Of("--help", "--lang", "en");
        foreach (var code in Enum.GetValues<ExitCode>())
            Assert.Contains($"  {(int)code,3}  ", run.Output);
    }

    [Fact]
    public void Every_description_is_in_both_languages()
    {
        var english = Descriptions(Root(Language.English, out _)).ToList();
        var chinese = Descriptions(Root(Language.Chinese, out _)).ToList();
        Assert.Equal(english.Count, chinese.Count);
        Assert.All(english, text => Assert.DoesNotContain(text, IsChinese));
        Assert.All(chinese, text => Assert.Contains(text, IsChinese));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("contract", "sign", "--nonsense", "x")]
    [InlineData("verify")]
    [InlineData("--lang", "fr", "checkpoint")]
    [InlineData("records", "list", "--state", "nonsense")]
    [InlineData("verdicts", "--count-by", "rule,nonsense")]
    [InlineData("verdicts", "--count-by", "rule,rule")]
    [InlineData("verdicts", "--outcome", "nonsense")]
    public async Task A_wrong_line_gives_the_usage_code_and_says_so_on_the_error_stream(params string[] args)
    {
        var run = await CommandRun.Of(args);
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.NotEmpty(run.Error);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task Usage_faults_are_told_in_the_language()
    {
        string[][] wrong = [["nonsense"], ["contract", "sign", "--nonsense", "x"], ["verify"], ["records", "list", "--state", "nonsense"],
            ["records", "list", "--limit", "many"], ["contract"]];
        foreach (var line in wrong)
        {
            var chinese = await CommandRun.Of([.. line, "--lang", "zh"]);
            var english = await CommandRun.Of([.. line, "--lang", "en"]);
            Assert.Equal((ExitCode.Usage, ExitCode.Usage), (chinese.Code, english.Code));
            Assert.All(Lines(chinese.Error).Where(static line => !line.StartsWith('\t')), text => Assert.Contains(text, IsChinese));
            Assert.All(Lines(english.Error), text => Assert.DoesNotContain(text, IsChinese));
        }
    }

    [Fact]
    public async Task Headings_of_help_are_in_the_language()
    {
        var chinese = await CommandRun.Of("records", "--help", "--lang", "zh");
        var english = await CommandRun.Of("records", "--help", "--lang", "en");
        Assert.All(Headings(english), text => Assert.DoesNotContain(text, IsChinese));
        Assert.All(Headings(chinese), text => Assert.Contains(text, IsChinese));
        Assert.Equal(Headings(english).Count(), Headings(chinese).Count());

        static IEnumerable<string> Headings(CommandRun run) => Lines(run.Output).Where(static line => !line.StartsWith(' '));
    }

    private static string[] Lines(string text) => text.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    private static bool IsChinese(char c) => c is >= '\u4e00' and <= '\u9fff';

    private static RootCommand Root(Language language, out IReadOnlyDictionary<Command, string> examples) =>
        LedgerCommand.Create(language, TextWriter.Null, TextWriter.Null, TimeProvider.System, out examples);

    private static IEnumerable<(string Path, Command Command)> Leaves(Command command, string prefix = "") => command.Subcommands.SelectMany(child =>
        child.Subcommands.Count == 0 ? [(prefix + child.Name, child)] : Leaves(child, prefix + child.Name + " "));

    private static IEnumerable<string> Descriptions(Command command) =>
        new[] { command.Description! }
            .Concat(command.Options.Where(option => option is not (VersionOption or System.CommandLine.Help.HelpOption)).Select(option => option.Description!))
            .Concat(command.Arguments.Select(argument => argument.Description!))
            .Concat(command.Subcommands.SelectMany(Descriptions));
}
