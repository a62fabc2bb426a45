using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Ledger.EndToEnd.Tests;

/// <summary>What .editorconfig cannot hold of the style that the code has.</summary>
public sealed partial class SourceTests
{
    private const int LongestLine = 160;
    private const int MostLines = 500;

    // What a line may have beside a text that stays whole: its place in the call around it.
    private const int BesideText = 60;

    private static readonly string[] Tops = ["chain", "services", "contracts", "clients", "network", "tests"];

    [Fact]
    public void No_line_is_longer_than_160_columns_unless_it_is_one_text()
        => Assert.Empty(Sources().SelectMany(static source => LongLines(source.Lines).Select(number => $"{source.Path}:{number}")));

    [Fact]
    public void No_file_is_longer_than_500_lines()
        => Assert.Empty(Sources().Where(static source => source.Lines.Length > MostLines).Select(static source => $"{source.Path}: {source.Lines.Length}"));

    [Fact]
    public void A_project_has_one_namespace_and_awaits_without_a_context()
    {
        foreach (var source in Sources().Where(static source => !source.Path.StartsWith("tests/", StringComparison.Ordinal)))
        {
            var at = Array.FindIndex(source.Lines, static line => line.StartsWith("namespace ", StringComparison.Ordinal));
            if (at >= 0 && source.Namespace.Length > 0)
                Assert.True(source.Lines[at] == $"namespace {source.Namespace};", $"{source.Path}: {source.Lines[at]} is not {source.Namespace}");
            Assert.DoesNotContain(source.Lines, static line => line.Contains(".Configure" + "Await(", StringComparison.Ordinal));
        }
    }

    private static IEnumerable<int> LongLines(string[] lines)
    {
        var isRaw = false;
        for (var i = 0; i < lines.Length; i++)
        {
            // The lines of a raw text are as long as what they say.
            if (lines[i].Split("\"\"\"").Length % 2 == 0)
                isRaw = !isRaw;
            else if (!isRaw && lines[i].Length > LongestLine && Text().Replace(lines[i].Trim(), "").Length > BesideText)
                yield return i + 1;
        }
    }

    private static IEnumerable<Source> Sources()
    {
        foreach (var path in Tops.SelectMany(static top => Repository.Sources(top)))
        {
            var shown = Path.GetRelativePath(Repository.Root, path).Replace(Path.DirectorySeparatorChar, '/');
            yield return new(shown, NamespaceOf(Path.GetDirectoryName(path)!), File.ReadAllLines(path));
        }
    }

    private static string NamespaceOf(string folder)
    {
        for (; folder.Length > Repository.Root.Length; folder = Path.GetDirectoryName(folder)!)
        {
            if (Directory.EnumerateFiles(folder, "*.csproj").SingleOrDefault() is { } project)
                return XDocument.Load(project).Descendants("RootNamespace").SingleOrDefault()?.Value ?? Path.GetFileNameWithoutExtension(project);
        }

        return "";
    }

    // A literal with its holes, which may hold literals themselves.
    [GeneratedRegex("""[$@]*"(?:[^"\\{]|\\.|\{\{|\{(?:[^{}"]|"(?:[^"\\]|\\.)*"|\{[^{}]*\})*\})*"(?:u8)?""")]
    private static partial Regex Text();

    private sealed record Source(string Path, string Namespace, string[] Lines);
}
