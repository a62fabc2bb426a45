using System.Xml.Linq;

namespace Ledger.EndToEnd.Tests;

/// <summary>The source tree that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>The folder that holds Ledger.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Projects by name with the projects they reference, tests and benchmarks excepted.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> References { get; } = ReadItems(
        "ProjectReference", static include => Path.GetFileNameWithoutExtension(include.Replace('\\', '/')));

    /// <summary>Projects by name with the packages they name themselves, tests and benchmarks excepted.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Packages { get; } = ReadItems("PackageReference", static include => include);

    /// <summary>Source files below a folder, without generated ones.</summary>
    public static IEnumerable<string> Sources(string folder, string pattern = "*.cs") => Directory
        .EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
        .Where(static file => !IsOutput(file));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Ledger.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds Ledger.sln.");
    }

    private static Dictionary<string, IReadOnlyList<string>> ReadItems(string item, Func<string, string> name) => Directory
        .EnumerateFiles(Root, "*.csproj", SearchOption.AllDirectories)
        .Where(static file => !IsOutput(file) && !Path.GetRelativePath(Root, file).StartsWith("tests", StringComparison.Ordinal))
        .ToDictionary(
            static file => Path.GetFileNameWithoutExtension(file),
            IReadOnlyList<string> (file) =>
                [.. XDocument.Load(file).Descendants(item).Select(found => name(found.Attribute("Include")!.Value)).Order(StringComparer.Ordinal)],
            StringComparer.Ordinal);

    private static bool IsOutput(string file)
    {
        var parts = Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar);
        return Array.Exists(parts, static part => part is "bin" or "obj" || part.StartsWith('.'));
    }
}
