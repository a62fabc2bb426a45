using System.Text.RegularExpressions;

namespace Ledger.EndToEnd.Tests;

/// <summary>Every test that <c>docs/law.md</c> names as holding a sentence of the law is there and runs.</summary>
public sealed partial class LawTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "law.md"));

    private static readonly HashSet<string> Tests =
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .SelectMany(static file => TestsOf(File.ReadAllText(file))),
    ];

    public static TheoryData<string> Named => [.. Name().Matches(Document).Select(static match => match.Groups[1].Value).Distinct(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Named))]
    public void A_test_that_the_document_names_is_there(string test) => Assert.Contains(test, Tests);

    [Fact]
    public void Every_line_names_the_test_that_holds_it()
    {
        var lines = Document.Split('\n')
            .Where(static line => line.StartsWith("| ", StringComparison.Ordinal) && !line.Contains("| held by |", StringComparison.Ordinal)).ToList();

        Assert.Equal(65, lines.Count);
        Assert.All(lines, static line => Assert.NotEmpty(Name().Matches(line.Split('|')[2])));
    }

    private static IEnumerable<string> TestsOf(string text)
    {
        var type = Class().Match(text).Groups[1].Value;
        return Method().Matches(text).Select(match => $"{type}.{match.Groups[1].Value}");
    }

    [GeneratedRegex(@"`(\w+Tests\.\w+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"(?m)^(?:public|internal) (?:sealed )?(?:partial )?class (\w+)")]
    private static partial Regex Class();

    // A test that is skipped holds nothing.
    [GeneratedRegex(@"\[(?:Fact|Theory)(?:\((?![^\n]*Skip)[^\n]*\))?\]\s*(?:\[[^\n]*\][^\n]*\s*)*public (?:async )?(?:void|Task) (\w+)\(")]
    private static partial Regex Method();
}
