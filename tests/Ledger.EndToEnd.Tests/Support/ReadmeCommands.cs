using System.Text.RegularExpressions;

namespace Ledger.EndToEnd.Tests;

/// <summary>
/// The commands that the README tells people to type: each fenced <c>bash</c> block is one script; each inline code that begins
/// with a program of ours is one too.
/// </summary>
internal static partial class ReadmeCommands
{
    /// <summary>All of them, in order, each once.</summary>
    public static IReadOnlyList<string> All { get; } = Read();

    private static List<string> Read()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "README.md")).ReplaceLineEndings("\n");
        var fenced = Block().Matches(text).Select(static match => match.Groups["script"].Value.Trim());
        var prose = AnyBlock().Replace(text, "");
        var inline = Inline().Matches(prose).Select(static match => match.Groups["command"].Value);
        return [.. fenced.Concat(inline).Distinct(StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"^```bash\n(?<script>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^```.*?^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex AnyBlock();

    [GeneratedRegex(@"`(?<command>(?:dotnet|ledger) [^`]+)`")]
    private static partial Regex Inline();
}
